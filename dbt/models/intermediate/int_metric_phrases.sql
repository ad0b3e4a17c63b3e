{{
    config(
        materialized='incremental',
        pre_hook='{{ forget_touched() }}'
    )
}}

with metrics as (

    select * from {{ ref('stg_metrics') }}

),

articles as (

    select
        article_id,
        text
    from {{ ref('stg_articles') }}
    where {{ is_touched() }}

),

final as (

    select
        metrics.metric_id,
        metrics.article_id,
        metrics.unit,
        metrics.unit_kind,
        metrics.direction,
        {{ span('articles.text', 'metrics.phrase_start_char', 'metrics.phrase_end_char') }} as phrase,
        {{ span('articles.text', 'metrics.subject_start_char', 'metrics.subject_end_char') }} as subject,
        {{ span('articles.text', 'metrics.sentence_start_char', 'metrics.sentence_end_char') }} as sentence
    from metrics
    inner join articles on metrics.article_id = articles.article_id
    where {{ is_touched('metrics.article_id') }}

)

select * from final
