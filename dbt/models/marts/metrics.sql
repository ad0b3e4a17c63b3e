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

phrases as (

    select * from {{ ref('int_metric_phrases') }}
    where {{ is_touched() }}

),

indicators as (

    select * from {{ ref('int_metric_indicators') }}
    where {{ is_touched() }}

),

final as (

    select
        metrics.metric_id,
        metrics.article_id,
        metrics.start_char,
        metrics.end_char,
        metrics.surface,
        phrases.phrase,
        metrics.phrase_start_char,
        metrics.phrase_end_char,
        metrics.value,
        metrics.value_upper,
        metrics.numerator,
        metrics.denominator,
        metrics.ratio_kind,
        metrics.unit,
        metrics.unit_kind,
        metrics.qualifier,
        metrics.qualifier_surface,
        metrics.direction,
        phrases.subject,
        metrics.subject_start_char,
        metrics.subject_end_char,
        indicators.indicator_id,
        metrics.comparison_base,
        metrics.comparison_start_date,
        metrics.comparison_end_date,
        metrics.period_label,
        metrics.period_start,
        metrics.period_end,
        metrics.period_basis,
        metrics.organisation,
        metrics.province_id,
        phrases.sentence,
        metrics.sentence_start_char,
        metrics.sentence_end_char,
        metrics.group_id,
        metrics.is_consistent
    from metrics
    inner join phrases on metrics.metric_id = phrases.metric_id
    left join indicators on metrics.metric_id = indicators.metric_id

)

select * from final
