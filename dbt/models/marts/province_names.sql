with aliases as (

    select * from {{ ref('province_aliases') }}

),

final as (

    select
        alias,
        province_id,
        kind,
        is_ambiguous,
        ambiguous_with
    from aliases

)

select * from final
