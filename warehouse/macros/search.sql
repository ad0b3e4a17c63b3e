-- Full-text search over the tables of schema `search` (see warehouse/search.py). Plain macros, so that they
-- work offline in every DuckDB client. No macro names the catalogue: a file may be renamed or attached under
-- any name; attached, `use <name>` makes it the one that the names are looked up in.

-- The words of a text, in order: runs of letters, marks and digits. RE2 and the index count them alike.
create macro search.words(written) as
    regexp_extract_all(nfc_normalize(written), '[\p{L}\p{M}\p{N}]+');

create macro search.toneless(word) as
    translate(
        lower(word),
        'áắấéếíóốớúứýàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹạặậẹệịọộợụựỵ',
        'aăâeêioôơuưyaăâeêioôơuưyaăâeêioôơuưyaăâeêioôơuưyaăâeêioôơuưy'
    );

-- A word in lower case with its tone behind it, numbered as on a VNI keyboard, because one press writes hòa
-- and another hoà: both are hoa-2.
create macro search.term_of(word) as
    search.toneless(word) || case
        when regexp_matches(lower(word), '[áắấéếíóốớúứý]') then '-1'
        when regexp_matches(lower(word), '[àằầèềìòồờùừỳ]') then '-2'
        when regexp_matches(lower(word), '[ảẳẩẻểỉỏổởủửỷ]') then '-3'
        when regexp_matches(lower(word), '[ãẵẫẽễĩõỗỡũữỹ]') then '-4'
        when regexp_matches(lower(word), '[ạặậẹệịọộợụựỵ]') then '-5'
        else ''
    end;

create macro search.fold(written) as
    strip_accents(replace(lower(nfc_normalize(written)), 'đ', 'd'));

-- BM25 with k1 = 1.2 and b = 0.75. A phrase with any diacritic asks for them: words that are spelled so count
-- .8, words that are the same without them .2. A phrase without any finds every spelling. Of a long phrase the
-- six rarest words are looked for: the others are what every article has, and cost most.
create macro mart.search(phrase, top := 20) as table
with asked as (
    select
        listed.word_index,
        search.term_of(listed.word) as term,
        search.fold(listed.word) as folded
    from (
        select
            unnest(search.words(phrase::varchar)[:64]) as word,
            unnest(range(len(search.words(phrase::varchar)[:64]))) as word_index
    ) as listed
),

known as (
    select
        asked.word_index,
        terms.folded_id,
        max(terms.term_id) filter (terms.term = asked.term) as term_id,
        bool_or(asked.term <> asked.folded) as is_marked,
        sum(terms.occurrence_count) as occurrence_count
    from asked
    inner join search.terms on asked.folded = terms.folded
    group by asked.word_index, terms.folded_id
),

sought as materialized (
    select
        word_index,
        folded_id,
        term_id,
        is_marked,
        row_number() over (order by occurrence_count, word_index) <= 2 as is_anchor
    from known
    order by occurrence_count, word_index
    limit 6
),

question as (
    select
        count(*) as word_count,
        if(bool_or(is_marked), 2e-1, 1e0) as folded_weight,
        if(bool_or(is_marked), 8e-1, 0e0) as exact_weight
    from sought
),

hits as materialized (
    select
        sought.word_index,
        postings.article_no,
        postings.position::bigint as position,
        postings.position::bigint - sought.word_index as phrase_start,
        sought.is_anchor,
        coalesce(postings.term_id = sought.term_id, false) as is_exact
    from search.postings
    inner join sought on postings.folded_id = sought.folded_id
),

frequencies as materialized (
    select
        word_index,
        article_no,
        min(position) as position,
        count(*) as frequency,
        count(*) filter (is_exact) as exact_frequency
    from hits
    group by word_index, article_no
),

rarities as (
    select
        frequencies.word_index,
        any_value(question.folded_weight) * 22e-1
        * ln(1 + (any_value(info.article_count) - count(*) + 5e-1) / (count(*) + 5e-1)) as folded_rarity,
        any_value(question.exact_weight) * 22e-1 * ln(
            1 + (any_value(info.article_count) - count(*) filter (exact_frequency > 0) + 5e-1)
            / (count(*) filter (exact_frequency > 0) + 5e-1)
        ) as exact_rarity
    from frequencies
    cross join search.info
    cross join question
    group by frequencies.word_index
),

damped as (
    select
        articles.article_no,
        3e-1 + 9e-1 * articles.word_count / info.mean_word_count as damping
    from search.articles
    cross join search.info
),

ranked as (
    select
        frequencies.article_no,
        min(frequencies.position) as position,
        sum(
            rarities.folded_rarity * frequencies.frequency / (frequencies.frequency + damped.damping)
            + rarities.exact_rarity * frequencies.exact_frequency
            / (frequencies.exact_frequency + damped.damping)
        ) as relevance
    from frequencies
    inner join rarities on frequencies.word_index = rarities.word_index
    inner join damped on frequencies.article_no = damped.article_no
    group by frequencies.article_no
),

-- Words of the phrase that stand in the text at the same distance from each other as in the phrase: wherever
-- one of its two rarest words stands, the others are looked for beside it.
aligned as (
    select
        hits.article_no,
        min(hits.position) as first_position,
        max(hits.position) as last_position,
        sum(if(hits.is_exact or question.exact_weight = 0, 1e0, 5e-1)) as agreement
    from hits
    semi join (
        select
            article_no,
            phrase_start
        from hits
        where is_anchor
    ) as anchors on hits.article_no = anchors.article_no and hits.phrase_start = anchors.phrase_start
    cross join question
    group by hits.article_no, hits.phrase_start
    having count(*) > 1
),

best as (
    select
        article_no,
        max(agreement) as agreement,
        arg_max(first_position, (agreement, -first_position)) as first_position,
        arg_max(last_position, (agreement, -first_position)) as last_position
    from aligned
    group by article_no
),

chosen as (
    select
        ranked.article_no,
        coalesce(best.first_position, ranked.position) as first_position,
        coalesce(best.last_position, ranked.position) as last_position,
        coalesce(best.agreement, 1) / question.word_count as phrase_share,
        ranked.relevance
        * (1 + 3 * power((coalesce(best.agreement, 1) - 1) / greatest(question.word_count - 1, 1), 2)) as score
    from ranked
    left join best on ranked.article_no = best.article_no
    cross join question
    qualify row_number() over (order by score desc, ranked.article_no) <= top
),

chunked as (
    select
        chosen.score,
        chosen.phrase_share,
        chosen.first_position + 1 as first_word,
        chosen.last_position + 1 as last_word,
        marts.article_id,
        marts.title,
        coalesce(marts.event_date, marts.published_date, marts.header_month) as article_date,
        regexp_extract_all(marts.text, '[^\p{L}\p{M}\p{N}]*[\p{L}\p{M}\p{N}]+') as chunks
    from chosen
    inner join search.articles as numbered on chosen.article_no = numbered.article_no
    inner join mart.articles as marts on numbered.article_id = marts.article_id
)

select
    row_number() over (order by score desc, article_id) as place,
    article_id,
    round(score, 3) as score,
    round(phrase_share, 3) as phrase_share,
    title,
    article_date,
    trim(regexp_replace(
        array_to_string(chunks[greatest(first_word - 10, 1):last_word + 15], ''), '\s+', ' ', 'g'
    )) as snippet,
    (
        length(array_to_string(chunks[:first_word], ''))
        - length(regexp_extract(chunks[first_word], '[\p{L}\p{M}\p{N}]+$'))
    )::integer as start_char,
    length(array_to_string(chunks[:last_word], ''))::integer as end_char
from chunked
order by score desc, article_id;

comment on macro table mart.search is
'Articles that a phrase finds, best first: mart.search(phrase, top := 20). Words spelled as asked count more than words that are the same without diacritics, words that stand together as asked count more than scattered ones. start_char and end_char are the best match in mart.articles.text.';
