{# A table of which a build of what is touched makes some rows anew: the model's hook takes the old ones out,
   and what its query gives is put in. dbt's own writes that down twice, and compares columns that cannot
   differ: where the models changed, the build is of the whole. #}
{% materialization incremental, adapter='duckdb', supported_languages=['sql'] %}
    {%- set before = load_cached_relation(this) -%}
    {%- set made = this.incorporate(type='table') -%}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- call statement('main') %}
        {% if is_incremental() -%}
            insert into {{ made }} by name ({{ sql }});
        {%- else -%}
            {{ make_way(before) }}
            {{ create_table_as(False, made, sql) }}
        {%- endif %}
    {%- endcall %}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [made]}) }}
{% endmaterialization %}
