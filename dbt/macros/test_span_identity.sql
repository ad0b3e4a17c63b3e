{# Every stored span says what its surface says: substr(text, start + 1, end - start) = surface. #}
{% test span_identity(model, surface='surface', start_char='start_char', end_char='end_char') %}
select spans.*
from {{ model }} as spans
left join {{ ref('stg_articles') }} as articles on spans.article_id = articles.article_id
where
    spans.{{ start_char }} is not null
    and {{ span('articles.text', 'spans.' ~ start_char, 'spans.' ~ end_char) }}
    is distinct from spans.{{ surface }}
{% endtest %}
