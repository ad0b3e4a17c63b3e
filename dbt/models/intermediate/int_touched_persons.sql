{{ config(materialized='view') }}

with mentions as (

    select * from {{ ref('int_touched_mentions') }}

),

final as (

    select person_id
    from mentions
    where person_id is not null
    union
    select person_id_before as person_id
    from mentions
    where person_id_before is not null

)

select * from final
