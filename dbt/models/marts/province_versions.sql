with provinces as (

    select * from {{ ref('provinces') }}

),

final as (

    select
        province_id,
        name,
        kind,
        official_code,
        valid_from,
        valid_to,
        successor_province_id
    from provinces

)

select * from final
