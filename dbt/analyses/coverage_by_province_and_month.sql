-- From which provinces and months are there articles at all?
-- Look at the gaps: a province without articles in a month is no province without news.

select
    coalesce(province_name, '(not stated)') as province,
    date_trunc('month', coalesce(event_date, published_date, header_month))::date as month,
    count(*) filter (is_original) as reports,
    count(*) as articles
from mart.articles
group by all
order by province, month nulls last
