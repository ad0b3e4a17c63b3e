-- Which officials are named most, and in how many articles?
-- Look at article_count rather than mention_count: one long report may name a person twenty times.

select
    name,
    latest_rank,
    latest_post,
    province_id,
    article_count,
    mention_count,
    first_seen_date,
    last_seen_date
from mart.persons
where role = 'official'
order by article_count desc, mention_count desc, name asc, person_id asc
limit 50
