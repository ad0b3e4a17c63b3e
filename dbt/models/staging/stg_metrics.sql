with metrics as (

    select * from {{ source('raw', 'metrics') }}

),

articles as (

    select article_id from {{ ref('stg_articles') }}

),

final as (

    select metrics.*
    from metrics
    inner join articles on metrics.article_id = articles.article_id

)

select * from final
