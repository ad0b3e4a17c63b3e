{# What an incremental model of facts about articles makes anew: the rows of the articles that were
   loaded, renewed or retired since the last build. The hook takes their old rows out; the rows of a
   retired article are not put in again, because staging knows only live articles. #}
{% macro is_touched(article_id='article_id') -%}
    {%- if is_incremental() -%}
        {{ article_id }} in (select touched.article_id from {{ source('raw', 'touched_articles') }} as touched)
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{% macro forget_touched() -%}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where article_id in (select touched.article_id from {{ source('raw', 'touched_articles') }} as touched)
    {%- endif -%}
{%- endmacro %}
