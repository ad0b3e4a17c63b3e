{% set before = relation_before('person_mentions') -%}
with mentions as (

    select
        mention_id,
        article_id,
        person_id,
        name_key
    from {{ ref('int_person_mentions') }}

),

mentions_before as (

    {% if before -%}
        select
            mention_id,
            article_id,
            person_id,
            lower(name) as name_key
        from {{ before }}
    {%- else -%}
        select *
        from mentions
        where false
    {%- endif %}

),

touched_articles as (

    select * from {{ source('raw', 'touched_articles') }}

),

names as (

    select * from {{ ref('int_touched_names') }}

),

written as (

    select mentions.mention_id
    from mentions
    inner join touched_articles on mentions.article_id = touched_articles.article_id
    union
    select mentions_before.mention_id
    from mentions_before
    inner join touched_articles on mentions_before.article_id = touched_articles.article_id

),

-- Elsewhere a naming stays as it is, unless it is another's than it was.
moved as (

    select mentions.mention_id
    from mentions
    inner join names on mentions.name_key = names.name_key
    inner join mentions_before on mentions.mention_id = mentions_before.mention_id
    where mentions.person_id != mentions_before.person_id

),

final as (

    select mention_id from written
    union
    select mention_id from moved

)

select * from final
