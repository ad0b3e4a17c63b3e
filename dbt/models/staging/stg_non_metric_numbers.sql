with numbers as (

    select * from {{ source('raw', 'non_metric_numbers') }}

),

articles as (

    select article_id from {{ ref('stg_articles') }}

),

final as (

    select numbers.*
    from numbers
    inner join articles on numbers.article_id = articles.article_id

)

select * from final
