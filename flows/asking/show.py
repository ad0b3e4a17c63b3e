"""Shows one article with its persons and figures marked: in the terminal, or as a page.

In: the id of a published article. Out: the text, letter by letter, with every span that the marts
hold coloured in it, and below it who and what they are. The page is the report's, so that a span
looks the same in both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.asking.desk import shown
from flows.report import content
from flows.report.highlight import Mark, cut
from flows.report.pages import article_html, number

if TYPE_CHECKING:
    import duckdb

    from flows.report.query import Row
    from flows.settings import Home

STYLES = {"person": "bold cyan", "figure": "bold green", "doubt": "bold red underline"}


class UnknownArticleError(Exception):
    """No article of the published file has the id; the message says how to find one."""


def article_page(home: Home, article_id: str) -> str:
    """The article as a page of HTML that stands alone and asks nothing of the network.

    Raises:
        WarehouseError: nothing is published.
        UnknownArticleError: there is no such article.
    """
    with home.open() as connection:
        article = _article(connection, article_id)
        return article_html(connection, article, _lines(article["text"]), article["run_id"])


def print_article(home: Home, article_id: str, console: Console | None = None) -> None:
    """Print the article with its persons and figures highlighted, and a table of each.

    Raises:
        WarehouseError: nothing is published.
        UnknownArticleError: there is no such article.
    """
    console = console or Console()
    with home.open() as connection:
        article = _article(connection, article_id)
        mentions = content.mentions(connection, [article["article_id"]]).rows
        figures = content.figures(connection, [article["article_id"]]).rows
    console.print(shown(article["title"] or "(no title)"), style="bold", soft_wrap=True)
    console.print(_facts(article), style="dim", soft_wrap=True)
    console.print(marked(article["text"], mentions, figures), soft_wrap=True)
    console.print(_persons(mentions))
    console.print(_figures(figures))


def marked(text: str, mentions: list[Row], figures: list[Row]) -> Text:
    """The text with its spans styled; control characters are shown, never sent."""
    marks = [Mark(row["start_char"], row["end_char"], "person", "") for row in mentions]
    marks += [
        Mark(
            row["start_char"],
            row["end_char"],
            "doubt" if row["is_consistent"] is False else "figure",
            "",
        )
        for row in figures
    ]
    styled = Text()
    for piece in cut(text, marks):
        styled.append(shown(piece.text).plain, STYLES[piece.mark.kind] if piece.mark else None)
    return styled


def _article(connection: duckdb.DuckDBPyConnection, article_id: str) -> dict[str, Any]:
    """The row of the article whose id begins so, if exactly one does."""
    found: list[dict[str, Any]] = []
    if re.fullmatch(r"[0-9a-f]{4,16}", article_id):
        found = (
            connection.execute(
                """
                select article_id, title, text, false as is_cut, author, province_name,
                    header_month, event_date, event_date_precision, source_path,
                    source_encoding, word_count, run_id
                from mart.articles where starts_with(article_id, $id) limit 2
                """,
                {"id": article_id},
            )
            .pl()
            .to_dicts()
        )
    if len(found) == 1:
        return found[0]
    raise UnknownArticleError(
        f"{article_id!r} is the beginning of several article ids: give more of it."
        if found
        else f"No article of the published file has the id {article_id!r}. To find one: "
        "khotin query \"select article_id, title from mart.search('words of it')\"."
    )


def _lines(text: str) -> list[Row]:
    return [
        {"kind": "paragraph", "start_char": line.start(), "end_char": line.end()}
        for line in re.finditer(r"[^\n]+", text)
        if line[0].strip()
    ]


def _facts(article: Row) -> Text:
    day = article["event_date"] or article["header_month"]
    parts = [article["article_id"], day, article["province_name"], article["author"]]
    parts += [article["source_encoding"], article["source_path"]]
    return Text(" · ").join(shown(part) for part in parts if part)


def _persons(mentions: list[Row]) -> Table:
    table = Table("as written", "person", "rank", "posts", "role", "characters", title="Persons")
    for row in mentions:
        table.add_row(
            *map(shown, (row["surface"], row["name"], row["rank"])),
            shown("; ".join(row["posts"] or ())),
            shown(row["role"]),
            f"{row['start_char']}-{row['end_char']}",
        )
    return table


def _figures(figures: list[Row]) -> Table:
    table = Table("as written", "value", "unit", "reading", "period", "characters", title="Figures")
    for row in figures:
        reading = [row["qualifier"], row["direction"] if row["direction"] != "none" else None]
        reading.append("disagrees with its own numbers" if row["is_consistent"] is False else None)
        table.add_row(
            shown(row["surface"]),
            number(row["value"]),
            shown(row["unit"]),
            shown(", ".join(part for part in reading if part)),
            shown(row["period_label"]),
            f"{row['start_char']}-{row['end_char']}",
        )
    return table
