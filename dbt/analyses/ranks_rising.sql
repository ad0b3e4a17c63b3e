-- Whose rank rose, and by when?
-- Look at the two dates: the promotion lies between the last day in the old rank and the first in the new.

select
    persons.name,
    persons.latest_post,
    earlier.rank as old_rank,
    earlier.last_seen_date as last_seen_in_old_rank,
    later.rank as new_rank,
    later.first_seen_date as first_seen_in_new_rank,
    later.first_mention_id
from mart.person_ranks as earlier
inner join mart.person_ranks as later
    on
        earlier.person_id = later.person_id
        and earlier.rank_order < later.rank_order
inner join mart.persons as persons on earlier.person_id = persons.person_id
qualify
    row_number() over (
        partition by earlier.person_id, later.rank_order order by earlier.rank_order desc
    ) = 1
order by first_seen_in_new_rank nulls last, persons.person_id
