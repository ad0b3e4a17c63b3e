{# A table as the build before this one left it; none in a build of the whole, nor while parsing. #}
{% macro relation_before(identifier, schema='mart') -%}
    {%- if execute and not flags.FULL_REFRESH -%}
        {%- set database = target.database -%}
        {%- do return(adapter.get_relation(database=database, schema=schema, identifier=identifier)) -%}
    {%- endif -%}
{%- endmacro %}
