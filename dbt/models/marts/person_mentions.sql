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

posts as (

    select
        mention_id,
        list(post order by post_index) as posts,
        list(post_normalised order by post_index) as posts_normalised,
        list(status order by post_index) as post_statuses
    from {{ ref('int_person_posts') }}
    where {{ is_stale_mention() }}
    group by mention_id

),

articles as (

    select
        article_id,
        text
    from {{ ref('stg_articles') }}
    where {{ is_of_stale_mention() }}

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
        {{ span('articles.text', 'mentions.sentence_start_char', 'mentions.sentence_end_char') }} as sentence,
        mentions.sentence_start_char,
        mentions.sentence_end_char
    from mentions
    inner join articles on mentions.article_id = articles.article_id
    left join posts on mentions.mention_id = posts.mention_id

)

select * from final
