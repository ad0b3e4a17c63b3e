-- Which unit a province's territory lay in on any day, over mart.province_successions.

create macro mart.province_at(asked_province_id, asked_day) as (
    select any_value(unit_province_id)
    from mart.province_successions
    where
        province_id = asked_province_id
        and asked_day is not null
        and valid_from <= greatest(asked_day::date, date '1997-01-01')
        and coalesce(valid_to, date '9999-12-31') >= greatest(asked_day::date, date '1997-01-01')
);

create macro mart.province_name_at(asked_province_id, asked_day) as (
    select any_value(unit_name)
    from mart.province_successions
    where
        province_id = asked_province_id
        and asked_day is not null
        and valid_from <= greatest(asked_day::date, date '1997-01-01')
        and coalesce(valid_to, date '9999-12-31') >= greatest(asked_day::date, date '1997-01-01')
);

create macro mart.province_today(asked_province_id) as
    mart.province_at(asked_province_id, current_date);

comment on macro mart.province_at is
'The province_id of the unit in which a province''s territory (or most of it) lay on a day: mart.province_at(''ha-tay'', date ''2010-01-01'') is ha-noi. Null where the day is null or the province did not exist yet.';

comment on macro mart.province_name_at is
'The name, on that day, of the unit that mart.province_at gives.';

comment on macro mart.province_today is
'The unit in which a province''s territory lies today: mart.province_at on the present day.';
