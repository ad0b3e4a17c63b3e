{{
    config(
        materialized='incremental',
        pre_hook='{{ forget_touched_names() }}'
    )
}}

with recursive all_observations as (

    select * from {{ ref('int_person_observations') }}

),

observations as (

    select *
    from all_observations
    where {{ is_touched_name() }}

),

stated_seats as (

    select * from {{ ref('int_person_seats') }}
    where {{ is_touched_name() }}

),

-- Two senior officers of one name in one province are one.
seats as (

    select
        article_id,
        name_key,
        seat_key,
        is_national,
        province_id
    from stated_seats
    union all
    select
        article_id,
        name_key,
        'senior officer:' || article_province_id as seat_key,
        false as is_national,
        article_province_id as province_id
    from observations
    where highest_rank_order >= {{ var('senior_rank_order', 11) }} and article_province_id is not null

),

telling as (

    select name_key
    from all_observations
    where side = 'subject' and contains(name_key, ' ')
    group by name_key
    having count(*) between 2 and {{ var('telling_name_articles') }}

),

-- In the articles that name somebody of whom it is asked here.
telling_names as (

    select
        bearers.article_id,
        bearers.name_key
    from all_observations as bearers
    inner join telling on bearers.name_key = telling.name_key
    where
        bearers.side = 'subject'
        and bearers.article_id in (select observations.article_id from observations)

),

-- How many such names two articles have in common; counted once for all who are in that company.
companies as (

    select
        one.article_id,
        other.article_id as linked_article_id,
        count(*) as name_count
    from telling_names as one
    inner join telling_names as other
        on
            one.name_key = other.name_key
            and one.article_id != other.article_id
    group by one.article_id, other.article_id

),

-- Seats of who bears such a name, with the province that the article is about.
telling_seats as (

    select
        seats.article_id,
        seats.name_key,
        seats.seat_key,
        observations.article_province_id
    from seats
    inner join telling on seats.name_key = telling.name_key
    inner join observations
        on
            seats.article_id = observations.article_id
            and seats.name_key = observations.name_key
    where observations.side = 'subject'

),

-- Written down, or DuckDB would first look for the company of every article.
seats_of_namesakes as materialized (

    select
        one.article_id,
        other.article_id as linked_article_id,
        one.name_key,
        one.seat_key,
        other.seat_key as linked_seat_key,
        1 + case when one.article_province_id = other.article_province_id then 1 else 2 end as needed_count
    from telling_seats as one
    inner join telling_seats as other
        on
            one.name_key = other.name_key
            and one.article_id != other.article_id
            and one.seat_key != other.seat_key

),

-- Two articles that have two more names in common tell one story; one more is enough where both are about one
-- province. The name itself is one of those that they have in common.
told_seats as (

    select distinct
        pairs.name_key,
        pairs.seat_key,
        pairs.linked_seat_key
    from seats_of_namesakes as pairs
    inner join companies
        on
            pairs.article_id = companies.article_id
            and pairs.linked_article_id = companies.linked_article_id
    where companies.name_count >= pairs.needed_count

),

names as (

    select
        name_key,
        bool_or(is_ordinary_name) as is_ordinary_name,
        bool_or(is_foreign_name) as is_foreign_name
    from observations
    group by name_key

),

name_seats as (

    select
        seats.name_key,
        seats.seat_key,
        names.is_ordinary_name,
        bool_or(seats.is_national) as is_national,
        min(seats.province_id) as province_id,
        -- What the body is called, without the province; null for provincial and national seats.
        nullif(regexp_extract(seats.seat_key, '^organisation:[^:]*:(.*)$', 1), '') as body_key
    from seats
    inner join names on seats.name_key = names.name_key
    where not names.is_foreign_name
    group by seats.name_key, seats.seat_key, names.is_ordinary_name

),

-- Two seats of one name are one person's where one article gives both to it. An unusual name needs less: any
-- two seats that are not in two provinces.
links as (

    select
        one.name_key,
        one.seat_key,
        other.seat_key as linked_seat_key
    from seats as one
    inner join seats as other
        on
            one.article_id = other.article_id
            and one.name_key = other.name_key
    inner join name_seats
        on
            one.name_key = name_seats.name_key
            and one.seat_key = name_seats.seat_key
    union
    select
        one.name_key,
        one.seat_key,
        other.seat_key as linked_seat_key
    from name_seats as one
    inner join name_seats as other on one.name_key = other.name_key
    where
        (
            not one.is_ordinary_name
            and (
                one.is_national
                or other.is_national
                or coalesce(one.province_id, other.province_id, '')
                = coalesce(other.province_id, one.province_id, '')
            )
        )
        -- `Ủy ban Kinh tế` and `Ủy ban Kinh tế của Quốc hội`.
        or (
            coalesce(one.province_id, other.province_id, '')
            = coalesce(other.province_id, one.province_id, '')
            and len(string_split(one.body_key, ' ')) >= {{ var('telling_body_words', 3) }}
            and (
                starts_with(other.body_key, one.body_key || ' ')
                or one.body_key = other.body_key
            )
        )
    union
    select
        one.name_key,
        other.seat_key,
        one.seat_key as linked_seat_key
    from name_seats as one
    inner join name_seats as other on one.name_key = other.name_key
    where
        coalesce(one.province_id, other.province_id, '') = coalesce(other.province_id, one.province_id, '')
        and len(string_split(one.body_key, ' ')) >= {{ var('telling_body_words', 3) }}
        and starts_with(other.body_key, one.body_key || ' ')
    union
    select
        told_seats.name_key,
        told_seats.seat_key,
        told_seats.linked_seat_key
    from told_seats
    inner join names on told_seats.name_key = names.name_key
    where not names.is_foreign_name

),

reached as (

    select
        name_key,
        seat_key,
        seat_key as reached_seat_key
    from links
    union
    select
        reached.name_key,
        reached.seat_key,
        links.linked_seat_key as reached_seat_key
    from reached
    inner join links
        on
            reached.name_key = links.name_key
            and reached.reached_seat_key = links.seat_key

),

-- The smallest seat names the component whatever was loaded first.
components as (

    select
        name_key,
        seat_key,
        min(reached_seat_key) as component_key
    from reached
    group by name_key, seat_key

),

component_scopes as (

    select
        components.name_key,
        components.component_key,
        count(*) over (partition by components.name_key) as component_count,
        bool_or(seats.is_national) as is_national,
        count(distinct seats.article_id) as article_count,
        list(distinct seats.province_id) filter (where seats.province_id is not null) as province_ids
    from components
    inner join seats
        on
            components.name_key = seats.name_key
            and components.seat_key = seats.seat_key
    group by components.name_key, components.component_key

),

seated as (

    select
        observations.observation_id,
        min(components.component_key) as component_key
    from observations
    inner join seats
        on
            observations.article_id = seats.article_id
            and observations.name_key = seats.name_key
    inner join components
        on
            seats.name_key = components.name_key
            and seats.seat_key = components.seat_key
    where observations.side = 'subject'
    group by observations.observation_id

),

-- A naming without a post may be of any bearer of the name in the leadership or in the article's province.
eligible as (

    select
        observations.observation_id,
        component_scopes.component_key,
        component_scopes.article_count,
        sum(component_scopes.article_count) over (partition by observations.observation_id) as eligible_count
    from observations
    inner join component_scopes on observations.name_key = component_scopes.name_key
    left join seated on observations.observation_id = seated.observation_id
    where
        observations.side = 'subject'
        and not observations.is_foreign_name
        and seated.observation_id is null
        and (observations.is_official or not observations.is_ordinary_name)
        and (
            component_scopes.is_national
            or list_contains(component_scopes.province_ids, observations.article_province_id)
            or (
                component_scopes.component_count = 1
                and not observations.is_ordinary_name
                and (
                    observations.is_official
                    or component_scopes.article_count > 1
                    or len(string_split(observations.name_key, ' ')) > 3
                )
            )
        )

),

-- It belongs to the only one, or to the one of whom nearly all articles speak.
attached as (

    select
        observation_id,
        component_key
    from eligible
    where article_count >= {{ var('dominant_bearer_share', 0.8) }} * eligible_count

),

-- Ordinary names without a post are one person's where the same story is told: other names in common, or
-- the same province within weeks.
unplaced as (

    select
        observations.observation_id,
        observations.article_id,
        observations.name_key,
        observations.article_province_id,
        observations.is_official,
        observations.seen_date,
        telling.name_key is not null as is_telling
    from observations
    left join telling on observations.name_key = telling.name_key
    left join seated on observations.observation_id = seated.observation_id
    left join attached on observations.observation_id = attached.observation_id
    where
        observations.side = 'subject'
        and observations.is_ordinary_name
        and contains(observations.name_key, ' ')
        and seated.observation_id is null
        and attached.observation_id is null

),

-- Written down as the seats of namesakes are.
seated_namesakes as materialized (

    select
        unplaced.observation_id,
        unplaced.article_id,
        other.article_id as linked_article_id,
        seated.component_key,
        unplaced.is_telling::integer
        + case when unplaced.article_province_id = other.article_province_id then 1 else 2 end as needed_count
    from unplaced
    inner join observations as other
        on
            unplaced.name_key = other.name_key
            and unplaced.article_id != other.article_id
            and other.side = 'subject'
    inner join seated on other.observation_id = seated.observation_id

),

-- One without a post is the bearer of a post with whom the same story is told: one name in common where both
-- articles are about one province, two elsewhere; besides their own, where that is among those.
told_of_seated as (

    select
        pairs.observation_id,
        pairs.component_key
    from seated_namesakes as pairs
    inner join companies
        on
            pairs.article_id = companies.article_id
            and pairs.linked_article_id = companies.linked_article_id
    where companies.name_count >= pairs.needed_count

),

accompanied as (

    select
        observation_id,
        min(component_key) as component_key
    from told_of_seated
    group by observation_id
    having count(distinct component_key) = 1

),

told_together as (

    select
        one.observation_id,
        other.observation_id as linked_id
    from unplaced as one
    inner join unplaced as other
        on
            one.name_key = other.name_key
            and one.observation_id != other.observation_id
    inner join companies
        on
            one.article_id = companies.article_id
            and other.article_id = companies.linked_article_id
    where companies.name_count > one.is_telling::integer
    union
    select
        one.observation_id,
        other.observation_id as linked_id
    from unplaced as one
    inner join unplaced as other
        on
            one.name_key = other.name_key
            and one.article_province_id = other.article_province_id
            and one.observation_id != other.observation_id
            and (
                abs(one.seen_date - other.seen_date) <= {{ var('one_story_days', 60) }}
                or (one.is_official and other.is_official)
            )

),

retold as (

    select
        observation_id,
        linked_id as reached_id
    from told_together
    union
    select
        retold.observation_id,
        told_together.linked_id as reached_id
    from retold
    inner join told_together on retold.reached_id = told_together.observation_id

),

stories as (

    select
        observation_id,
        min(reached_id) as story
    from retold
    group by observation_id

),

-- The rest: writers by name and province, the unusual by name, ordinary names by story.
loose as (

    select
        observations.observation_id,
        case
            when observations.side = 'credit' and array_length(string_split(observations.name_key, ' ')) > 2
                then 'credit'
            when observations.side = 'credit' then 'credit:' || coalesce(observations.article_province_id, '')
            when not observations.is_ordinary_name then 'known'
            when stories.story is not null then 'story:' || stories.story
            else 'article:' || observations.article_id
        end as component_key
    from observations
    left join stories on observations.observation_id = stories.observation_id

),

placed as (

    select
        observations.*,
        case
            when observations.is_foreign_name and observations.side = 'subject' then 'foreign'
            else coalesce(
                seated.component_key, attached.component_key, accompanied.component_key, loose.component_key
            )
        end as component_key
    from observations
    left join seated on observations.observation_id = seated.observation_id
    left join attached on observations.observation_id = attached.observation_id
    left join accompanied on observations.observation_id = accompanied.observation_id
    inner join loose on observations.observation_id = loose.observation_id

),

-- A rank does not fall: who bears a lower one than was borne before is a namesake.
ranked as (

    select
        *,
        lowest_rank_order < max(highest_rank_order) over (
            partition by name_key, side, component_key
            order by seen_date
            range between unbounded preceding and interval 1 day preceding
        ) and seen_date is not null as is_fallen
    from placed

),

final as (

    select
        observation_id,
        article_id,
        name_key,
        side,
        is_official,
        lowest_rank_order,
        highest_rank_order,
        article_province_id,
        seen_date,
        name_key || '|' || side || '|' || component_key
        || case when coalesce(is_fallen, false) then '|rank:' || lowest_rank_order else '' end as cluster_key
    from ranked

)

select * from final
