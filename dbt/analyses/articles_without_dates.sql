-- Which articles say nothing of when they were written or what day they report?
-- Look at what there is: their figures have no period to hang on, so leave them out of series or date them
-- by hand.

select
    articles.article_id,
    articles.title,
    articles.lead,
    articles.province_name,
    count(metrics.metric_id) as figures
from mart.articles as articles
left join mart.metrics as metrics on articles.article_id = metrics.article_id
where
    articles.event_date is null
    and articles.published_date is null
    and articles.header_month is null
group by all
order by articles.article_id
