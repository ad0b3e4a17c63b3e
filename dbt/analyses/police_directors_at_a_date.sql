-- Who was director of which province's police on a day?
-- Look at first_seen and last_seen: the press shows an interval, and the term may have begun before and
-- ended after it.

with asked as (

    select date '2024-03-12' as day

)

select
    posts.province_id,
    mart.province_name_at(posts.province_id, asked.day) as province_then,
    persons.name,
    persons.latest_rank,
    posts.post,
    posts.first_seen_date,
    posts.last_seen_date,
    posts.appointed_date,
    posts.former_by_date,
    asked.day between posts.first_seen_date and posts.last_seen_date as is_seen_around_the_day
from mart.person_posts as posts
inner join mart.persons as persons on posts.person_id = persons.person_id
cross join asked
where
    posts.post ilike 'giám đốc công an %'
    and posts.province_id is not null
    and posts.first_seen_date <= asked.day
    and asked.day < coalesce(posts.former_by_date, date '9999-12-31')
qualify
    row_number() over (
        partition by posts.province_id order by posts.last_seen_date desc, persons.person_id asc
    ) = 1
order by posts.province_id
