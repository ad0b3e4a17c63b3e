-- Read again each time: DuckDB would otherwise write all of it down first.
with published as not materialized (

    select * from {{ source('raw', 'published_person_ids') }}

),

stale_mentions as (

    select * from {{ ref('int_stale_mentions') }}

),

-- A build of the whole, or one behind another that was not published, lists not all that it made anew.
incomplete_builds as (

    select builds_since_publish
    from {{ source('raw', 'build_state') }}
    where
        is_whole_stale
        or builds_since_publish is distinct from 1

),

-- What was not made anew is whose it was.
in_question as (

    select mention_id from stale_mentions
    union
    select mention_id
    from published
    where exists (select 1 from incomplete_builds)

),

mentions as not materialized (

    select * from {{ ref('person_mentions') }}

),

moved as (

    select
        published.person_id as old_person_id,
        mentions.person_id as new_person_id,
        count(*) as mention_count
    from published
    inner join mentions on published.mention_id = mentions.mention_id
    where
        published.mention_id in (select in_question.mention_id from in_question)
        and published.person_id != mentions.person_id
    group by published.person_id, mentions.person_id

),

known as (

    select * from {{ source('raw', 'published_person_id_changes') }}

),

together as (

    select * from moved
    union all
    select * from known

),

pairs as (

    select
        old_person_id,
        new_person_id,
        max(mention_count) as mention_count
    from together
    group by old_person_id, new_person_id

),

-- An id that is in use again, with the same mentions as ever, has not changed after all.
living as (

    select distinct person_id
    from mentions
    where person_id in (select pairs.old_person_id from pairs)

),

final as (

    select
        pairs.old_person_id,
        pairs.new_person_id,
        case
            when
                living.person_id is not null or count(*) over (partition by pairs.old_person_id) > 1
                then 'split'
            when count(*) over (partition by pairs.new_person_id) > 1 then 'merge'
            else 'rename'
        end as change,
        pairs.mention_count
    from pairs
    left join living on pairs.old_person_id = living.person_id

)

select * from final
