{{
    config(
        materialized='incremental',
        pre_hook='{{ forget_touched() }}'
    )
}}

-- noqa: disable=RF02
with phrases as (

    select
        metric_id,
        article_id,
        unit,
        unit_kind,
        direction <> 'none' as is_change,
        lower(concat_ws(' ', subject, phrase)) as stated,
        lower(sentence) as sentence
    from {{ ref('int_metric_phrases') }}
    where {{ is_touched() }}

),

-- An empty list of phrases asks for nothing.
rules as (

    select
        indicator_id,
        rule_order,
        unit_kind,
        is_change,
        string_split(units, '|') as units,
        string_split(subject_phrases, '|') as subject_phrases,
        string_split(sentence_phrases, '|') as sentence_phrases,
        string_split(excluded_phrases, '|') as excluded_phrases
    from {{ ref('indicators') }}

),

matches as (

    select
        phrases.metric_id,
        phrases.article_id,
        rules.indicator_id,
        rules.rule_order
    from phrases
    inner join rules on phrases.unit_kind = rules.unit_kind
    where
        (rules.is_change is null or rules.is_change = phrases.is_change)
        and (rules.units is null or list_contains(rules.units, lower(phrases.unit)))
        and len(list_filter(rules.subject_phrases, lambda w: contains(phrases.stated, w))) > 0
        and (
            rules.sentence_phrases is null
            or len(list_filter(rules.sentence_phrases, lambda w: contains(phrases.sentence, w))) > 0
        )
        and (
            rules.excluded_phrases is null
            or len(list_filter(rules.excluded_phrases, lambda w: contains(phrases.stated, w))) = 0
        )

),

-- Rules stand from the narrow to the wide: the first that fits names the indicator.
final as (

    select
        metric_id,
        article_id,
        arg_min(indicator_id, rule_order) as indicator_id
    from matches
    group by metric_id, article_id

)

select * from final
