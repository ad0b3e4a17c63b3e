-- Which articles speak of a person, in which words?
-- Look at sentence, and at post_statuses: a post that an article calls former was held before its date.

with asked as (

    select 'Trần Quốc Tỏ' as name

)

select
    coalesce(articles.event_date, articles.published_date, articles.header_month) as article_date,
    mentions.article_id,
    mentions.start_char,
    mentions.rank,
    mentions.posts_normalised,
    mentions.post_statuses,
    mentions.sentence
from mart.person_mentions as mentions
inner join mart.persons as persons on mentions.person_id = persons.person_id
inner join mart.articles as articles on mentions.article_id = articles.article_id
inner join asked on list_contains(persons.names, asked.name)
order by article_date nulls last, mentions.article_id, mentions.start_char
