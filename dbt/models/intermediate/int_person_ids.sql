{{
    config(
        materialized='incremental',
        pre_hook='{{ forget_touched_names() }}'
    )
}}

with recursive clusters as (

    select * from {{ ref('int_person_clusters') }}
    where {{ is_touched_name() }}

),

-- Not where nobody judged: DuckDB would otherwise write all of it down first.
mentions as not materialized (

    select * from {{ ref('stg_person_mentions') }}

),

-- A judgement speaks of two mentions; it holds for what the two articles say of those persons.
judgements as (

    select
        judged.decision,
        a.article_id || ':' || a.name_key || ':'
        || case when a.role in ('author', 'photographer') then 'credit' else 'subject' end
            as observation_id_a,
        b.article_id || ':' || b.name_key || ':'
        || case when b.role in ('author', 'photographer') then 'credit' else 'subject' end as observation_id_b
    from {{ ref('person_judgements') }} as judged
    inner join mentions as a on judged.mention_id_a = a.mention_id
    inner join mentions as b on judged.mention_id_b = b.mention_id

),

-- Inside a cluster that holds two judged different, every member goes to the judged one nearest to it.
anchors as (

    select distinct
        clusters.cluster_key,
        clusters.observation_id as anchor_id,
        clusters.seen_date,
        clusters.article_province_id
    from judgements
    inner join clusters as one on judgements.observation_id_a = one.observation_id
    inner join clusters as other on judgements.observation_id_b = other.observation_id
    inner join clusters on clusters.observation_id in (one.observation_id, other.observation_id)
    where
        judgements.decision = 'different'
        and one.cluster_key = other.cluster_key

),

split as (

    select
        clusters.observation_id,
        arg_min(
            anchors.anchor_id,
            (
                (clusters.observation_id != anchors.anchor_id)::integer,
                (clusters.article_province_id is distinct from anchors.article_province_id)::integer,
                coalesce(abs(clusters.seen_date - anchors.seen_date), 100000),
                anchors.anchor_id
            )
        ) as anchor_id
    from clusters
    inner join anchors on clusters.cluster_key = anchors.cluster_key
    group by clusters.observation_id

),

parted as (

    select
        clusters.*,
        clusters.cluster_key || coalesce('|' || split.anchor_id, '') as parted_key
    from clusters
    left join split on clusters.observation_id = split.observation_id

),

-- Judged the same: the clusters of both become one, and so on through chains of judgements.
unions as (

    select distinct
        one.parted_key,
        other.parted_key as linked_key
    from judgements
    inner join
        parted as one
        on one.observation_id in (judgements.observation_id_a, judgements.observation_id_b)
    inner join
        parted as other
        on other.observation_id in (judgements.observation_id_a, judgements.observation_id_b)
    where judgements.decision = 'same'

),

reached as (

    select
        parted_key,
        parted_key as reached_key
    from unions
    union
    select
        reached.parted_key,
        unions.linked_key as reached_key
    from reached
    inner join unions on reached.reached_key = unions.parted_key

),

united as (

    select
        parted_key,
        min(reached_key) as united_key
    from reached
    group by parted_key

),

-- The key is made of name, side and seat alone; only where a judgement or a fallen rank parts namesakes of
-- one seat does it hold more.
final as (

    select
        parted.observation_id,
        parted.article_id,
        parted.name_key,
        parted.side,
        parted.is_official,
        parted.lowest_rank_order,
        parted.highest_rank_order,
        parted.article_province_id,
        parted.seen_date,
        coalesce(united.united_key, parted.parted_key) as person_key,
        substr(sha256(coalesce(united.united_key, parted.parted_key)), 1, 16) as person_id
    from parted
    left join united on parted.parted_key = united.parted_key

)

select * from final
