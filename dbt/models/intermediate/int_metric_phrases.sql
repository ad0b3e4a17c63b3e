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
    from {{ source('raw', 'articles') }}
    where {{ by_place(source('raw', 'articles'), is_touched()) }}

),

cut as (

    select
        metrics.*,
        articles.text,
        {{ span('articles.text', 'metrics.sentence_start_char', 'metrics.sentence_end_char') }} as sentence
    from metrics
    inner join articles on metrics.article_id = articles.article_id
    where {{ is_touched('metrics.article_id') }}

),

-- Cutting counts the characters before the span, of which a text has many and its sentence has few.
final as (

    select
        metric_id,
        article_id,
        unit,
        unit_kind,
        direction,
        {{ span_within('sentence', 'phrase') }} as phrase,
        {{ span_within('sentence', 'subject') }} as subject,
        sentence
    from cut

)

select * from final
