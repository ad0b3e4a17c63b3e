"""What a byline says: the names, agencies and marks that one candidate consists of.

In comes a short stretch of text in matching form, out comes what it says of who made the article,
or None if any part of it is no name and no agency. A byline may name two authors, an agency, or
nobody (`PV`). Names are kept as written (`HỒNG HÀ`, `T.SỸ`); which words are agencies is data in
`agencies.csv`. Where in a text bylines stand is not known here (see `bylines`, `captions`).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from flows.normalize.matching import fold_case, match_form
from flows.reference import load

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_BYLINE = 90

SYLLABLE = r"\p{Lu}[\p{L}']*"
# One or two capitals, or the letters of one sound (`Tr.Thường`).
_INITIAL = r"(?:\p{Lu}{1,2}|[CGKNPT]h|Gi|Ng|Qu|Tr)\.\ ?"
NAME = regex.compile(
    rf"(?:(?:{_INITIAL})*{SYLLABLE}(?:\ {SYLLABLE}){{0,4}}|(?:{_INITIAL})+\p{{Lu}}\.?)"
)
_NAMES = regex.compile(rf"{NAME.pattern}|{SYLLABLE}\ {SYLLABLE}-{SYLLABLE}\ {SYLLABLE}")
_INITIALS = regex.compile(r"(?:\p{Lu}{1,2}[. ]*){1,4}")
_VIETNAMESE = regex.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_COLLABORATOR = regex.compile(r"\(\s*(?:CTV|[Cc]ộng tác viên)\s*\)|\bCTV\b")
_LABEL = regex.compile(
    r"(?:(?P<photo>(?:tin|bài|tin, bài|clip)?\ ?(?:,|và|&|-|–)?\ ?ảnh)|tin,?\ (?:và\ )?bài"
    r"|bài(?:\ viết)?|tin|thực hiện|tác giả|người viết|(?:nhóm\ )?(?:pv|phóng viên))\ ?:\ ?",
    regex.IGNORECASE,
)
_PERFORMED = regex.compile(
    r"\(\s*(?:thực hiện|ghi|tổng hợp|biên dịch|lược ghi|t\.?hợp)\s*\)"
    r"|\(\s*từ\ [^()]{2,40}\)$"
    r"|\ (?:thực hiện|ghi|tổng hợp|biên dịch|lược dịch|lược ghi)\.?$",
    regex.IGNORECASE,
)
_SOURCE = regex.compile(r"(?:theo|nguồn)\b\ ?:?\ *", regex.IGNORECASE)
_SEPARATOR = regex.compile(
    r"(?<![.:])\ {2,}|\ [-–—]\ |\ ?[/,;&+]\ ?|\ và\ |\ ?\(|\)\ ?|\ (?=[Tt]heo\ )|"
    r"(?<=\p{Ll})-\ (?=\p{Lu})|(?<=[Nn]guồn|[Tt]heo)\ ?:\ "
)
_SITE = regex.compile(r"\S+\.(?:vn|com|net|org|info)")


@dataclass(frozen=True, slots=True)
class Credit:
    """A name with the part it played; the span is the name alone."""

    role: str
    name: str
    start: int
    end: int
    is_initials: bool


@dataclass(slots=True)
class Byline:
    """What one byline says; positions are relative to its first character."""

    authors: list[tuple[int, int]] = field(default_factory=list)
    agency: str | None = None
    is_collaborator: bool = False
    has_photographer: bool = False
    is_anonymous: bool = False

    @property
    def says_something(self) -> bool:
        """Whether any author, agency or anonymous writer was found."""
        return bool(self.authors or self.agency or self.is_anonymous)


@dataclass(slots=True)
class Credits:
    """All credits of one article, in order."""

    credits: list[Credit] = field(default_factory=list)
    agency: str | None = None
    is_collaborator: bool | None = None

    def names(self, role: str) -> list[str]:
        """Distinct names of a role in order of appearance."""
        return list(dict.fromkeys(credit.name for credit in self.credits if credit.role == role))


@lru_cache(maxsize=1)
def _agencies() -> tuple[dict[str, str], tuple[str, ...]]:
    """Agency (case folded) -> kind, and how names of organisations begin."""
    table = load("agencies")
    kinds = {
        fold_case(match_form(agency)): kind
        for agency, kind in zip(table["agency"], table["kind"], strict=True)
        if kind != "prefix"
    }
    prefixes = table.filter(table["kind"] == "prefix")["agency"].to_list()
    return kinds, tuple(fold_case(match_form(prefix)) for prefix in prefixes)


def kind_of(part: str) -> str | None:
    """Kind of the agency that a part names, or None."""
    kinds, prefixes = _agencies()
    folded = fold_case(part).strip(" .")
    if folded in kinds:
        return kinds[folded]
    head = folded.split("-", 1)[0].strip()
    if head in kinds and ("-" in folded):
        return kinds[head]
    # All prefixes at once first: hardly any part begins with one.
    if folded.startswith(prefixes) and any(
        folded.startswith(prefix) and folded[len(prefix) :][:1] in {" ", ""} for prefix in prefixes
    ):
        return "organisation"
    return "site" if _SITE.fullmatch(folded) else None


def parse_byline(form: str, *, alone: bool) -> Byline | None:
    """Read one candidate.

    Args:
        form: the candidate in matching form, trimmed.
        alone: it stands on a line of its own, so that one syllable may be a name.

    Returns:
        What it says, or None if it is no byline.
    """
    if not form or len(form) > LONGEST_BYLINE:
        return None
    middle = _middle_of_twice(form)
    if middle is not None:
        # A page that lost its lines may say its byline twice.
        once = parse_byline(form[:middle], alone=alone)
        return once and _said_again(once, middle + 1)
    byline = Byline()
    masked = form
    for pattern in (_COLLABORATOR, _PERFORMED):
        found = pattern.search(masked)
        if found:
            byline.is_collaborator |= pattern is _COLLABORATOR
            masked = masked[: found.start()] + " " * len(found[0]) + masked[found.end() :]
    position = 0
    label = _LABEL.match(masked)
    if label:
        byline.has_photographer = label["photo"] is not None
        position = label.end()
    is_read = _read_parts(masked, position, byline, alone=alone, from_label=False)
    return byline if is_read else None


def _middle_of_twice(text: str) -> int | None:
    """Where the mark stands between words and the same words again (`Mai An Mai An`)."""
    middle = len(text) // 2
    is_twice = " " in text[:middle] and text[:middle] == text[middle + 1 :]
    return middle if is_twice else None


def _said_again(byline: Byline, offset: int) -> Byline:
    """A byline with its authors named once more, `offset` further on."""
    again = [(start + offset, end + offset) for start, end in byline.authors]
    return replace(byline, authors=[*byline.authors, *again])


def _parts(masked: str, position: int) -> Iterator[tuple[int, int, bool]]:
    """Spans between separators, without quotes and blanks, and whether `theo` stands before."""
    starts, ends, closed = [position], [], [False]
    for separator in _SEPARATOR.finditer(masked, position):
        ends.append(separator.start())
        starts.append(separator.end())
        closed.append(")" in separator[0])
    ends.append(len(masked))
    from_source = False
    for part_start, part_end, is_closed in zip(starts, ends, closed, strict=True):
        start, end = part_start, part_end
        # `Mai An (Theo TTXVN) Mai An`: what the bracket says is said of nothing behind it.
        from_source = from_source and not is_closed
        while start < end and masked[start] in " .:\"“”'’":
            start += 1
        while end > start and masked[end - 1] in " :\"“”'’>-–":
            end -= 1
        source = _SOURCE.match(masked, start, end)
        if source:
            start = source.end()
            from_source = True
        if start < end:
            yield start, end, from_source


def _read_parts(
    masked: str, position: int, byline: Byline, *, alone: bool, from_label: bool
) -> bool:
    """Read names and agencies into `byline`; False if any part is neither.

    `from_label` says that `Ảnh:` stands before, so that any organisation may follow.
    """
    parts = list(_parts(masked, position))
    for index, (start, end, from_source) in enumerate(parts):
        if from_source and index == len(parts) - 1:
            # `Theo X` names a source; of `Theo X/Y` and `Theo X (Y)` it is the last.
            byline.agency = byline.agency or masked[start:end].strip(" .")
        elif not _read_part(masked, start, end, byline, from_source=from_source or from_label):
            return False
    several = len(byline.authors) + (byline.agency is not None) > 1
    names = [masked[start:end] for start, end in byline.authors]
    singles = [name for name in names if " " not in name and "." not in name]
    if not (several or alone) and singles:
        return False
    if several and len(names) > 1:
        # `Mai Khê (Sputnik)`: a word of another tongue beside a name is where it was read.
        named = [span for span, name in zip(byline.authors, names, strict=True) if _names_one(name)]
        byline.authors = named or byline.authors
    return byline.says_something


def _names_one(name: str) -> bool:
    """Whether a name beside others is a person's: several words, initials, or our syllable."""
    return " " in name or "." in name or is_syllable(name) or is_initials(name)


def _read_part(masked: str, start: int, end: int, byline: Byline, *, from_source: bool) -> bool:
    part = masked[start:end]
    kind = kind_of(part)
    if kind == "anonymous":
        byline.is_anonymous = True
    elif kind is not None and (from_source or kind != "organisation"):
        byline.agency = byline.agency or part.strip(" .")
    elif _INITIALS.fullmatch(part) or _NAMES.fullmatch(part.removesuffix(".")):
        is_stopped = part.endswith(".") and not _INITIALS.fullmatch(part)
        byline.authors += _names(part, start, end - is_stopped)
    elif from_source and part[:1].isupper():
        byline.agency = byline.agency or part.strip(" .")
    else:
        return False
    return True


def _names(part: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of a name, of two that a dash joins (`Mai An-Hà Khê`), of one said twice."""
    middle = _middle_of_twice(part)
    if middle is not None:
        return [(start, start + middle), (start + middle + 1, end)]
    dash = part.find("-")
    if dash != -1 and all(" " in name for name in (part[:dash], part[dash + 1 :])):
        return [(start, start + dash), (start + dash + 1, end)]
    return [(start, end)]


def parse_names(form: str) -> Byline | None:
    """Read the names behind `Ảnh:`; organisations are agencies there, however they are called."""
    byline = Byline()
    is_read = _read_parts(form.rstrip(" ."), 0, byline, alone=True, from_label=True)
    return byline if is_read else None


def is_initials(name: str) -> bool:
    """Whether a credit is of initials alone (`N.H`, `TB`), which name nobody; not `XUÂN MAI`."""
    words = name.split(" ")
    is_name = len(words) > 1 and all(len(word) > 1 and is_syllable(word) for word in words)
    return not is_name and _INITIALS.fullmatch(name) is not None


def is_syllable(word: str) -> bool:
    """Whether a word can be a syllable of Vietnamese (`Nguyễn`, not `Shutterstock`)."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)
    )
    return _VIETNAMESE.fullmatch(fold_case(bare).replace("đ", "d")) is not None
