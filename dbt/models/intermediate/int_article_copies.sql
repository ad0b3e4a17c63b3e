with recursive copies as (

    select * from {{ ref('int_copy_pairs') }}

),

-- Both articles of a pair are live.
articles as (

    select
        article_id,
        coalesce(published_date, event_date, header_month) as earliest_date,
        word_count
    from {{ source('raw', 'articles') }}

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
                articles.earliest_date asc nulls last,
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
