{{
    config(
        materialized='incremental',
        pre_hook='{{ forget_touched_names() }}'
    )
}}

with mentions as (

    select * from {{ ref('stg_person_mentions') }}
    where {{ is_touched_name() }}

),

ids as (

    select * from {{ ref('int_person_ids') }}
    where {{ is_touched_name() }}

),

copies as (

    select * from {{ ref('int_article_copies') }}

),

final as (

    select
        mentions.*,
        ids.person_id,
        {{ counted_article('mentions.article_id', 'copies.original_article_id') }} as counted_article_id
    from mentions
    inner join ids
        on
            mentions.article_id = ids.article_id
            and mentions.name_key = ids.name_key
            and case when mentions.role in ('author', 'photographer') then 'credit' else 'subject' end
            = ids.side
    left join copies on mentions.article_id = copies.article_id

)

select * from final
