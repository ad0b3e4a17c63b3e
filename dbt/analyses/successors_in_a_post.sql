-- Who followed whom in a post?
-- Look at the days between: a long gap may hide somebody whom no article names.

select
    posts.post,
    posts.province_id,
    persons.name,
    posts.first_seen_date,
    posts.last_seen_date,
    lag(persons.name) over in_order as predecessor,
    posts.first_seen_date - lag(posts.last_seen_date) over in_order as days_between
from mart.person_posts as posts
inner join mart.persons as persons on posts.person_id = persons.person_id
where
    posts.province_id is not null
    and posts.first_seen_date is not null
    and regexp_matches(posts.post, '^(Giám đốc|Chủ tịch|Bí thư) ')
window
    in_order as (
        partition by lower(posts.post), posts.province_id
        order by posts.first_seen_date, posts.last_seen_date, posts.person_id
    )
order by posts.province_id, posts.post, posts.first_seen_date, posts.person_id
