{% set before = relation_before('int_person_clusters', 'intermediate') -%}
with observations as (

    select
        article_id,
        name_key,
        side
    from {{ ref('int_person_observations') }}

),

-- As the build before left them: a name that an article no longer bears is touched too.
observations_before as (

    {% if before -%}
        select
            article_id,
            name_key,
            side
        from {{ before }}
    {%- else -%}
        select *
        from observations
        where false
    {%- endif %}

),

-- Not the touched ones alone: a copy that comes or goes changes what another article counts for.
touched_articles as (

    select * from {{ ref('int_stale_articles') }}

),

judgements as (

    select * from {{ ref('person_judgements') }}

),

mentions as (

    select * from {{ source('raw', 'person_mentions') }}

),

named as (

    select observations.name_key
    from observations
    inner join touched_articles on observations.article_id = touched_articles.article_id
    union
    select observations_before.name_key
    from observations_before
    inner join touched_articles on observations_before.article_id = touched_articles.article_id

),

counted as (

    select
        name_key,
        count(*) as article_count
    from observations
    where
        side = 'subject'
        and name_key in (select named.name_key from named)
    group by name_key

),

counted_before as (

    select
        name_key,
        count(*) as article_count
    from observations_before
    where
        side = 'subject'
        and name_key in (select named.name_key from named)
    group by name_key

),

-- A name that comes to tell one story from another, or ceases to, bears on the names it stands beside.
turned as (

    select named.name_key
    from named
    left join counted on named.name_key = counted.name_key
    left join counted_before on named.name_key = counted_before.name_key
    where
        coalesce(counted.article_count between 2 and {{ var('telling_name_articles') }}, false)
        != coalesce(counted_before.article_count between 2 and {{ var('telling_name_articles') }}, false)

),

beside as (

    select beside.name_key
    from observations
    inner join turned on observations.name_key = turned.name_key
    inner join observations as beside on observations.article_id = beside.article_id
    where observations.side = 'subject'

),

-- A judgement ties names together, whichever of them is touched.
judged as (

    select lower(mentions.name) as name_key
    from mentions
    inner join judgements on mentions.mention_id in (judgements.mention_id_a, judgements.mention_id_b)

),

final as (

    select name_key from named
    union
    select name_key from beside
    union
    select name_key from judged

)

select * from final
{{ unless_whole() }}
