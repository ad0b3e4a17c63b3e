with districts as (

    select * from {{ ref('districts') }}

),

final as (

    select
        name,
        kind,
        province_id,
        official_code,
        is_unique
    from districts

)

select * from final
