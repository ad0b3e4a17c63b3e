-- Which reports were reprinted by how many papers, and who had them first?
-- Look at copies: every other paper of the group, with how long the original is; an analyst counts
-- is_original articles only.

select
    originals.article_id as original_article_id,
    coalesce(originals.event_date, originals.published_date, originals.header_month) as original_date,
    coalesce(originals.agency, originals.author) as credited_to,
    originals.title,
    count(*) - 1 as copies,
    list(copies.article_id order by copies.article_id)
    filter (where copies.article_id <> originals.article_id) as copy_article_ids
from mart.articles as copies
inner join mart.articles as originals on copies.original_article_id = originals.article_id
where copies.copy_group_id is not null
group by all
order by copies desc, original_article_id asc
