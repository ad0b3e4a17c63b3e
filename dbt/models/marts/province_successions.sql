with recursive versions as (

    select * from {{ ref('province_versions') }}

),

first_versions as (

    select
        province_id,
        min(valid_from) as valid_from
    from versions
    group by province_id

),

-- From a unit's first version on, each version that its territory (or most of it) passed into.
followed as (

    select
        versions.province_id,
        versions.valid_from,
        versions.valid_to,
        versions.province_id as unit_province_id,
        versions.name as unit_name,
        versions.kind as unit_kind,
        versions.successor_province_id
    from versions
    inner join first_versions
        on
            versions.province_id = first_versions.province_id
            and versions.valid_from = first_versions.valid_from

    union all

    select
        followed.province_id,
        versions.valid_from,
        versions.valid_to,
        versions.province_id as unit_province_id,
        versions.name as unit_name,
        versions.kind as unit_kind,
        versions.successor_province_id
    from followed
    inner join versions
        on
            followed.successor_province_id = versions.province_id
            and followed.valid_to + 1 = versions.valid_from

),

final as (

    select
        province_id,
        valid_from,
        valid_to,
        unit_province_id,
        unit_name,
        unit_kind
    from followed

)

select * from final
