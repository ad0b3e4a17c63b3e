{{
    config(
        materialized='incremental',
        pre_hook='{{ forget_touched_copies() }}'
    )
}}

with articles as (

    select article_id from {{ ref('stg_articles') }}

),

-- Read again each time: DuckDB would otherwise write all of it down first.
all_sketches as not materialized (

    select * from {{ source('raw', 'article_sketches') }}

),

touched_sketches as (

    select shingle
    from all_sketches
    where {{ is_touched_copy() }}

),

-- But for shingles that no touched article has. Materialised, or all there are meet their articles first.
near_sketches as materialized (

    select *
    from all_sketches
    where {{ is_touched_shingle('shingle') }}

),

sketches as (

    select near_sketches.*
    from near_sketches
    inner join articles on near_sketches.article_id = articles.article_id

),

-- What many articles share is boilerplate: a paper's footer, an appeal for donations.
telling_shingles as (

    select shingle
    from sketches
    group by shingle
    having count(*) between 2 and {{ var('copy_boilerplate_articles') }}

),

shared as (

    select
        one.article_id as article_id_a,
        other.article_id as article_id_b,
        count(*) as shared_count
    from sketches as one
    inner join telling_shingles on one.shingle = telling_shingles.shingle
    inner join sketches as other
        on
            one.shingle = other.shingle
            and one.article_id < other.article_id
    where {{ is_touched_copy('one.article_id') }} or {{ is_touched_copy('other.article_id') }}
    group by one.article_id, other.article_id
    having count(*) >= {{ var('copy_minimum_shared') }}

),

sharing as (

    select article_id_a as article_id from shared
    union
    select article_id_b as article_id from shared

),

sizes as (

    select
        article_id,
        count(*) as shingle_count
    from all_sketches
    where article_id in (select sharing.article_id from sharing)
    group by article_id

),

pairs as (

    select
        shared.article_id_a,
        shared.article_id_b,
        shared.shared_count / (size_a.shingle_count + size_b.shingle_count - shared.shared_count)
            as resemblance
    from shared
    inner join sizes as size_a on shared.article_id_a = size_a.article_id
    inner join sizes as size_b on shared.article_id_b = size_b.article_id

),

final as (

    select
        article_id_a,
        article_id_b,
        resemblance
    from pairs
    where resemblance >= {{ var('copy_minimum_resemblance') }}

)

select * from final
