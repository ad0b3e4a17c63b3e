-- An id is promised to analysts once it is published, so changes of ids are told against what was
-- published last, not against a build that a check held back.
create table raw.published_person_ids (
    mention_id varchar not null,
    person_id varchar not null
);

create table raw.published_person_id_changes (
    old_person_id varchar not null,
    new_person_id varchar not null,
    mention_count bigint not null
);
