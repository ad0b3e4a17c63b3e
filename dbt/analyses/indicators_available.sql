-- Which indicators are reported often enough to compare?
-- Look at provinces and periods: an indicator of one province is a series at best, never a ranking.

select
    indicator_id,
    any_value(indicator_name) as indicator_name,
    measure,
    count(*) as figures,
    count(distinct province_id) as provinces,
    count(distinct row(period_start, period_end)) as periods,
    min(period_start) as first_day,
    max(period_end) as last_day
from mart.indicator_values
where is_original
group by indicator_id, measure
order by figures desc, indicator_id asc, measure asc
