-- Which rates are not what their own numbers give?
-- Look at given beside stated: both are printed in the same sentence, and a misprint may be in either.

select
    rates.article_id,
    rates.surface as stated,
    ratios.surface as own_numbers,
    round(100 * ratios.numerator / ratios.denominator, 1) as given,
    rates.sentence
from mart.metrics as rates
inner join mart.metrics as ratios
    on
        rates.group_id = ratios.group_id
        and ratios.denominator > 0
where
    rates.is_consistent = false
    and rates.unit = '%'
order by rates.article_id, rates.start_char, ratios.start_char
