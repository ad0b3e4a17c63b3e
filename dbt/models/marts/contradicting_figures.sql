with indicator_values as (

    select * from {{ ref('indicator_values') }}

),

-- Read again each time: DuckDB would otherwise write all of it down first.
metrics as not materialized (

    select * from {{ ref('metrics') }}

),

inconsistent_groups as (

    select group_id
    from metrics
    where is_consistent = false

),

-- So few that the words of all others are not read.
inconsistent as (

    select *
    from metrics
    where group_id in (select inconsistent_groups.group_id from inconsistent_groups)

),

-- The same thing of the same province in the same period, in two articles of which none copies the other.
two_articles as (

    select
        'two_articles' as contradiction_kind,
        ours.indicator_id,
        ours.province_id,
        ours.period_start,
        ours.period_end,
        ours.unit,
        ours.metric_id,
        ours.article_id,
        ours.value,
        ours.sentence,
        theirs.metric_id as other_metric_id,
        theirs.article_id as other_article_id,
        theirs.value as other_value,
        theirs.sentence as other_sentence
    from indicator_values as ours
    inner join indicator_values as theirs
        on
            ours.indicator_id = theirs.indicator_id
            and ours.measure = theirs.measure
            and ours.province_id = theirs.province_id
            and ours.period_start = theirs.period_start
            and ours.period_end = theirs.period_end
            and ours.unit = theirs.unit
            -- One subject, so that burglaries are not held against all offences.
            and lower(ours.subject) = lower(theirs.subject)
            and ours.organisation is not distinct from theirs.organisation
            and ours.article_id < theirs.article_id
    where
        ours.is_original
        and theirs.is_original
        and ours.qualifier = 'exact'
        and theirs.qualifier = 'exact'
        and ours.value <> theirs.value

),

-- A stated rate that its own numerator and denominator do not give, whatever way it is rounded.
rate_and_ratio as (

    select
        'rate_and_ratio' as contradiction_kind,
        rates.indicator_id,
        rates.province_id,
        rates.period_start,
        rates.period_end,
        rates.unit,
        rates.metric_id,
        rates.article_id,
        rates.value,
        rates.sentence,
        ratios.metric_id as other_metric_id,
        ratios.article_id as other_article_id,
        100 * ratios.numerator / ratios.denominator as other_value,
        ratios.sentence as other_sentence
    from inconsistent as rates
    inner join inconsistent as ratios
        on
            rates.group_id = ratios.group_id
            and ratios.denominator > 0
    where
        rates.is_consistent = false
        and rates.unit = '%'
        and rates.direction = 'none'

),

-- A total that its parts, stated in full beside it, do not add up to: the total beside each part.
total_and_parts as (

    select
        'total_and_parts' as contradiction_kind,
        totals.indicator_id,
        totals.province_id,
        totals.period_start,
        totals.period_end,
        totals.unit,
        totals.metric_id,
        totals.article_id,
        totals.value,
        totals.sentence,
        parts.metric_id as other_metric_id,
        parts.article_id as other_article_id,
        sum(parts.value) over (partition by totals.metric_id) as other_value,
        parts.sentence as other_sentence
    from inconsistent as totals
    inner join inconsistent as parts
        on
            totals.group_id = parts.group_id
            and totals.start_char < parts.start_char
            and parts.unit_kind = 'count'
    where
        totals.is_consistent = false
        and totals.unit_kind = 'count'
        -- An amount that states its magnitude twice has none.
        and totals.value is not null

),

final as (

    select * from two_articles
    union all
    select * from rate_and_ratio
    union all
    select * from total_and_parts

)

select * from final
