{{
    config(
        materialized='incremental',
        pre_hook='{{ forget_touched_persons() }}'
    )
}}

with mentions as (

    select * from {{ ref('int_person_mentions') }}
    where {{ is_touched_person() }}

),

posts as (

    select * from {{ ref('int_person_posts') }}
    where {{ is_touched_person() }}

),

ranks as (

    select * from {{ ref('person_ranks') }}
    where {{ is_touched_person() }}

),

namings_by_article as (

    select
        person_id,
        counted_article_id,
        article_id,
        count(*) as mention_count
    from mentions
    group by person_id, counted_article_id, article_id

),

-- Of the copies of an article the one that names a person most often stands for all, where copies count once.
namings as (

    select
        person_id,
        counted_article_id,
        max(mention_count) as mention_count
    from namings_by_article
    group by person_id, counted_article_id

),

namings_by_person as (

    select
        person_id,
        count(*) as article_count,
        sum(mention_count)::bigint as mention_count
    from namings
    group by person_id

),

counted as (

    select
        person_id,
        min(seen_date) as first_seen_date,
        max(seen_date) as last_seen_date,
        min(published_date) as first_published_date,
        max(published_date) as last_published_date
    from mentions
    group by person_id

),

spellings as (

    select
        person_id,
        name,
        count(*) as mention_count
    from mentions
    group by person_id, name

),

names as (

    select
        person_id,
        arg_max(name, (mention_count, name)) as name,
        list(name order by name) as names
    from spellings
    group by person_id

),

roles as (

    select
        person_id,
        case
            when bool_or(role = 'official') then 'official'
            when bool_or(role = 'author') then 'author'
            when bool_or(role = 'photographer') then 'photographer'
            else 'other'
        end as role
    from mentions
    group by person_id

),

highest_ranks as (

    select
        person_id,
        arg_max(rank, rank_order) as latest_rank
    from ranks
    group by person_id

),

latest_posts as (

    select
        person_id,
        post_normalised as latest_post,
        organisation,
        province_id
    from posts
    qualify
        row_number() over (
            partition by person_id
            order by
                (status != 'former') desc,
                seen_date desc nulls last,
                is_main desc,
                length(post_normalised) desc,
                article_id desc,
                start_char desc,
                post_index asc
        ) = 1

),

final as (

    select
        counted.person_id,
        names.name,
        names.names,
        roles.role,
        highest_ranks.latest_rank,
        latest_posts.latest_post,
        latest_posts.organisation,
        latest_posts.province_id,
        counted.first_seen_date,
        counted.last_seen_date,
        counted.first_published_date,
        counted.last_published_date,
        namings_by_person.article_count,
        namings_by_person.mention_count
    from counted
    inner join namings_by_person on counted.person_id = namings_by_person.person_id
    inner join names on counted.person_id = names.person_id
    inner join roles on counted.person_id = roles.person_id
    left join highest_ranks on counted.person_id = highest_ranks.person_id
    left join latest_posts on counted.person_id = latest_posts.person_id

)

select * from final
