"""What must hold in the articles as loaded: `raw.articles`, `raw.blocks`, `raw.dates`.

In: the run's context. Out: three suites. They keep the first promise where it begins: the text is
normalised as DESIGN section 2 says, its identity is its own hash, and every span in it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.checks import (
    Suite,
    between,
    characters,
    columns_have_types,
    in_set,
    joined_text,
    matches,
    no_rows,
    not_after,
    not_blank,
    not_null,
    refers_to,
    span_equals,
    spans_do_not_overlap,
    unique,
    unique_together,
)
from expectations.suites.context import volume
from expectations.suites.ledger import ENCODING

if TYPE_CHECKING:
    from expectations.suites.context import SuiteContext

#: What UTF-8 becomes when read as Windows-1252 or Latin-1: no Vietnamese word holds these pairs.
MOJIBAKE = "áº|á»|Ä‘|Ä\u0090|Æ°|Æ¡|Ã[\u0080-\u00bf]|â€|Â[\u00a0-\u00bf]"
#: What TCVN3 and VNI bytes become: a sign between small letters.
UNDECODED = "[a-z][µ¸¶·¹¨©ª«¬®¾»¼½][a-z]"

BLOCK_KINDS = ("header", "title", "lead", "paragraph", "caption", "byline", "placeholder")
DATE_KINDS = ("header", "event", "period", "comparison_base", "other")


def suites(context: SuiteContext) -> tuple[Suite, ...]:
    """Return the suites of the loaded articles."""
    return (_articles(context), _blocks(), _dates())


def _articles(context: SuiteContext) -> Suite:
    table = "raw.articles"
    return Suite(
        table,
        (
            columns_have_types(
                table,
                {
                    "article_id": "VARCHAR",
                    "text": "VARCHAR",
                    "header_month": "DATE",
                    "event_date": "DATE",
                    "is_collaborator": "BOOLEAN",
                    "photographers": "VARCHAR[]",
                    "word_count": "INTEGER",
                    "loaded_at": "TIMESTAMP WITH TIME ZONE",
                },
            ),
            not_null("article_id"),
            unique("article_id"),
            matches("article_id", "[0-9a-f]{16}", "article_id is 16 hex digits."),
            no_rows(
                "article_id_is_hash_of_text",
                "article_id is the first 16 hex digits of the text's sha256.",
                "select article_id from {batch} where article_id <> substr(sha256(text), 1, 16)",
                column="article_id",
            ),
            not_null("text"),
            not_blank("text"),
            no_rows(
                "text_is_composed",
                "The text is in Unicode's composed form (NFC).",
                # A case and not an `and`: composing is slow, and few texts have a combining mark.
                """select article_id from {batch}
                    where case when regexp_matches(text, '[\u0300-\u036f]')
                        then nfc_normalize(text) <> text else false end""",
                column="text",
            ),
            no_rows(
                "text_has_no_stray_characters",
                "No carriage return, NUL or Icelandic Ð is left in the text.",
                """select article_id from {batch} where contains(text, chr(13))
                    or contains(text, chr(0)) or contains(text, 'Ð') or contains(text, 'ð')""",
                column="text",
            ),
            no_rows(
                "text_begins_without_byte_order_mark",
                "No text begins with a byte order mark; sources that put several there exist.",
                "select article_id from {batch} where starts_with(text, '\ufeff')",
                "warn",
                "text",
            ),
            no_rows(
                "text_is_not_mojibake",
                "No text is garbled throughout (UTF-8 once read as Windows-1252 or Latin-1).",
                f"""select article_id from {{batch}}
                    where len(regexp_extract_all(text, '{MOJIBAKE}')) > 5 + length(text) // 200""",
                column="text",
            ),
            no_rows(
                "text_has_no_mojibake",
                "No passage of a text is garbled.",
                f"select article_id from {{batch}} where regexp_matches(text, '{MOJIBAKE}')",
                "warn",
                "text",
            ),
            no_rows(
                "text_is_decoded",
                "No text is left in the letters of an old Vietnamese font.",
                f"""select article_id from {{batch}}
                    where len(regexp_extract_all(text, '{UNDECODED}')) > 5 + length(text) // 100""",
                column="text",
            ),
            no_rows(
                "text_has_no_replacement_characters",
                "No letter was lost to U+FFFD on the way.",
                "select article_id from {batch} where contains(text, '\ufffd')",
                "warn",
                "text",
            ),
            # A title that the source gives beside the text need not stand in the text.
            span_equals(
                "title",
                "title_start_char",
                "title_end_char",
                unless="""coalesce(here.title_basis = 'source', false)
                    and here.title_start_char is null""",
            ),
            no_rows(
                "spans_lie_within_text",
                "Spans of lead, date and province lie within the text.",
                """select article_id from {batch} where
                    not coalesce(lead_start_char between 0 and lead_end_char, true)
                    or lead_end_char > length(text)
                    or not coalesce(event_date_start_char between 0 and event_date_end_char, true)
                    or event_date_end_char > length(text)
                    or not coalesce(province_start_char between 0 and province_end_char, true)
                    or province_end_char > length(text)""",
            ),
            no_rows(
                "header_month_is_first_of_month",
                "header_month is the first day of its month.",
                "select header_month from {batch} where day(header_month) <> 1",
                column="header_month",
            ),
            in_set("event_date_precision", ("day", "month")),
            no_rows(
                "event_date_has_precision_and_basis",
                "An event date says how exact it is and where it comes from; no date says neither.",
                """select article_id from {batch} where
                    (event_date is null) <> (event_date_precision is null)
                    or (event_date is not null and event_date_basis is null)""",
                column="event_date",
            ),
            no_rows(
                "event_date_is_plausible",
                "No event lies before 1900 or more than ten years ahead.",
                """select event_date from {batch}
                    where event_date not between date '1900-01-01' and current_date + 3653""",
                column="event_date",
            ),
            not_null("photographers"),
            not_blank("author"),
            not_blank("title"),
            between("word_count", 1),
            no_rows(
                "word_count_fits_text",
                "An article has no more words than its text has letters.",
                "select word_count from {batch} where word_count > length(text)",
                column="word_count",
            ),
            not_null("source_path"),
            matches("source_encoding", ENCODING, "source_encoding is one that Khotin reads."),
            not_null("rules_version"),
            refers_to("run_id", "quality.runs"),
            no_rows(
                "loaded_at_not_in_future",
                "Nothing was loaded after now.",
                "select loaded_at from {batch} where loaded_at > now() + interval 5 minute",
                column="loaded_at",
            ),
            volume(context, table, least=1),
        ),
    )


def _blocks() -> Suite:
    return Suite(
        "raw.blocks",
        (
            unique_together("article_id", "block_index"),
            refers_to("article_id", "raw.articles"),
            in_set("kind", BLOCK_KINDS),
            between("start_char", 0),
            no_rows(
                "blocks_cover_text",
                "The blocks of an article follow each other without overlap and cover all that is "
                "not blank.",
                f"""with edges as (
                       select article_id, -1 as block_index, 0 as start_char, 0 as end_char
                       from raw.articles
                       union all
                       select article_id, block_index, start_char, end_char from {{batch}}
                       union all
                       select article_id, 2147483647, length(text), length(text)
                       from raw.articles
                   ), gaps as (
                       select article_id, end_char as gap_start, lead(start_char) over (
                           partition by article_id order by block_index) as gap_end
                       from edges
                   )
                   select gaps.article_id from gaps
                   {joined_text("gaps", "gap_start")}
                   where gap_end < gap_start
                      or (gap_end > gap_start and not regexp_full_match(
                          {characters("gap_start", "gap_end")}, '[\\s\\pZ\\pC]*'))""",
            ),
        ),
    )


def _dates() -> Suite:
    return Suite(
        "raw.dates",
        (
            unique_together("article_id", "start_char", "end_char"),
            refers_to("article_id", "raw.articles"),
            span_equals(),
            in_set("kind", DATE_KINDS),
            not_after("start_date", "end_date"),
            spans_do_not_overlap("warn"),
        ),
    )
