{{
    config(
        materialized='incremental',
        pre_hook='{{ forget_touched_persons() }}'
    )
}}

with posts as (

    select * from {{ ref('int_person_posts') }}
    where {{ is_touched_person() }}

),

stated as (

    select
        person_id,
        article_id,
        counted_article_id,
        mention_id,
        start_char,
        seen_date,
        published_date,
        post_normalised as post,
        organisation,
        branch,
        province_id,
        status,
        status_date,
        -- A former post is told of later than it was held: such a mention does not stretch the interval.
        status != 'former' as is_held,
        bool_or(status != 'former') over (
            partition by person_id, post_normalised, organisation, province_id
        ) as is_ever_held
    from posts

),

evidence as (

    select *
    from stated
    where is_held or not is_ever_held

),

held as (

    select
        person_id,
        post,
        organisation,
        province_id,
        min(branch) as branch,
        min(seen_date) as first_seen_date,
        max(seen_date) as last_seen_date,
        min(published_date) as first_published_date,
        max(published_date) as last_published_date,
        count(distinct counted_article_id) as article_count,
        arg_min(mention_id, (coalesce(seen_date, date '9999-12-31'), article_id, start_char))
            as first_mention_id,
        arg_max(mention_id, (coalesce(seen_date, date '0001-01-01'), article_id, start_char))
            as last_mention_id
    from evidence
    group by person_id, post, organisation, province_id

),

standing as (

    select
        person_id,
        post,
        organisation,
        province_id,
        min(status_date) filter (where status = 'appointed') as appointed_date,
        min(seen_date) filter (where status = 'former') as former_by_date,
        bool_or(status = 'appointed') as is_appointment_reported,
        bool_or(status = 'former') as is_former_reported
    from stated
    group by person_id, post, organisation, province_id

),

final as (

    select
        held.person_id,
        held.post,
        held.organisation,
        held.branch,
        held.province_id,
        held.first_seen_date,
        held.last_seen_date,
        held.first_published_date,
        held.last_published_date,
        standing.appointed_date,
        standing.former_by_date,
        standing.is_appointment_reported,
        standing.is_former_reported,
        held.article_count,
        held.first_mention_id,
        held.last_mention_id
    from held
    inner join standing
        on
            held.person_id = standing.person_id
            and held.post = standing.post
            and held.organisation is not distinct from standing.organisation
            and held.province_id is not distinct from standing.province_id

)

select * from final
