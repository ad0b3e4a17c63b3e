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
cut as (

    select
        mentions.*,
        {{ span('articles.text', 'mentions.sentence_start_char', 'mentions.sentence_end_char') }} as sentence
    from mentions
    inner join articles on mentions.article_id = articles.article_id

),

final as (

    select
        cut.mention_id,
        cut.article_id,
        cut.person_id,
        cut.name,
        cut.surface,
        cut.start_char,
        cut.end_char,
        cut.role,
        cut.is_short_form,
        cut.honorific,
        cut.rank,
        cut.rank_surface,
        cut.rank_start_char,
        cut.rank_end_char,
        coalesce(posts.posts, []::varchar[]) as posts,
        coalesce(posts.posts_normalised, []::varchar[]) as posts_normalised,
        coalesce(posts.post_statuses, []::varchar[]) as post_statuses,
        cut.organisation,
        cut.branch,
        cut.province_id,
        cut.in_title,
        cut.in_caption,
        cut.seen_date,
        cut.published_date,
        cut.sentence,
        cut.sentence_start_char,
        cut.sentence_end_char
    from cut
    left join posts on cut.mention_id = posts.mention_id

)

select * from final
