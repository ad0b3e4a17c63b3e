{{
    config(
        materialized='incremental',
        pre_hook='{{ forget_touched_persons() }}'
    )
}}

with mentions as (

    select * from {{ ref('int_person_mentions') }}
    where {{ is_touched_person() }}

),

ranks as (

    select distinct
        rank,
        rank_order
    from {{ ref('ranks') }}

),

final as (

    select
        mentions.person_id,
        mentions.rank,
        ranks.rank_order::bigint as rank_order,
        min(mentions.seen_date) as first_seen_date,
        max(mentions.seen_date) as last_seen_date,
        min(mentions.published_date) as first_published_date,
        max(mentions.published_date) as last_published_date,
        count(distinct mentions.counted_article_id) as article_count,
        arg_min(
            mentions.mention_id,
            (coalesce(mentions.seen_date, date '9999-12-31'), mentions.article_id, mentions.start_char)
        ) as first_mention_id,
        arg_max(
            mentions.mention_id,
            (coalesce(mentions.seen_date, date '0001-01-01'), mentions.article_id, mentions.start_char)
        ) as last_mention_id
    from mentions
    inner join ranks on mentions.rank = ranks.rank
    group by mentions.person_id, mentions.rank, ranks.rank_order

)

select * from final
