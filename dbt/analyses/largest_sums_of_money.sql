-- What are the largest sums of money reported?
-- Look at the phrase: money stands in its base unit, so a misread comma or point is a factor of a thousand.

select
    metrics.value,
    metrics.unit,
    metrics.surface,
    metrics.phrase,
    metrics.article_id,
    metrics.sentence
from mart.metrics as metrics
inner join mart.articles as articles on metrics.article_id = articles.article_id
where
    metrics.unit_kind = 'money'
    and articles.is_original
order by metrics.value desc nulls last, metrics.metric_id asc
limit 50
