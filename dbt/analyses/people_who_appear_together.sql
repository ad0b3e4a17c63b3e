-- Which officials are named in the same articles?
-- Look at articles: one common article is a meeting, several are a working relation worth a question.

with named as (

    select distinct
        mentions.article_id,
        mentions.person_id,
        persons.name
    from mart.person_mentions as mentions
    inner join mart.persons as persons on mentions.person_id = persons.person_id
    inner join mart.articles as articles on mentions.article_id = articles.article_id
    where
        persons.role = 'official'
        and articles.is_original

)

select
    ours.name,
    theirs.name as other_name,
    count(*) as articles,
    list(ours.article_id order by ours.article_id) as article_ids
from named as ours
inner join named as theirs
    on
        ours.article_id = theirs.article_id
        and ours.person_id < theirs.person_id
group by ours.person_id, ours.name, theirs.person_id, theirs.name
order by articles desc, ours.name asc, other_name asc, ours.person_id asc, theirs.person_id asc
limit 100
