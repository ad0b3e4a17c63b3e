{{
    config(
        materialized='incremental',
        pre_hook='{{ forget_touched() }}'
    )
}}

with posts as (

    select * from {{ ref('stg_person_posts') }}
    where {{ is_touched() }}

),

levelled as (

    select
        article_id,
        name_key,
        province_id,
        -- One body, whether or not its province is said after it, in full or abbreviated.
        regexp_replace(
            regexp_replace(
                replace(
                    replace(replace(lower(organisation), ' vn', ' việt nam'), 'bv ', 'bệnh viện '),
                    'q.',
                    'quận '
                ),
                ',? (tỉnh|thành phố|tp\.?) ?[^,]*$',
                ''
            ),
            '^bhxh',
            'bảo hiểm xã hội'
        ) as said_key,
        -- Education and training is one department, in full, abbreviated or by its first half.
        regexp_replace(said_key, 'giáo dục (và|&|-) đào tạo|gd ?(-|&|và)? ?đt', 'giáo dục', 'g')
            as schooled_key,
        -- `Cục trưởng Chống tham nhũng` heads the `Cục Phòng, chống tham nhũng`.
        regexp_replace(
            regexp_replace(
                -- `Quản lý và Điều hành` is also written without its joint.
                replace(replace(schooled_key, ' và ', ' '), ' & ', ' '),
                'phòng,? chống ',
                'chống '
            ),
            '^(cục|vụ) ',
            ''
        ) as organisation_key,
        case
            when branch in ('party', 'government', 'legislature', 'front', 'state') then 'civil'
            else coalesce(branch, 'civil')
        end as branch_group,
        regexp_matches(
            lower(post_normalised),
            '^(quyền )?((phó )?thủ tướng|(phó )?chủ tịch nước|(phó )?chủ tịch (thường trực )?quốc hội'
            || '|tổng bí thư'
            || '|ủy viên (dự khuyết )?(trung ương|bộ chính trị|ban bí thư)'
            || '|ủy viên (dự khuyết )?(ban chấp hành|bch) trung ương'
            || '|bộ trưởng|thứ trưởng|bí thư trung ương|thường trực ban bí thư|trưởng ban .* trung ương'
            || '|(phó )?tổng thống|(tổng )?thống đốc)'
        ) and province_id is null as is_national,
        regexp_matches(
            lower(organisation), '(^| )(huyện|quận|thị xã|xã|phường|thị trấn|huyện ủy|quận ủy|thị ủy)( |$)'
        )
            as is_below_province,
        regexp_matches(
            lower(organisation),
            '(^| )(tỉnh ủy|thành ủy|tỉnh|thành phố|tp[a-z.]*|sở|tỉnh đoàn|thành đoàn|catp)( |$)'
            || '|^(ubnd|ubdn|hđnd|công an|đoàn đbqh) '
        )
            as is_provincial
    from posts

),

-- A seat is what tells namesakes apart: the country's leadership, a branch of a province, or one body.
seated as (

    select
        article_id,
        name_key,
        province_id,
        is_national,
        case
            when is_national then 'national'
            when is_provincial and not is_below_province and province_id is not null
                then 'province:' || province_id || ':' || branch_group
            -- "Công an tỉnh" of an article that names no province is not one body.
            when organisation_key is null or (is_provincial and province_id is null) then null
            else 'organisation:' || coalesce(province_id, '') || ':' || organisation_key
        end as seat_key
    from levelled

),

final as (

    select
        article_id,
        name_key,
        seat_key,
        bool_or(is_national) as is_national,
        min(province_id) as province_id
    from seated
    where seat_key is not null
    group by article_id, name_key, seat_key

)

select * from final
