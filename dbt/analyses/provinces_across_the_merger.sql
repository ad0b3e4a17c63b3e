-- What became of each province in the merger of 2025, and how many articles does the unit of today unite?
-- Look at unit_today: to compare years across 2025-07-01, group by it and not by the name the article used.

with articles as (

    select
        mart.province_today(province_id) as unit_today,
        province_id,
        count(*) as articles
    from mart.articles
    where province_id is not null
    group by all

),

counted as (
    select
        unit_today,
        sum(articles)::bigint as articles
    from articles
    group by unit_today
)

select
    today.name as unit_today,
    list(distinct before.name order by before.name) as units_before,
    coalesce(any_value(counted.articles), 0) as articles
from mart.provinces as before
inner join mart.provinces as today
    on
        mart.province_at(before.province_id, date '2025-07-01') = today.province_id
        and today.valid_to is null
left join counted on today.province_id = counted.unit_today
where
    before.valid_from <= date '2025-06-30'
    and coalesce(before.valid_to, date '9999-12-31') >= date '2025-06-30'
group by today.province_id, today.name
order by articles desc, today.name asc
