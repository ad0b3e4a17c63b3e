with posts as (

    select * from {{ source('raw', 'person_posts') }}

),

mentions as (

    select * from {{ ref('stg_person_mentions') }}

),

final as (

    select
        posts.mention_id,
        posts.post_index,
        posts.article_id,
        mentions.name_key,
        posts.post,
        posts.post_normalised,
        posts.start_char,
        posts.end_char,
        posts.organisation,
        posts.branch,
        posts.province_id,
        posts.status,
        posts.status_date,
        coalesce(posts.organisation, '') = coalesce(mentions.organisation, '') as is_main,
        mentions.seen_date,
        mentions.published_date
    from posts
    inner join mentions on posts.mention_id = mentions.mention_id

)

select * from final
