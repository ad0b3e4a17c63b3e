{{
    config(
        materialized='incremental',
        pre_hook='{{ forget_stale_mentions() }}'
    )
}}

with mentions as (

    select * from {{ ref('int_person_mentions') }}
    where {{ is_stale_mention() }}

),

-- One ordered list; three are ordered apart, and each costs more.
held_posts as (

    select
        mention_id,
        list_sort(
            list(
                struct_pack(
                    post_index := post_index,
                    post := post,
                    post_normalised := post_normalised,
                    status := status
                )
            )
        ) as held
    from {{ ref('int_person_posts') }}
    where {{ is_stale_mention() }}
    group by mention_id

),

posts as (

    select
        held_posts.mention_id,
        list_transform(held_posts.held, lambda post: post.post) as posts,
        list_transform(held_posts.held, lambda post: post.post_normalised) as posts_normalised,
        list_transform(held_posts.held, lambda post: post.status) as post_statuses
    from held_posts

),

articles as (

    select
        article_id,
        text
    from {{ source('raw', 'articles') }}
    where {{ by_place(source('raw', 'articles'), is_of_stale_mention()) }}

),

-- Cut before the next join, which would hold the whole text of the article for each naming.
sentences as (

    select
        mentions.mention_id,
        {{ span('articles.text', 'mentions.sentence_start_char', 'mentions.sentence_end_char') }} as sentence
    from mentions
    inner join articles on mentions.article_id = articles.article_id

),

final as (

    select
        mentions.mention_id,
        mentions.article_id,
        mentions.person_id,
        mentions.name,
        mentions.surface,
        mentions.start_char,
        mentions.end_char,
        mentions.role,
        mentions.is_short_form,
        mentions.honorific,
        mentions.rank,
        mentions.rank_surface,
        mentions.rank_start_char,
        mentions.rank_end_char,
        coalesce(posts.posts, []::varchar[]) as posts,
        coalesce(posts.posts_normalised, []::varchar[]) as posts_normalised,
        coalesce(posts.post_statuses, []::varchar[]) as post_statuses,
        mentions.organisation,
        mentions.branch,
        mentions.province_id,
        mentions.in_title,
        mentions.in_caption,
        mentions.seen_date,
        mentions.published_date,
        sentences.sentence,
        mentions.sentence_start_char,
        mentions.sentence_end_char
    from mentions
    inner join sentences on mentions.mention_id = sentences.mention_id
    left join posts on mentions.mention_id = posts.mention_id

)

select * from final
