{{ config(materialized='view') }}

with numbers as (

    select * from {{ ref('stg_non_metric_numbers') }}

),

articles as (

    select
        article_id,
        text
    from {{ ref('stg_articles') }}

),

final as (

    select
        numbers.article_id,
        numbers.start_char,
        numbers.end_char,
        numbers.surface,
        numbers.kind,
        -- Enough on either side for a person to judge the kind.
        {{ span('articles.text', 'greatest(numbers.start_char - 30, 0)', 'numbers.end_char + 30') }}
            as context
    from numbers
    inner join articles on numbers.article_id = articles.article_id

)

select * from final
