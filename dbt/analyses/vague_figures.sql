-- Which figures are vague, so that no number may be quoted?
-- Look at surface: value is null where the text gives no number, and a count of such rows is no count of
-- things.

select
    qualifier,
    surface,
    value,
    unit,
    subject,
    article_id
from mart.metrics
where
    qualifier = 'vague'
    or value is null
order by article_id, start_char
