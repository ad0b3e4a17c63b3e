-- What the pipeline's Python steps hand to dbt. A table is keyed so that a rerun can replace exactly
-- the rows of the articles it recomputed. Spans are half-open code-point offsets into raw.articles.text.

create schema raw;
create schema quality;

create table quality.runs (
    run_id varchar primary key,
    started_at timestamptz not null,
    finished_at timestamptz,
    status varchar not null check (
        status in ('running', 'published', 'unchanged', 'failed', 'cancelled', 'crashed')
    ),
    files_read bigint,
    files_accepted bigint,
    files_duplicate bigint,
    files_unchanged bigint,
    files_rejected bigint,
    release varchar,
    error varchar
);

-- One row a document, as it stands now. A document in a container (archive, jsonl, parquet, csv)
-- carries the container's path, size and mtime, by which an unchanged container is not opened again.
create table quality.source_files (
    path varchar primary key,
    container_path varchar not null,
    size bigint not null,
    mtime timestamptz,
    sha256 varchar,
    encoding varchar,
    encoding_confidence double,
    repairs struct(repair varchar, count bigint)[],
    article_id varchar,
    status varchar not null check (status in ('accepted', 'duplicate', 'rejected', 'vanished')),
    first_seen_at timestamptz not null,
    run_id varchar not null
);

create table quality.source_containers (
    container_path varchar primary key,
    size bigint not null,
    mtime timestamptz,
    document_count bigint not null,
    run_id varchar not null
);

-- What a path held before: a changed, moved or vanished file leaves its old row here.
create table quality.source_file_history (
    path varchar not null,
    sha256 varchar,
    article_id varchar,
    status varchar not null,
    run_id varchar not null,
    superseded_as varchar not null check (
        superseded_as in ('changed', 'moved', 'vanished', 'pruned', 'replayed')
    ),
    superseded_at timestamptz not null,
    superseded_by_run_id varchar not null
);

create table quality.rejected_files (
    path varchar not null,
    sha256 varchar,
    reason_code varchar not null,
    reason varchar not null,
    quarantine_path varchar,
    run_id varchar not null
);

create table quality.check_results (
    run_id varchar not null,
    suite varchar not null,
    expectation varchar not null,
    "table" varchar not null,
    "column" varchar,
    success boolean not null,
    severity varchar not null check (severity in ('error', 'warn')),
    observed varchar,
    unexpected_count bigint
);

create table raw.articles (
    article_id varchar primary key,
    text varchar not null,
    title varchar,
    title_start_char integer,
    title_end_char integer,
    title_basis varchar,
    lead varchar,
    lead_start_char integer,
    lead_end_char integer,
    header_month date,
    published_date date,
    published_date_basis varchar,
    event_date date,
    event_date_precision varchar,
    event_date_basis varchar,
    event_date_start_char integer,
    event_date_end_char integer,
    is_date_contradictory boolean not null,
    author varchar,
    author_basis varchar,
    agency varchar,
    is_collaborator boolean,
    photographers varchar[] not null,
    province_id varchar,
    province_name varchar,
    province_start_char integer,
    province_end_char integer,
    province_basis varchar,
    word_count integer not null,
    source_path varchar not null,
    source_encoding varchar not null,
    source_title varchar,
    source_date varchar,
    source_author varchar,
    source_url varchar,
    rules_version varchar not null,
    run_id varchar not null,
    loaded_at timestamptz not null
);

create table raw.blocks (
    article_id varchar not null,
    block_index integer not null,
    kind varchar not null,
    start_char integer not null,
    end_char integer not null,
    primary key (article_id, block_index)
);

create table raw.dates (
    article_id varchar not null,
    start_char integer not null,
    end_char integer not null,
    surface varchar not null,
    kind varchar not null,
    start_date date,
    end_date date,
    "precision" varchar,
    basis varchar,
    primary key (article_id, start_char, end_char)
);

create table raw.person_mentions (
    mention_id varchar primary key,
    article_id varchar not null,
    name varchar not null,
    surface varchar not null,
    start_char integer not null,
    end_char integer not null,
    role varchar not null,
    is_short_form boolean not null,
    honorific varchar,
    rank varchar,
    rank_surface varchar,
    rank_start_char integer,
    rank_end_char integer,
    organisation varchar,
    branch varchar,
    province_id varchar,
    in_title boolean not null,
    in_caption boolean not null,
    sentence_start_char integer not null,
    sentence_end_char integer not null
);

create table raw.person_posts (
    mention_id varchar not null,
    post_index integer not null,
    article_id varchar not null,
    post varchar not null,
    post_normalised varchar not null,
    start_char integer not null,
    end_char integer not null,
    organisation varchar,
    branch varchar,
    province_id varchar,
    status varchar not null,
    status_date date,
    primary key (mention_id, post_index)
);

create table raw.metrics (
    metric_id varchar primary key,
    article_id varchar not null,
    start_char integer not null,
    end_char integer not null,
    surface varchar not null,
    phrase_start_char integer not null,
    phrase_end_char integer not null,
    value double,
    value_upper double,
    numerator double,
    denominator double,
    ratio_kind varchar,
    unit varchar,
    unit_kind varchar not null,
    qualifier varchar not null,
    qualifier_surface varchar,
    direction varchar not null,
    subject_start_char integer,
    subject_end_char integer,
    comparison_base varchar,
    comparison_start_date date,
    comparison_end_date date,
    period_label varchar,
    period_start date,
    period_end date,
    period_basis varchar,
    organisation varchar,
    province_id varchar,
    sentence_start_char integer not null,
    sentence_end_char integer not null,
    group_id varchar,
    is_consistent boolean
);

create table raw.non_metric_numbers (
    article_id varchar not null,
    start_char integer not null,
    end_char integer not null,
    surface varchar not null,
    kind varchar not null,
    primary key (article_id, start_char)
);

-- A few hashes of word runs an article, by which reprints are found.
create table raw.article_sketches (
    article_id varchar not null,
    shingle ubigint not null
);

-- What the marts of this file were made from. Marts made by other models than those of the code that
-- runs, or a file that was written by hand, mean that all is built anew (is_whole_stale); otherwise
-- only the articles that were loaded, renewed or retired since the last build are.
create table raw.build_state (
    is_dirty boolean not null,
    is_whole_stale boolean not null,
    models_version varchar
);

insert into raw.build_state values (true, true, null);

create table raw.touched_articles (
    article_id varchar primary key
);
