"""What must hold in the articles as loaded: `raw.articles`, `raw.blocks`, `raw.dates`.

In: the run's context. Out: three suites. They keep the first promise where it begins: the text is
normalised as DESIGN section 2 says, its identity is its own hash, and every span in it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.checks import (
    Suite,
    between,
    columns_have_types,
    in_set,
    matches,
    no_row_where,
    no_rows,
    not_after,
    not_blank,
    not_null,
    refers_to,
    rows_of,
    touched_rows,
    unique,
    unique_together,
)
from expectations.spans import span_equals, spans_do_not_overlap, with_characters
from expectations.suites.context import volume
from expectations.suites.ledger import ENCODING

if TYPE_CHECKING:
    from expectations.suites.context import SuiteContext

#: What UTF-8 becomes when read as Windows-1252 or Latin-1: no Vietnamese word holds these pairs.
MOJIBAKE = "áº|á»|Ä‘|Ä\u0090|Æ°|Æ¡|Ã[\u0080-\u00bf]|â€|Â[\u00a0-\u00bf]"
#: What TCVN3 and VNI bytes become: a sign between small letters.
UNDECODED = "[a-z][µ¸¶·¹¨©ª«¬®¾»¼½][a-z]"
COMBINING = "[\u0300-\u036f]"
#: What no text has that went through the steps: CR, NUL, the Icelandic letters and U+FFFD.
STRAY = "[\\r\\x00Ðð]"
LOST = "\ufffd"
#: Any of them. Every text is searched for all at once; few are then looked at one by one.
SUSPECT = "|".join((MOJIBAKE, UNDECODED, COMBINING, STRAY, LOST))

BLOCK_KINDS = ("header", "title", "lead", "paragraph", "caption", "byline", "placeholder")
DATE_KINDS = ("header", "event", "period", "comparison_base", "other")


def suites(context: SuiteContext) -> tuple[Suite, ...]:
    """Return the suites of the loaded articles."""
    return (_articles(context), _blocks(), _dates())


def in_suspect_texts(condition: str) -> str:
    """Return SQL for `condition`, which only a text that `SUSPECT` matches can meet."""
    # A case and not an `and`: all these conditions share the search, which is made once a text.
    return f"case when regexp_matches(text, '{SUSPECT}') then {condition} else false end"


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
            no_row_where(
                "article_id_is_hash_of_text",
                "article_id is the first 16 hex digits of the text's sha256.",
                "article_id <> substr(sha256(text), 1, 16)",
                column="article_id",
            ),
            not_null("text"),
            not_blank("text"),
            no_row_where(
                "text_is_composed",
                "The text is in Unicode's composed form (NFC).",
                in_suspect_texts("nfc_normalize(text) <> text"),
                column="text",
            ),
            no_row_where(
                "text_has_no_stray_characters",
                "No carriage return, NUL or Icelandic Ð is left in the text.",
                in_suspect_texts(f"regexp_matches(text, '{STRAY}')"),
                column="text",
            ),
            no_row_where(
                "text_begins_without_byte_order_mark",
                "No text begins with a byte order mark; sources that put several there exist.",
                "starts_with(text, '\ufeff')",
                "warn",
                "text",
            ),
            no_row_where(
                "text_is_not_mojibake",
                "No text is garbled throughout (UTF-8 once read as Windows-1252 or Latin-1).",
                in_suspect_texts(
                    f"len(regexp_extract_all(text, '{MOJIBAKE}')) > 5 + length(text) // 200"
                ),
                column="text",
            ),
            no_row_where(
                "text_has_no_mojibake",
                "No passage of a text is garbled.",
                in_suspect_texts(f"regexp_matches(text, '{MOJIBAKE}')"),
                "warn",
                "text",
            ),
            no_row_where(
                "text_is_decoded",
                "No text is left in the letters of an old Vietnamese font.",
                in_suspect_texts(
                    f"len(regexp_extract_all(text, '{UNDECODED}')) > 5 + length(text) // 100"
                ),
                column="text",
            ),
            no_row_where(
                "text_has_no_replacement_characters",
                "No letter was lost to U+FFFD on the way.",
                in_suspect_texts(f"contains(text, '{LOST}')"),
                "warn",
                "text",
            ),
            # A title that the source gives beside the text need not stand in the text.
            span_equals(
                "title",
                "title_start_char",
                "title_end_char",
                unless="coalesce(title_basis = 'source', false) and title_start_char is null",
            ),
            no_row_where(
                "spans_lie_within_text",
                "Spans of lead, date and province lie within the text.",
                """not coalesce(lead_start_char between 0 and lead_end_char, true)
                    or lead_end_char > length(text)
                    or not coalesce(event_date_start_char between 0 and event_date_end_char, true)
                    or event_date_end_char > length(text)
                    or not coalesce(province_start_char between 0 and province_end_char, true)
                    or province_end_char > length(text)""",
            ),
            no_row_where(
                "header_month_is_first_of_month",
                "header_month is the first day of its month.",
                "day(header_month) <> 1",
                column="header_month",
            ),
            in_set("event_date_precision", ("day", "month")),
            no_row_where(
                "event_date_has_precision_and_basis",
                "An event date says how exact it is and where it comes from; no date says neither.",
                """(event_date is null) <> (event_date_precision is null)
                    or (event_date is not null and event_date_basis is null)""",
                column="event_date",
            ),
            no_row_where(
                "event_date_is_plausible",
                "No event lies before 1900 or more than ten years ahead.",
                """event_date not between date '1900-01-01' and current_date + 3653""",
                column="event_date",
            ),
            not_null("photographers"),
            not_blank("author"),
            not_blank("title"),
            between("word_count", 1),
            no_row_where(
                "word_count_fits_text",
                "An article has no more words than its text has letters.",
                "word_count > length(text)",
                column="word_count",
            ),
            not_null("source_path"),
            matches("source_encoding", ENCODING, "source_encoding is one that Khotin reads."),
            not_null("rules_version"),
            refers_to("run_id", "quality.runs"),
            no_row_where(
                "loaded_at_not_in_future",
                "Nothing was loaded after now.",
                "loaded_at > now() + interval 5 minute",
                column="loaded_at",
                scope="table",
            ),
            volume(context, table, least=1),
        ),
        touched_rows(table),
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
                f"""with articles as (
                       select article_id, length(text) as length from {rows_of("raw.articles")}
                   ), edges as (
                       select article_id, -1 as block_index, 0 as start_char, 0 as end_char
                       from articles
                       union all
                       select article_id, block_index, start_char, end_char from {{batch}}
                       union all
                       select article_id, 2147483647, length, length from articles
                   ), gaps as (
                       select article_id, end_char as gap_start, lead(start_char) over (
                           partition by article_id order by block_index) as gap_end
                       from edges
                   ), open_gaps as (
                       select * from gaps where gap_end <> gap_start
                   )
                   select article_id from ({with_characters("open_gaps", "gap_start", "gap_end")})
                   where gap_end < gap_start
                      or not regexp_full_match(characters, '[\\s\\pZ\\pC]*')""",
                scope="rows",
            ),
        ),
        touched_rows("raw.blocks"),
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
        touched_rows("raw.dates"),
    )
