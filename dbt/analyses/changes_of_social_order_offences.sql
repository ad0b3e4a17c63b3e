-- How did social-order offences change, province by province?
-- Look at comparison_base: a change is worth what it is measured against, and some articles do not say.

select
    province_id,
    period_label,
    period_start,
    period_end,
    value as change_percent,
    comparison_base,
    qualifier,
    sentence
from mart.indicator_values
where
    indicator_id = 'social_order_offences'
    and measure = 'change'
    and is_original
order by province_id nulls last, period_start nulls last, value, metric_id
