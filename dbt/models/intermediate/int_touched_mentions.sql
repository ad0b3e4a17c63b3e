{% set before = relation_before('person_mentions') -%}
with mentions as (

    select * from {{ ref('int_person_mentions') }}

),

names as (

    select * from {{ ref('int_touched_names') }}

),

touched_articles as (

    select * from {{ source('raw', 'touched_articles') }}

),

now_told as (

    select
        mention_id,
        article_id,
        person_id
    from mentions
    where name_key in (select names.name_key from names)

),

-- As the build before left them: whoever lost a naming, or all, is told anew, too.
told_before as (

    {% if before -%}
        select
            mention_id,
            article_id,
            person_id
        from {{ before }}
        where lower(name) in (select names.name_key from names)
    {%- else -%}
        select *
        from now_told
        where false
    {%- endif %}

),

together as (

    select
        coalesce(now_told.mention_id, told_before.mention_id) as mention_id,
        coalesce(now_told.article_id, told_before.article_id) as article_id,
        now_told.person_id,
        told_before.person_id as person_id_before
    from now_told
    full join told_before on now_told.mention_id = told_before.mention_id

),

-- Where its article was not touched a naming stays as it is, unless it is another's than it was. All names of
-- an article that was touched are, so that no naming of it is missing here.
final as (

    select
        together.mention_id,
        together.article_id,
        together.person_id,
        together.person_id_before,
        (
            touched_articles.article_id is not null
            or together.person_id is distinct from together.person_id_before
        ) as is_stale
    from together
    left join touched_articles on together.article_id = touched_articles.article_id

)

select * from final
{{ unless_whole() }}
