{# The characters of a half-open code-point span; null where the span is null. #}
{% macro span(text, start_char, end_char) -%}
    substr({{ text }}, {{ start_char }} + 1, {{ end_char }} - {{ start_char }})
{%- endmacro %}
