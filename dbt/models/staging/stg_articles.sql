with articles as (

    select * from {{ source('raw', 'articles') }}

),

source_files as (

    select * from {{ source('quality', 'source_files') }}

),

-- Joined, not listed in a condition, of which DuckDB takes few files to be live and so few facts to be left:
-- a join of those to a small table then holds the facts in memory, and mixes up their order.
live_statuses (status) as (

    values ('accepted'), ('duplicate'), ('vanished')

),

-- An article is live while a source holds it, or held it when it was last looked at. Of several files with
-- the same text the first path in order stands for it, whatever order they were loaded in.
live as (

    select
        source_files.article_id,
        min(source_files.path) as source_path,
        arg_min(source_files.encoding, source_files.path) as source_encoding
    from source_files
    inner join live_statuses on source_files.status = live_statuses.status
    where source_files.article_id is not null
    group by source_files.article_id

),

final as (

    select
        articles.* exclude (source_path, source_encoding),  -- noqa: RF02
        live.source_path,
        live.source_encoding
    from articles
    inner join live on articles.article_id = live.article_id

)

select * from final
