{{
    config(
        materialized='incremental',
        pre_hook='{{ forget_touched_names() }}'
    )
}}

with posts as (

    select * from {{ source('raw', 'person_posts') }}

),

mentions as (

    select * from {{ ref('int_person_mentions') }}
    where {{ is_touched_name() }}

),

final as (

    select
        posts.mention_id,
        posts.post_index,
        posts.article_id,
        mentions.counted_article_id,
        mentions.person_id,
        mentions.name_key,
        mentions.start_char,
        mentions.seen_date,
        mentions.published_date,
        posts.post,
        posts.post_normalised,
        posts.organisation,
        posts.branch,
        posts.province_id,
        posts.status,
        posts.status_date,
        coalesce(posts.organisation, '') = coalesce(mentions.organisation, '') as is_main
    from posts
    inner join mentions on posts.mention_id = mentions.mention_id

)

select * from final
