-- Which files could not be read, and why?
-- Look at reason: it says what to do; `khotin replay` takes the file in again once that is done.

select
    reason_code,
    count(*) as files,
    min(reason) as one_reason
from quality.rejected_files
group by all
order by files desc, reason_code asc
