with articles as (

    select * from {{ ref('stg_articles') }}

),

final as (

    select
        article_id,
        title,
        title_basis,
        lead,
        text,
        header_month,
        published_date,
        published_date_basis,
        event_date,
        event_date_precision,
        event_date_basis,
        event_date_start_char,
        event_date_end_char,
        is_date_contradictory,
        author,
        author_basis,
        agency,
        is_collaborator,
        photographers,
        province_id,
        province_name,
        province_start_char,
        province_end_char,
        province_basis,
        word_count,
        source_path,
        source_encoding,
        rules_version,
        run_id,
        loaded_at
    from articles

)

select * from final
