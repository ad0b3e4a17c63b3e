{{
    config(
        materialized='incremental',
        pre_hook='{{ forget_touched() }}'
    )
}}

with mentions as (

    select * from {{ ref('stg_person_mentions') }}

),

articles as (

    select
        article_id,
        text
    from {{ ref('stg_articles') }}
    where {{ is_touched() }}

),

final as (

    select
        mentions.mention_id,
        mentions.article_id,
        {{ span('articles.text', 'mentions.sentence_start_char', 'mentions.sentence_end_char') }} as sentence
    from mentions
    inner join articles on mentions.article_id = articles.article_id
    where {{ is_touched('mentions.article_id') }}

)

select * from final
