-- Which posts did a person hold, from when to when?
-- Look at first_mention_id and last_mention_id: the two places in the articles that the interval rests on.

with asked as (

    select 'Trần Phú Hà' as name

)

select
    persons.name,
    posts.post,
    posts.organisation,
    posts.province_id,
    posts.first_seen_date,
    posts.last_seen_date,
    posts.article_count,
    posts.first_mention_id,
    posts.last_mention_id
from mart.person_posts as posts
inner join mart.persons as persons on posts.person_id = persons.person_id
inner join asked on list_contains(persons.names, asked.name)
order by persons.person_id, posts.first_seen_date nulls last, posts.post
