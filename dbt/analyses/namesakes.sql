-- Which names are borne by several persons, and what keeps them apart?
-- Look at post and province: two rows that could be one person are in mart.doubtful_person_pairs.

with shared as (

    select name
    from mart.persons
    group by name
    having count(*) > 1

)

select
    persons.name,
    persons.person_id,
    persons.latest_rank,
    persons.latest_post,
    persons.province_id,
    persons.first_seen_date,
    persons.last_seen_date,
    persons.article_count
from mart.persons as persons
inner join shared on persons.name = shared.name
order by persons.name, persons.first_seen_date nulls last, persons.person_id
