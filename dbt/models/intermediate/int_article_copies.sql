with recursive articles as (

    select * from {{ ref('stg_articles') }}

),

sketches as (

    select sketches.*
    from {{ source('raw', 'article_sketches') }} as sketches
    inner join articles on sketches.article_id = articles.article_id

),

sizes as (

    select
        article_id,
        count(*) as shingle_count
    from sketches
    group by article_id

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
    group by one.article_id, other.article_id

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
    where shared.shared_count >= {{ var('copy_minimum_shared') }}

),

copies as (

    select *
    from pairs
    where resemblance >= {{ var('copy_minimum_resemblance') }}

),

edges as (

    select
        article_id_a as article_id,
        article_id_b as neighbour_id,
        resemblance
    from copies
    union all
    select
        article_id_b as article_id,
        article_id_a as neighbour_id,
        resemblance
    from copies

),

-- A group is all that is reached from one article; its smallest id names it whatever was loaded first.
reached as (

    select
        article_id,
        article_id as reached_id
    from edges
    union
    select
        reached.article_id,
        edges.neighbour_id as reached_id
    from reached
    inner join edges on reached.reached_id = edges.article_id

),

members as (

    select
        article_id,
        min(reached_id) as group_id
    from reached
    group by article_id

),

ordered as (

    select
        members.article_id,
        members.group_id,
        first_value(members.article_id) over (
            partition by members.group_id
            order by
                coalesce(articles.published_date, articles.event_date, articles.header_month) asc nulls last,
                articles.word_count desc,
                members.article_id asc
        ) as original_article_id
    from members
    inner join articles on members.article_id = articles.article_id

),

strongest as (

    select
        article_id,
        max(resemblance) as resemblance
    from edges
    group by article_id

),

final as (

    select
        ordered.article_id,
        ordered.group_id as copy_group_id,
        ordered.original_article_id,
        round(strongest.resemblance, 3) as resemblance
    from ordered
    inner join strongest on ordered.article_id = strongest.article_id

)

select * from final
