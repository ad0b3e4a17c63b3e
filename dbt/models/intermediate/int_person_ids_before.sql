{# What the marts said before this build; read before they are built anew. -#}
{% set before = relation_before('person_mentions') -%}

{% if before -%}
    select
        mention_id,
        person_id
    from {{ before }}
{%- else -%}
    select
        null::varchar as mention_id,
        null::varchar as person_id
    where false
{%- endif %}
