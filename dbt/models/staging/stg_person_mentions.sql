with mentions as (

    select * from {{ source('raw', 'person_mentions') }}

),

articles as (

    select * from {{ ref('stg_articles') }}

),

final as (

    select
        mentions.mention_id,
        mentions.article_id,
        mentions.name,
        -- Names are compared in lower case: a byline may print them in capitals.
        lower(mentions.name) as name_key,
        mentions.surface,
        mentions.start_char,
        mentions.end_char,
        mentions.role,
        mentions.is_short_form,
        mentions.honorific,
        mentions.rank,
        mentions.rank_surface,
        mentions.rank_start_char,
        mentions.rank_end_char,
        mentions.organisation,
        mentions.branch,
        mentions.province_id,
        mentions.in_title,
        mentions.in_caption,
        mentions.sentence_start_char,
        mentions.sentence_end_char,
        articles.province_id as article_province_id,
        -- When it was true, as far as the article says; a month stands for its first day.
        coalesce(articles.event_date, articles.published_date, articles.header_month) as seen_date,
        coalesce(articles.published_date, articles.header_month) as published_date
    from mentions
    inner join articles on mentions.article_id = articles.article_id

)

select * from final
