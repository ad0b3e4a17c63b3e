{{ config(materialized='view') }}

with mentions as (

    select * from {{ ref('int_touched_mentions') }}

),

final as (

    select mention_id
    from mentions
    where is_stale

)

select * from final
