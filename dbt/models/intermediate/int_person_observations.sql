{{
    config(
        materialized='incremental',
        pre_hook='{{ forget_touched() }}'
    )
}}

with mentions as (

    select * from {{ ref('stg_person_mentions') }}
    where {{ is_touched() }}

),

ranks as (

    select distinct
        rank,
        rank_order
    from {{ ref('ranks') }}

),

ordinary_words as (

    select * from {{ ref('ordinary_name_words') }}

),

-- One article speaks of one person under one name, except that a writer may bear an official's name.
final as (

    select
        mentions.article_id,
        mentions.name_key,
        case when mentions.role in ('author', 'photographer') then 'credit' else 'subject' end as side,
        mentions.article_id || ':' || mentions.name_key || ':' || side as observation_id,
        bool_or(mentions.role = 'official') as is_official,
        min(ranks.rank_order) as lowest_rank_order,
        max(ranks.rank_order) as highest_rank_order,
        any_value(mentions.article_province_id) as article_province_id,
        any_value(mentions.seen_date) as seen_date,
        -- An ordinary name (Nguyễn Văn Hùng) is borne by many; an unusual one hardly twice in the news.
        bool_or(
            not contains(mentions.name_key, ' ')
            or (
                len(string_split(mentions.name_key, ' ')) = 3
                and regexp_matches(mentions.name_key, ' (văn|thị) ')::integer
                + (surnames.word is not null)::integer
                + (given_names.word is not null)::integer >= 2
            )
        ) as is_ordinary_name,
        -- Letters, endings and clusters that no Vietnamese syllable has.
        regexp_matches(
            mentions.name_key,
            '[fjwz]|[bdđklqrsvx]([ -]|$)|[^cn]h([ -]|$)|[^n]g([ -]|$)'
            || '|[bcdđghklmnpqrstvx][bcdđklmnpqrstvx]([ -]|$)'
            || '|(^|[ -])(bl|br|cl|cr|dr|fl|fr|gl|gr|pl|pr|sc|sk|sl|sm|sn|sp|st|sw|kr|vl)'
        ) as is_foreign_name
    from mentions
    left join ranks on mentions.rank = ranks.rank
    left join ordinary_words as surnames
        on
            surnames.part = 'surname'
            and string_split(mentions.name_key, ' ')[1] = surnames.word
    left join ordinary_words as given_names
        on
            given_names.part = 'given'
            and string_split(mentions.name_key, ' ')[-1] = given_names.word
    group by mentions.article_id, mentions.name_key, side

)

select * from final
