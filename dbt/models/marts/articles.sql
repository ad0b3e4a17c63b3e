{{
    config(
        materialized='incremental',
        pre_hook='{{ forget_stale_articles() }}'
    )
}}

with articles as (

    select * from {{ ref('stg_articles') }}
    where {{ is_stale_article() }}

),

copies as (

    select * from {{ ref('int_article_copies') }}

),

final as (

    select
        articles.article_id,
        articles.title,
        articles.title_basis,
        articles.lead,
        articles.text,
        articles.header_month,
        articles.published_date,
        articles.published_date_basis,
        articles.event_date,
        articles.event_date_precision,
        articles.event_date_basis,
        articles.event_date_start_char,
        articles.event_date_end_char,
        articles.is_date_contradictory,
        articles.author,
        articles.author_basis,
        articles.agency,
        articles.is_collaborator,
        articles.photographers,
        articles.province_id,
        articles.province_name,
        articles.province_start_char,
        articles.province_end_char,
        articles.province_basis,
        articles.word_count,
        copies.copy_group_id,
        coalesce(copies.original_article_id, articles.article_id) as original_article_id,
        coalesce(copies.original_article_id = articles.article_id, true) as is_original,
        {{ counted_article('articles.article_id', 'copies.original_article_id') }} as counted_article_id,
        articles.source_path,
        articles.source_encoding,
        articles.rules_version,
        articles.run_id,
        articles.loaded_at
    from articles
    left join copies on articles.article_id = copies.article_id

)

select * from final
