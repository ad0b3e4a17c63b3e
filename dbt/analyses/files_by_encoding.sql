-- In which encodings did the files arrive, and what had to be mended?
-- Look at repairs: mojibake and d_stroke are other people's damage, undone; a low confidence wants a look
-- at the text.

with mended as (
    select
        path,
        unnest(repairs).repair as repair
    from quality.source_files
)

select
    files.encoding,
    count(distinct files.path) as files,
    min(files.encoding_confidence) as lowest_confidence,
    list(distinct mended.repair order by mended.repair) filter (mended.repair is not null) as repairs
from quality.source_files as files
left join mended on files.path = mended.path
group by files.encoding
order by files desc, files.encoding asc
