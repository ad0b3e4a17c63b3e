-- Which two persons may be one, so that a human should judge?
-- Look at both evidences, then write same or different into seeds/reference/person_judgements.csv with the
-- two mention_ids.

select
    name_a,
    name_b,
    reason,
    evidence_a,
    evidence_b,
    mention_id_a,
    mention_id_b,
    mention_count
from mart.doubtful_person_pairs
order by mention_count desc, person_id_a asc, person_id_b asc
