with metrics as (

    select * from {{ ref('metrics') }}

),

articles as (

    select * from {{ ref('articles') }}

),

indicators as (

    select
        indicator_id,
        min(name) as indicator_name
    from {{ ref('indicators') }}
    group by indicator_id

),

measured as (

    select
        metrics.*,
        articles.counted_article_id,
        articles.is_original,
        case
            when metrics.direction = 'none' then 'level'
            -- "tăng 180 vụ" is a change; "tăng lên 322 vụ" is a level that a change led to.
            else 'change'
        end as measure,
        -- A district or ward named in sentence or organisation; "công an các huyện" names none. Communes are
        -- left out: xã is in xã hội too.
        regexp_matches(
            regexp_replace(
                lower(concat_ws(' ', metrics.organisation, metrics.sentence)),
                'các (quận|huyện|phường)', '', 'g'
            ),
            '(^|[ ("“])(quận|huyện|thị xã|phường) '
        ) as is_local,
        case metrics.direction when 'decrease' then -metrics.value else metrics.value end as signed_value
    from metrics
    inner join articles on metrics.article_id = articles.article_id
    where
        metrics.indicator_id is not null
        and metrics.value is not null

),

-- An article repeats its figures in title and lead: the first naming stands for all. So does, where copies
-- count once, that of the original for those of its copies.
first_named as (

    select *
    from measured
    qualify
        row_number() over (
            partition by
                counted_article_id, indicator_id, measure, unit, signed_value, period_start, period_end
            order by is_original desc, article_id asc, start_char asc
        ) = 1

),

final as (

    select
        first_named.metric_id,
        first_named.indicator_id,
        indicators.indicator_name,
        first_named.measure,
        first_named.province_id,
        first_named.organisation,
        first_named.is_local,
        first_named.period_label,
        first_named.period_start,
        first_named.period_end,
        coalesce(articles.event_date, articles.published_date, articles.header_month) as reported_date,
        first_named.signed_value as value,
        first_named.numerator,
        first_named.denominator,
        first_named.unit,
        first_named.qualifier,
        first_named.comparison_base,
        first_named.comparison_start_date,
        first_named.comparison_end_date,
        first_named.subject,
        first_named.sentence,
        first_named.is_consistent,
        first_named.article_id,
        first_named.is_original
    from first_named
    inner join articles on first_named.article_id = articles.article_id
    inner join indicators on first_named.indicator_id = indicators.indicator_id

)

select * from final
