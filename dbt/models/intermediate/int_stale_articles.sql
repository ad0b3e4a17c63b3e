{% set before = relation_before('articles') -%}
with articles as (

    select
        article_id,
        source_path,
        source_encoding
    from {{ ref('stg_articles') }}

),

copies as (

    select * from {{ ref('int_article_copies') }}

),

articles_before as (

    {% if before -%}
        select * from {{ before }}
    {%- else -%}
        select
            null::varchar as article_id,
            null::varchar as source_path,
            null::varchar as source_encoding,
            null::varchar as copy_group_id,
            null::varchar as original_article_id
        where false
    {%- endif %}

),

touched_articles as (

    select * from {{ source('raw', 'touched_articles') }}

),

now_known as (

    select
        articles.article_id,
        articles.source_path,
        articles.source_encoding,
        copies.copy_group_id,
        coalesce(copies.original_article_id, articles.article_id) as original_article_id
    from articles
    left join copies on articles.article_id = copies.article_id

),

-- What is told of an article can change without it: a copy of it comes or goes, another file holds it.
differing as (

    select coalesce(now_known.article_id, articles_before.article_id) as article_id
    from now_known
    full join articles_before on now_known.article_id = articles_before.article_id
    where
        now_known.source_path is distinct from articles_before.source_path
        or now_known.source_encoding is distinct from articles_before.source_encoding
        or now_known.copy_group_id is distinct from articles_before.copy_group_id
        or now_known.original_article_id is distinct from articles_before.original_article_id

),

final as (

    select article_id from touched_articles
    union
    select article_id from differing

)

select * from final
{{ unless_whole() }}
