with persons as (

    select * from {{ ref('persons') }}

),

mentions as (

    select * from {{ ref('person_mentions') }}

),

-- Officials alone: what an analyst would publish of them hangs on who they are.
officials as (

    select
        person_id,
        lower(name) as name_key,
        strip_accents(replace(lower(name), 'đ', 'd')) as plain_name,
        latest_rank,
        latest_post,
        organisation,
        province_id,
        first_seen_date,
        last_seen_date,
        mention_count
    from persons
    where role = 'official' and contains(name, ' ')

),

pairs as (

    select
        a.person_id as person_id_a,
        b.person_id as person_id_b,
        a.name_key as name_a,
        b.name_key as name_b,
        a.latest_post as post_a,
        b.latest_post as post_b,
        a.latest_rank as rank_a,
        b.latest_rank as rank_b,
        a.province_id as province_id_a,
        b.province_id as province_id_b,
        a.last_seen_date as last_seen_date_a,
        b.last_seen_date as last_seen_date_b,
        case
            when a.name_key != b.name_key then 'spelling'
            when a.latest_post is null or b.latest_post is null then 'no_post'
            when a.latest_rank is not null and b.latest_rank is not null and a.latest_rank != b.latest_rank
                then 'rank'
            when coalesce(a.province_id, '') != coalesce(b.province_id, '') then 'transfer'
            else 'organisation'
        end as reason,
        a.mention_count + b.mention_count as mention_count
    from officials as a
    inner join officials as b
        on
            a.plain_name = b.plain_name
            and a.person_id < b.person_id
    where
        a.name_key = b.name_key
        or (
            a.organisation = b.organisation
            and a.province_id is not distinct from b.province_id
        )

),

paired as (

    select person_id_a as person_id
    from pairs
    union
    select person_id_b as person_id
    from pairs

),

first_mentions as (

    select
        mentions.person_id,
        min(mentions.mention_id) as mention_id
    from mentions
    inner join paired on mentions.person_id = paired.person_id
    group by mentions.person_id

),

final as (

    select
        pairs.person_id_a,
        pairs.person_id_b,
        pairs.name_a,
        pairs.name_b,
        pairs.reason,
        concat_ws('; ', pairs.rank_a, pairs.post_a, pairs.province_id_a, pairs.last_seen_date_a)
            as evidence_a,
        concat_ws('; ', pairs.rank_b, pairs.post_b, pairs.province_id_b, pairs.last_seen_date_b)
            as evidence_b,
        one.mention_id as mention_id_a,
        other.mention_id as mention_id_b,
        pairs.mention_count
    from pairs
    inner join first_mentions as one on pairs.person_id_a = one.person_id
    inner join first_mentions as other on pairs.person_id_b = other.person_id

)

select * from final
