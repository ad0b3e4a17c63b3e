-- What did this release add, change and remove, mart by mart?
-- Look at removed: a row that is gone was a fact yesterday; release.changes has its key.

select
    "table",
    count(*) filter (change = 'added') as added,
    count(*) filter (change = 'changed') as changed,
    count(*) filter (change = 'removed') as removed
from release.changes
group by all
order by "table"
