-- Under which names, spellings and abbreviations does the press write a province, and which were its
-- districts?
-- Look at is_ambiguous: such a word names the province only with evidence beside it.

with asked as (

    select 'thanh-hoa' as province_id

)

select
    aliases.alias,
    aliases.kind,
    aliases.is_ambiguous,
    aliases.ambiguous_with
from mart.province_aliases as aliases
inner join asked on aliases.province_id = asked.province_id

union all

select
    districts.kind || ' ' || districts.name as alias,
    'district' as kind,
    not districts.is_unique as is_ambiguous,
    null as ambiguous_with
from mart.districts as districts
inner join asked on districts.province_id = asked.province_id
order by kind desc, alias asc
