with articles as (

    select * from {{ source('raw', 'articles') }}

),

source_files as (

    select * from {{ source('quality', 'source_files') }}

),

-- An article is live while a source holds it, or held it when it was last looked at. Of several files with
-- the same text the first path in order stands for it, whatever order they were loaded in.
live as (

    select
        article_id,
        min(path) as source_path,
        arg_min(encoding, path) as source_encoding
    from source_files
    where
        article_id is not null
        and status in ('accepted', 'duplicate', 'vanished')
    group by article_id

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
