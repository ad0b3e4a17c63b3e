{{
    config(
        materialized='incremental',
        pre_hook='{{ forget_touched() }}'
    )
}}

with metrics as (

    select * from {{ ref('stg_metrics') }}
    where {{ is_touched() }}

),

cut as (

    {{ with_words('metrics') }}

),

indicators as (

    select * from {{ ref('int_metric_indicators') }}
    where {{ is_touched() }}

),

final as (

    select
        cut.metric_id,
        cut.article_id,
        cut.start_char,
        cut.end_char,
        cut.surface,
        cut.phrase,
        cut.phrase_start_char,
        cut.phrase_end_char,
        cut.value,
        cut.value_upper,
        cut.numerator,
        cut.denominator,
        cut.ratio_kind,
        cut.unit,
        cut.unit_kind,
        cut.qualifier,
        cut.qualifier_surface,
        cut.direction,
        cut.subject,
        cut.subject_start_char,
        cut.subject_end_char,
        indicators.indicator_id,
        cut.comparison_base,
        cut.comparison_start_date,
        cut.comparison_end_date,
        cut.period_label,
        cut.period_start,
        cut.period_end,
        cut.period_basis,
        cut.organisation,
        cut.province_id,
        cut.sentence,
        cut.sentence_start_char,
        cut.sentence_end_char,
        cut.group_id,
        cut.is_consistent
    from cut
    left join indicators on cut.metric_id = indicators.metric_id

)

select * from final
