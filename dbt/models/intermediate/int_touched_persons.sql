{% set before = relation_before('person_mentions') -%}
with mentions as (

    select
        person_id,
        name_key
    from {{ ref('int_person_mentions') }}

),

-- As the build before left them: whoever lost all namings is touched too.
mentions_before as (

    {% if before -%}
        select
            person_id,
            lower(name) as name_key
        from {{ before }}
    {%- else -%}
        select *
        from mentions
        where false
    {%- endif %}

),

names as (

    select * from {{ ref('int_touched_names') }}

),

final as (

    select mentions.person_id
    from mentions
    inner join names on mentions.name_key = names.name_key
    union
    select mentions_before.person_id
    from mentions_before
    inner join names on mentions_before.name_key = names.name_key

)

select * from final
