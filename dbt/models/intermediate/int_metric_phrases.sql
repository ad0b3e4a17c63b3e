{{
    config(
        materialized='incremental',
        pre_hook='{{ forget_touched() }}'
    )
}}

with rules as (

    select
        unit_kind,
        is_change,
        string_split(units, '|') as units
    from {{ ref('indicators') }}

),

-- Of two figures in three the unit alone says that they are none of the indicators.
metrics as (

    select *
    from {{ ref('stg_metrics') }} as figures
    where
        {{ is_touched('figures.article_id') }}
        and exists (
            select 1
            from rules
            where
                rules.unit_kind = figures.unit_kind
                and (rules.is_change is null or rules.is_change = (figures.direction <> 'none'))
                and (rules.units is null or list_contains(rules.units, lower(figures.unit)))
        )

),

cut as (

    {{ with_words('metrics') }}

),

final as (

    select
        metric_id,
        article_id,
        unit,
        unit_kind,
        direction,
        phrase,
        subject,
        sentence
    from cut

)

select * from final
