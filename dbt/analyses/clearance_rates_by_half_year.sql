-- What clearance rates do the provinces report, half-year by half-year?
-- Look at half_year (null for longer periods), qualifier (at_least is a floor, not a rate) and
-- is_consistent (false: the rate disagrees with its own cases).

select
    province_id,
    period_start,
    period_end,
    if(period_end - period_start > 190, null, year(period_end) || '-H' || if(month(period_end) <= 6, 1, 2))
        as half_year,
    indicator_name,
    value as rate,
    qualifier,
    is_consistent,
    period_label,
    article_id
from mart.indicator_values
where
    indicator_id in ('clearance_rate', 'serious_offence_clearance_rate')
    and measure = 'level'
    and unit = '%'
    and is_original
order by province_id nulls last, half_year nulls last, period_end, indicator_name, value, article_id
