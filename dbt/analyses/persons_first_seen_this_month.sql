-- Who is named for the first time this month, the latest month that any article reports?
-- Look at latest_post: a new name in an old post is a change of office; a name without a post may be a
-- citizen.

with this_month as (

    select max(date_trunc('month', last_seen_date)) as first_day
    from mart.persons

)

select
    persons.first_seen_date,
    persons.name,
    persons.role,
    persons.latest_rank,
    persons.latest_post,
    persons.province_id,
    persons.article_count
from mart.persons as persons
inner join this_month on date_trunc('month', persons.first_seen_date) = this_month.first_day
order by persons.first_seen_date, persons.name, persons.person_id
