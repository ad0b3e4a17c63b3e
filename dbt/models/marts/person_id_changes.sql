with published as (

    select * from {{ source('raw', 'published_person_ids') }}

),

mentions as (

    select * from {{ ref('person_mentions') }}

),

moved as (

    select
        published.person_id as old_person_id,
        mentions.person_id as new_person_id,
        count(*) as mention_count
    from published
    inner join mentions on published.mention_id = mentions.mention_id
    where published.person_id != mentions.person_id
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

    select distinct person_id from mentions

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
