{# The article as which one counts: itself, or the original of its copies where those count once. -#}
{% macro counted_article(article_id, original_article_id) -%}
    coalesce(
        case when '{{ var("copies") }}' = 'once' then {{ original_article_id }} end, {{ article_id }}
    )
{%- endmacro %}
