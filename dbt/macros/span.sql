{# The characters of a half-open code-point span; null where the span is null. #}
{% macro span(text, start_char, end_char) -%}
    substr({{ text }}, {{ start_char }} + 1, {{ end_char }} - {{ start_char }})
{%- endmacro %}

{# A span cut out of another of the same text that was cut out before, where it lies within that one. #}
{% macro span_within(outer, inner) -%}
    case
        when {{ inner }}_start_char >= {{ outer }}_start_char and {{ inner }}_end_char <= {{ outer }}_end_char
            then substr(
                {{ outer }},
                {{ inner }}_start_char - {{ outer }}_start_char + 1,
                {{ inner }}_end_char - {{ inner }}_start_char
            )
        else {{ span('text', inner ~ '_start_char', inner ~ '_end_char') }}
    end
{%- endmacro %}
