{# What an incremental model makes anew: the rows whose key is in a relation that lists what the last
   build can no longer vouch for. The hook takes the old rows out; what is gone is not put in again.
   While dbt parses, the relations are named whatever is to be built, so that it knows the order. #}
{% macro is_partial() -%}
    {%- do return(not execute or is_incremental()) -%}
{%- endmacro %}

{% macro is_among(column, stale, key) -%}
    {{ column }} in (select stale.{{ key }} from {{ stale }} as stale)
{%- endmacro %}

{% macro forget(column, stale, key) -%}
    delete from {{ this }}
    where {{ is_among(column, stale, key) }}
{%- endmacro %}

{# Ends a query that lists what is touched, which a build of the whole does not ask. #}
{% macro unless_whole() -%}
    {%- if execute and flags.FULL_REFRESH -%}
        where false
    {%- endif -%}
{%- endmacro %}

{# Facts about one article: those of the articles that were loaded, renewed or retired since the last
   build. A join narrows both of its sides: a text that is not wanted is then not even read. #}
{% macro is_touched(article_id='article_id') -%}
    {%- if is_partial() -%}
        {{ is_among(article_id, source('raw', 'touched_articles'), 'article_id') }}
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{# The rows of what `condition` says of a table's article_id, by their place: of long texts DuckDB then reads
   these, not all that lie between the smallest id and the greatest. #}
{% macro by_place(relation, condition) -%}
    {%- if is_partial() -%}
        rowid in (select placed.rowid from {{ relation }} as placed where {{ condition }})
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{% macro forget_touched() -%}
    {%- if is_partial() -%}
        {{ forget('article_id', source('raw', 'touched_articles'), 'article_id') }}
    {%- endif -%}
{%- endmacro %}

{# Which articles copy one another: those of which that is asked anew, and what they have in common. #}
{% macro is_touched_copy(article_id='article_id') -%}
    {%- if is_partial() -%}
        {{ is_among(article_id, ref('int_touched_copies'), 'article_id') }}
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{% macro is_touched_shingle(shingle) -%}
    {%- if is_partial() -%}
        {{ shingle }} in (select touched_sketches.shingle from touched_sketches)
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{% macro forget_touched_copies() -%}
    {%- if is_partial() -%}
        {{ forget('article_id_a', ref('int_touched_copies'), 'article_id') }}
        or {{ is_among('article_id_b', ref('int_touched_copies'), 'article_id') }}
    {%- endif -%}
{%- endmacro %}

{# Who somebody is: the namings of every name that a touched article bears on. #}
{% macro is_touched_name() -%}
    {%- if is_partial() -%}
        {{ is_among('name_key', ref('int_touched_names'), 'name_key') }}
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{% macro forget_touched_names() -%}
    {%- if is_partial() -%}
        {{ forget('name_key', ref('int_touched_names'), 'name_key') }}
    {%- endif -%}
{%- endmacro %}

{# What is told of a person: of everybody who has or had one of these names. #}
{% macro is_touched_person() -%}
    {%- if is_partial() -%}
        {{ is_among('person_id', ref('int_touched_persons'), 'person_id') }}
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{% macro forget_touched_persons() -%}
    {%- if is_partial() -%}
        {{ forget('person_id', ref('int_touched_persons'), 'person_id') }}
    {%- endif -%}
{%- endmacro %}

{# A naming in the mart: made anew where its article was touched or its person is another. #}
{% macro is_stale_mention() -%}
    {%- if is_partial() -%}
        {{ is_among('mention_id', ref('int_stale_mentions'), 'mention_id') }}
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{# Its article, whose text is then read, and no other. #}
{% macro is_of_stale_mention() -%}
    {%- if is_partial() -%}
        article_id in (select article_id from {{ ref('int_touched_mentions') }} where is_stale)
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{% macro forget_stale_mentions() -%}
    {%- if is_partial() -%}
        {{ forget('mention_id', ref('int_stale_mentions'), 'mention_id') }}
    {%- endif -%}
{%- endmacro %}

{# An article in the mart: made anew where it was touched, or another file or copy bears on it. #}
{% macro is_stale_article() -%}
    {%- if is_partial() -%}
        {{ is_among('article_id', ref('int_stale_articles'), 'article_id') }}
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{% macro forget_stale_articles() -%}
    {%- if is_partial() -%}
        {{ forget('article_id', ref('int_stale_articles'), 'article_id') }}
    {%- endif -%}
{%- endmacro %}
