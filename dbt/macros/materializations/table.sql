{# A table that is made in its place. dbt's own makes it beside the old one and swaps the two, for those who
   read meanwhile; nobody reads the build file, and a build that stops half-way makes the next one of the
   whole. The swap costs as much as a small model. #}
{% materialization table, adapter='duckdb', supported_languages=['sql'] %}
    {%- set before = load_cached_relation(this) -%}
    {%- set made = this.incorporate(type='table') -%}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- call statement('main') %}
        {{ make_way(before) }}
        {% if is_as_before(before) -%}
            {# A whole build by these very models held its columns against the contract. #}
            create table {{ made }} {{ get_table_columns_and_constraints() }};
            insert into {{ made }} by name ({{ sql }});
        {%- else -%}
            {{ create_table_as(False, made, sql) }}
        {%- endif %}
    {%- endcall %}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [made]}) }}
{% endmaterialization %}

{# Whether a table under contract has the columns that these models give it: others are built as a whole. #}
{% macro is_as_before(before) -%}
    {%- do return(
        before is not none and before.is_table and not should_full_refresh()
        and config.get('contract').enforced
    ) -%}
{%- endmacro %}

{# Takes out what stands where a table is to be made. #}
{% macro make_way(before) -%}
    {%- if before is not none -%}
        drop {{ before.type }} if exists {{ before }};
    {%- endif -%}
{%- endmacro %}
