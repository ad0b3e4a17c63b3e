"""Precision, recall and F1 of persons against gold annotated by reading.

In come gold files (seeds.json or tests/gold/people/*/*.json) and the frames that the extraction
made of the same articles, out come one `Score` a measure and the list of what differs.

Measures, all micro-averaged and exact: `persons` (article, full name case folded), `mentions`
(article, span), `ranks` (mention, rank), `posts` (mention, post normalised; spelling of `TP`
and case apart), `posts_written` (mention, span of the post), `roles` (article, name, role),
`organisations` (mention, main organisation).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from flows.extract.people import People

MEASURES = (
    "persons", "mentions", "ranks", "posts", "posts_written", "roles", "organisations"
)  # fmt: skip
_CITY = re.compile(r"\b(?:tp\.? ?|thành phố )")


@dataclass
class Score:
    """Counts of one measure."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)

    def add(self, file: str, found: set[Any], wanted: set[Any]) -> None:
        """Count one article."""
        self.right += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)
        self.missed += [f"{file}: {item}" for item in sorted(wanted - found, key=str)]
        self.invented += [f"{file}: {item}" for item in sorted(found - wanted, key=str)]

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found; 1 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.found + self.wanted
        return 2 * self.right / total if total else 1.0


def _plain(post: str) -> str:
    """A normalised post without what the spelling of `TP` and capitals may vary."""
    return _CITY.sub("tp ", re.sub(r"\s+", " ", post.casefold())).replace("tphcm", "tp hcm")


def _seed_mention(person: dict[str, Any], mention: dict[str, Any]) -> dict[str, Any]:
    posts = [
        {"post": post, "post_norm": whole, "start": span[0], "end": span[1]}
        for post, whole, span in zip(
            mention["posts"], mention["posts_norm"], mention["posts_spans"], strict=True
        )
    ]
    return {**mention, "posts": posts, "role": mention["role"], "name": person["name"]}


def read_gold(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Persons by file name, of seeds.json or of one annotated article."""
    data = json.loads(path.read_text(encoding="utf-8"))
    if "articles" in data:
        return {
            article["file"]: [
                {
                    "name": person["name"],
                    "role": person["mentions"][0]["role"],
                    "mentions": [_seed_mention(person, m) for m in person["mentions"]],
                }
                for person in article["persons"]
            ]
            for article in data["articles"]
        }
    return {data["file"]: data["persons"]}


def _wanted(persons: list[dict[str, Any]]) -> dict[str, set[Any]]:
    wanted: dict[str, set[Any]] = {measure: set() for measure in MEASURES}
    for person in persons:
        name = person["name"].casefold()
        wanted["persons"].add(name)
        wanted["roles"].add((name, person["role"]))
        for mention in person["mentions"]:
            span = (mention["start"], mention["end"])
            wanted["mentions"].add((*span, mention["surface"]))
            if mention.get("rank"):
                wanted["ranks"].add((*span, mention["rank"]))
            if mention.get("org"):
                wanted["organisations"].add((*span, _plain(mention["org"])))
            for post in mention.get("posts", []):
                wanted["posts"].add((*span, _plain(post["post_norm"])))
                wanted["posts_written"].add((*span, post["start"], post["end"]))
    return wanted


def _found(mentions: pl.DataFrame, posts: pl.DataFrame) -> dict[str, set[Any]]:
    found: dict[str, set[Any]] = {measure: set() for measure in MEASURES}
    spans: dict[str, tuple[int, int]] = {}
    roles: dict[str, list[str]] = {}
    for row in mentions.iter_rows(named=True):
        span = (row["start_char"], row["end_char"])
        spans[row["mention_id"]] = span
        name = row["name"].casefold()
        found["persons"].add(name)
        roles.setdefault(name, []).append(row["role"])
        found["mentions"].add((*span, row["surface"]))
        if row["rank"]:
            found["ranks"].add((*span, row["rank"]))
        if row["organisation"]:
            found["organisations"].add((*span, _plain(row["organisation"])))
    order = ("official", "author", "photographer", "other")
    for name, given in roles.items():
        found["roles"].add((name, min(given, key=order.index)))
    for row in posts.iter_rows(named=True):
        span = spans[row["mention_id"]]
        found["posts"].add((*span, _plain(row["post_normalised"])))
        found["posts_written"].add((*span, row["start_char"], row["end_char"]))
    return found


def score(gold: Iterable[Path], people: People, article_ids: dict[str, str]) -> dict[str, Score]:
    """Scores of all measures.

    Args:
        gold: gold files.
        people: frames of the extraction.
        article_ids: article_id by file name; every file of the gold must be there.

    Returns:
        One score for each of `MEASURES`.
    """
    scores = {measure: Score() for measure in MEASURES}
    for path in gold:
        for file, persons in read_gold(path).items():
            chosen = pl.col("article_id") == article_ids[file]
            wanted = _wanted(persons)
            found = _found(people.mentions.filter(chosen), people.posts.filter(chosen))
            for measure, one in scores.items():
                one.add(file, found[measure], wanted[measure])
    return scores


def table(scores: dict[str, Score]) -> str:
    """The scores as text, one line a measure."""
    lines = [f"{'measure':<15}{'P':>7}{'R':>7}{'F1':>7}{'wanted':>8}"]
    for name, one in scores.items():
        lines.append(
            f"{name:<15}{one.precision:>7.3f}{one.recall:>7.3f}{one.f1:>7.3f}{one.wanted:>8}"
        )
    return "\n".join(lines)
