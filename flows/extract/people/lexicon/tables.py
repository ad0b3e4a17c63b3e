"""Tables of `seeds/reference` about people, made ready for the lexicon.

In come the tables as they are read, out come their columns keyed by lower-case words in matching
form, and the indexes by first or last word that rules look entries up with.
"""

from __future__ import annotations

import re
from functools import cache

from flows.extract.remembered import remembered
from flows.extract.vocabulary import load
from flows.normalize.matching import fold_case, match_form

_TERRITORIES = frozenset(
    {"xã", "phường", "huyện", "quận", "trấn", "tx", "tp", "phố", "tỉnh", "thôn", "ấp", "bang"}
)


# What names of companies and works end with, some of which begin others.
LAST_WORD = "last_word"

# How the press writes the dash of a name (`Kế hoạch- Đầu tư`).
_DASHES = (" - ", "- ", " -", "-", " – ", "–")


@remembered(200_000)
def key(text: str) -> str:
    """Form of a vocabulary entry or of a stretch of text under which it is looked up."""
    return fold_case(match_form(text))


def column(table: str, column: str = "written") -> list[str]:
    """A column of a table, each entry as its key."""
    return [key(value) for value in load(table)[column].to_list()]


def post_words(kind: str) -> list[str]:
    """The words about posts of one kind."""
    table = load("post_words")
    return [key(word) for word in table.filter(table["kind"] == kind)["written"]]


def honorific_kinds() -> dict[str, str]:
    """Title before a name -> its kind."""
    return dict(zip(column("honorifics"), load("honorifics")["kind"].to_list(), strict=True))


def province_ids() -> dict[str, str]:
    """Name of a province, in any of its forms -> the province."""
    aliases = load("province_aliases")
    return dict(zip(column("province_aliases", "alias"), aliases["province_id"], strict=True))


@cache
def excluded_kinds() -> dict[str, str]:
    """What looks like a person's name and is none -> what it is."""
    table = load("not_persons")
    entries = table.filter(table["kind"] != LAST_WORD).select("written", "kind").rows()
    return {key(word): kind for word, kind in entries}


def excluded(*kinds: str) -> frozenset[str]:
    """What looks like a person's name and is one of some kinds of things."""
    return frozenset(entry for entry, kind in excluded_kinds().items() if kind in kinds)


def longest(entries: list[str]) -> dict[str, int]:
    """First word -> how many words the longest entry with it has."""
    longest: dict[str, int] = {}
    for entry in entries:
        words = entry.split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def composites() -> dict[str, list[str]]:
    """First word -> names of several words and marks that begin with it, longest first."""
    by_first: dict[str, list[str]] = {}
    for name in column("composite_organisations"):
        for dash in _DASHES if " - " in name else (" - ",):
            entry = name.replace(" - ", dash)
            by_first.setdefault(re.split(r"[ ,-]", entry, maxsplit=1)[0], []).append(entry)
    return {first: sorted(entries, key=len, reverse=True) for first, entries in by_first.items()}


def seconds(entries: list[str]) -> dict[str, frozenset[str]]:
    """First word -> second words of heads."""
    starts: dict[str, set[str]] = {}
    for entry in entries:
        words = entry.split()
        if len(words) > 1:
            starts.setdefault(words[0], set()).add(words[1])
    return {first: frozenset(seconds) for first, seconds in starts.items()}


def triggers(
    honorifics: dict[str, str],
    rank_keys: list[str],
    branches: dict[str, str | None],
    place_words: list[str],
) -> dict[str, list[tuple[str, str]]]:
    """Last word -> entries that end with it and their kind, longest first."""
    kinds = {**dict.fromkeys(place_words, "place"), "ở": "placing", "tại": "placing"}
    kinds |= dict.fromkeys(post_words("no_place"), "")
    for entry, branch in branches.items():
        if entry.rsplit(" ", 1)[-1] in _TERRITORIES:
            # `Trưởng Công an xã Phước An`: what follows is the commune.
            continue
        kinds[entry] = "ruler" if branch in {"state", "government"} else "post"
    kinds |= dict.fromkeys(column("party_committees", "committee"), "post")
    kinds |= dict.fromkeys(rank_keys, "rank")
    kinds |= honorifics
    by_last: dict[str, list[tuple[str, str]]] = {}
    for entry in sorted(kinds, key=lambda entry: (-len(entry), entry)):
        by_last.setdefault(entry.rsplit(" ", 1)[-1], []).append((entry, kinds[entry]))
    return by_last


def longer(countries: list[str], honorifics: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """A country called short (`nhật`) -> its full names; not of one that is a title too (`anh`)."""
    found: dict[str, tuple[str, ...]] = {}
    for short in countries:
        names = tuple(name for name in countries if name.startswith(f"{short} "))
        if names and short not in honorifics:
            found[short] = names
    return found
