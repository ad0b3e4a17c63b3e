{# The article as which one counts: itself, or the original of its copies where those count once. -#}
{% macro counted_article(article_id, original_article_id) -%}
    {%- if var('copies') == 'once' -%}
        coalesce({{ original_article_id }}, {{ article_id }})
    {%- else -%}
        {{ article_id }}
    {%- endif -%}
{%- endmacro %}
