-- Which articles speak of a thing, in whatever form they write it?
-- Look at phrase_share (1: the words stand together as asked) and at the snippet; start_char points to the
-- match.

select
    place,
    article_id,
    score,
    phrase_share,
    article_date,
    start_char,
    end_char,
    snippet
from mart.search('phong trào thi đua', top := 5)
order by place
