{% set before = relation_before('articles') -%}
with articles as (

    select
        article_id,
        loaded_at
    from {{ ref('stg_articles') }}

),

-- As the build before left them.
articles_before as (

    {% if before -%}
        select
            article_id,
            loaded_at
        from {{ before }}
    {%- else -%}
        select *
        from articles
        where false
    {%- endif %}

),

touched_articles as (

    select * from {{ source('raw', 'touched_articles') }}

),

-- Read again each time: DuckDB would otherwise write all of it down first.
sketches as not materialized (

    select * from {{ source('raw', 'article_sketches') }}

),

-- What they had in common with others is not known any more: all is compared anew.
left_or_renewed as (

    select touched_articles.article_id
    from touched_articles
    inner join articles_before on touched_articles.article_id = articles_before.article_id
    left join articles on touched_articles.article_id = articles.article_id
    where articles.loaded_at is distinct from articles_before.loaded_at

),

all_articles as (

    select article_id from articles
    union
    select article_id from articles_before

),

touched_sketches as (

    select
        sketches.article_id,
        sketches.shingle
    from sketches
    inner join touched_articles on sketches.article_id = touched_articles.article_id
    inner join articles on sketches.article_id = articles.article_id

),

-- Materialised, or all that there are meet their articles first.
near_sketches as materialized (

    select
        article_id,
        shingle
    from sketches
    where shingle in (select touched_sketches.shingle from touched_sketches)

),

bearers as (

    select
        near_sketches.article_id,
        near_sketches.shingle
    from near_sketches
    inner join articles on near_sketches.article_id = articles.article_id

),

-- Shared by so many only since the touched articles have it, perhaps: it ceases to tell others' copies.
turned_shingles as (

    select bearers.shingle
    from bearers
    left join touched_sketches
        on
            bearers.shingle = touched_sketches.shingle
            and bearers.article_id = touched_sketches.article_id
    group by bearers.shingle
    having
        count(*) > {{ var('copy_boilerplate_articles') }}
        and count(*) - count(touched_sketches.article_id) <= {{ var('copy_boilerplate_articles') }}

),

final as (

    select article_id from touched_articles
    union
    select bearers.article_id
    from bearers
    inner join turned_shingles on bearers.shingle = turned_shingles.shingle
    union
    select all_articles.article_id
    from all_articles
    where exists (select 1 from left_or_renewed)

)

select * from final
{{ unless_whole() }}
