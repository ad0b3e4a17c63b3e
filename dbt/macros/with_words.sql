{# Figures, a relation with the columns of stg_metrics, with what their text says where they point: sentence,
   phrase and subject. Cutting counts the characters before the span, of which a text has many and its sentence
   has few. All is cut at once, for a join behind it would hold the whole text of the article for each figure. #}
{% macro with_words(figures) -%}
    with articles as (

        select
            article_id,
            text
        from {{ source('raw', 'articles') }}
        where {{ by_place(source('raw', 'articles'), is_touched()) }}

    ),

    sentences as (

        select
            figures.*,
            articles.text,
            {{ span('articles.text', 'figures.sentence_start_char', 'figures.sentence_end_char') }} as sentence
        from {{ figures }} as figures
        inner join articles on figures.article_id = articles.article_id

    )

    select
        * exclude (text),
        {{ span_within('sentence', 'phrase') }} as phrase,
        {{ span_within('sentence', 'subject') }} as subject
    from sentences
{%- endmacro %}
