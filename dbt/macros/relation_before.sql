{# A mart as the build before this one left it in the file; none in the first build, nor while parsing. #}
{% macro relation_before(identifier) -%}
    {%- if execute -%}
        {%- do return(adapter.get_relation(database=target.database, schema='mart', identifier=identifier)) -%}
    {%- endif -%}
{%- endmacro %}
