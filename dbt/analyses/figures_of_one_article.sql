-- Which figures does an article report, in its own order?
-- Look at start_char: substr(text, start_char + 1, end_char - start_char) of the article is the surface,
-- letter by letter.

with asked as (

    select min(article_id) as article_id
    from mart.metrics
    where is_consistent = false

)

select
    metrics.start_char,
    metrics.surface,
    metrics.value,
    metrics.unit,
    metrics.qualifier,
    metrics.direction,
    metrics.subject,
    metrics.period_label,
    metrics.group_id
from mart.metrics as metrics
inner join asked on metrics.article_id = asked.article_id
order by metrics.start_char
