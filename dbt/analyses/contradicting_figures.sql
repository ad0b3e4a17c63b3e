-- Which figures cannot both be right?
-- Look at both sentences: nothing is repaired, and the newer or more official source decides, not this
-- table.

select
    contradiction_kind,
    indicator_id,
    province_id,
    period_start,
    period_end,
    unit,
    value,
    round(other_value, 2) as other_value,
    article_id,
    other_article_id,
    sentence,
    other_sentence
from mart.contradicting_figures
order by abs(value - other_value) desc, metric_id, other_metric_id asc
