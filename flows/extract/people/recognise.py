"""Full names of persons in one text.

In comes a text in matching form, out come the spans that name a person in full, and every run of
capitalised words that might be a later, shorter mention. A run is cut free of what is not the
name (`Theo`, `TP HCM`, `Thanh Hóa`, a head that a lost space fused to it), its shape and its
neighbours are weighed, and what one place of the article proves holds for the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.extract.people import evidence
from flows.extract.people.evidence import Before
from flows.extract.people.lexicon import lexicon
from flows.extract.people.names import Shape, is_syllable, shape
from flows.extract.people.post_chains import posts_before
from flows.extract.people.words import RUN

if TYPE_CHECKING:
    from flows.extract.people.posts import View

THRESHOLD = 2.5
# Prior of a strong surname with two more syllables.
_SURE_SHAPE = 3.0
# Prior of any surname with one more syllable.
_FAIR_SHAPE = 1.0
_POST_BEFORE = 3.0
_BETWEEN = re.compile(r"(?: ?\([^()\n]{0,80}\))?(?:,? và |, |; | - | – |/)")
_ADMINISTRATIVE = frozenset(
    [
        "tỉnh",
        "huyện",
        "quận",
        "xã",
        "phường",
        "tp",
        "t.p",
        "tx",
        "tt",
        "nước",
        "bang",
        "hạt",
        "thành phố",
        "thị xã",
        "thị trấn",
        "tiểu bang",
        "đội tuyển",
        "tuyển",
        "đt",
    ]
)
_BEFORE_HEADS = frozenset({"Phó", "Nguyên", "Cựu", "Quyền", "Tân"})
_LONGEST_USUAL = 3
_LONGEST_PLACE = 4
_LONGEST_ABBREVIATION = 8
_PAIR = 2
# How far apart two members of a list may stand, with and without an aside in brackets.
_WIDEST_ASIDE = 90
_WIDEST_COMMA = 6
# Emperors, heroes and martyrs, whom works are dedicated to.
_KINDS_OF_THE_PAST = frozenset({"profession", "case"})
# After so many persons in a row, whoever bears a surname is one (`…, Danh Của và Lâm Thắng`).
_SURE_LIST = 2
_ENUMERATED = frozenset({"profession", "case", "comrade", "rank"})


@dataclass(slots=True)
class Candidate:
    """A run, or the part of one, that may name a person."""

    start: int
    end: int
    name: str
    before: Before
    shape: Shape
    score: float = 0.0
    is_accepted: bool = False
    listed: int = 0


@dataclass(slots=True)
class Runs:
    """What one pass over a text found."""

    candidates: list[Candidate] = field(default_factory=list)
    singles: list[tuple[int, int]] = field(default_factory=list)


def line_bounds(form: str, position: int) -> tuple[int, int]:
    """Start and end of the line that holds `position`."""
    end = form.find("\n", position)
    return form.rfind("\n", 0, position) + 1, len(form) if end == -1 else end


def _offsets(run: str, start: int) -> list[tuple[str, int, int]]:
    tokens: list[tuple[str, int, int]] = []
    position = start
    for word in run.split(" "):
        tokens.append((word, position, position + len(word)))
        position += len(word) + 1
    return tokens


def _cut_right(view: View, tokens: list[tuple[str, int, int]]) -> None:
    """Drop last words that begin a post, a rank or another word (`Phạm Dũng Chủ tịch`)."""
    lexis = lexicon()
    while tokens:
        word, _, end = tokens[-1]
        if view.form[end : end + 1] != " " or not view.form[end + 1 : end + 2].islower():
            return
        low = word.lower()
        following = view.low[end + 1 : end + 12].split(" ", 1)[0].rstrip(".,;:)\n")
        if low in lexis.never_last and len(tokens) > 1:
            tokens.pop()
            continue
        if following in lexis.capital_starts.get(low, ()):
            tokens.pop()
            while tokens and tokens[-1][0] in _BEFORE_HEADS:
                tokens.pop()
            continue
        if len(tokens) > _LONGEST_USUAL and f"{low} {following}" in lexis.sentence_starts:
            tokens.pop()
            return
        if _begins_anew(tokens):
            tokens.pop()
            return
        rest = " ".join(token[0] for token in tokens[:-1])
        if (
            len(tokens) > _LONGEST_USUAL
            and f"{low} {following}" in lexis.terms
            and shape(rest).kind == "full"
        ):
            tokens.pop()
        return


def _begins_anew(tokens: list[tuple[str, int, int]]) -> bool:
    """Whether a Vietnamese word after a foreign name begins a sentence (`Mark Chapman Câu …`)."""
    if len(tokens) < _LONGEST_USUAL or tokens[-1][0].isascii() or not is_syllable(tokens[-1][0]):
        return False
    return not any(is_syllable(token[0]) for token in tokens[:-1])


def _cut_left(view: View, tokens: list[tuple[str, int, int]], before: Before) -> Before:
    """Drop first words that are no part of the name; the evidence they give replaces `before`."""
    lexis = lexicon()
    while tokens:
        word, begin, _ = tokens[0]
        low = word.lower()
        if len(word) == 1 and len(tokens) > 1 and view.form[begin - 1 : begin] == ".":
            # The end of `T.Ư`, after which the name begins.
            before = evidence.NOTHING
            del tokens[0]
            continue
        if low not in lexis.run_openers and not word.isupper():
            break
        opens = is_initial(view.form, begin)
        if (
            low in lexis.capital_honorifics
            and (len(tokens) > 1)
            and (opens or word.isupper() or not is_syllable(word) or _precedes_name(tokens, low))
        ):
            before = Before(lexis.honorifics[low], begin, low)
        elif low in lexis.posts and len(tokens) > 1:
            before = Before("post", begin, low)
        elif (
            low in lexis.place_words
            and len(tokens) > 1
            and (opens or word.isupper() or not is_syllable(word))
        ):
            if low in lexis.surnames and not word.isupper() and len(tokens) > _PAIR:
                break
            before = Before("place", begin, low)
        elif (low in lexis.lead_words and opens and len(tokens) > 1) or (
            1 < len(word) <= _LONGEST_ABBREVIATION
            and word.isupper()
            and low not in lexis.bodies
            and not tokens[-1][0].isupper()
        ):
            before = evidence.NOTHING
        else:
            break
        del tokens[0]
    return before


def _precedes_name(tokens: list[tuple[str, int, int]], low: str) -> bool:
    """Whether a title in capitals stands before a name (`30/6 Bà Phạm Thị …`, `Ngài Jo Li`)."""
    lexis = lexicon()
    if len(tokens) > _PAIR and not any(is_syllable(token[0]) for token in tokens[1:]):
        return lexis.honorifics[low] == "address" and low not in lexis.countries
    return (
        lexis.honorifics[low] == "address"
        and len(tokens) > _LONGEST_USUAL
        and tokens[1][0].lower() in lexis.strong_surnames
        and low not in lexis.surnames
    )


def is_initial(form: str, start: int) -> bool:
    """Whether a sentence, a line or a quotation begins at `start`."""
    position = start - 1
    while position >= 0 and form[position] in " \"“”'‘(-–—•*+":
        if form[position] in "-–—“•*+":
            return True
        position -= 1
    return position < 0 or form[position] in ".!?\n:;…"


def _without_lead(tokens: list[tuple[str, int, int]]) -> int:
    """How many first words are a foreign thing's name, with a country or `ông` after it.

    `Infonet Anh Nguyễn Văn A`, `Uber John Smith`.
    """
    if len(tokens) < _LONGEST_USUAL or is_syllable(tokens[0][0]):
        return 0
    lexis = lexicon()
    words = [token[0] for token in tokens]
    if words[0].lower() in lexis.not_persons and shape(" ".join(words[1:])).prior >= _SURE_SHAPE:
        return 1
    for count in range(1, min(_PAIR + 1, len(words) - _PAIR)):
        between = " ".join(words[1 : 1 + count]).lower()
        if between in lexis.places or lexis.honorifics.get(between) == "address":
            found = shape(" ".join(words[1 + count :]))
            return 1 + count if found.kind == "full" and found.prior > _FAIR_SHAPE else 0
    return 0


def _without_place(tokens: list[tuple[str, int, int]], before: Before) -> int:
    """How many of the first words are the name of a place that the name follows."""
    lexis = lexicon()
    words = [token[0] for token in tokens]
    is_place = bool(words) and words[0].lower() in lexis.place_first_words
    longest = min(_LONGEST_PLACE, len(words) - 1) if is_place else 0
    for count in range(longest, 0, -1):
        place = " ".join(words[:count]).lower()
        if place not in lexis.places:
            continue
        found = shape(" ".join(words[count:]))
        if found.kind in {"full", "foreign"} and found.prior > 0:
            return count
        if place in lexis.countries and _follows_country(found, count, len(words), before):
            return count
    if before.kind == "place" and before.word in _ADMINISTRATIVE:
        return _without_unknown_place(words)
    return 0


def _follows_country(found: Shape, count: int, size: int, before: Before) -> bool:
    """Whether a name stands after a country (`Tổng thống Mỹ Trump`, `Trung Quốc Tập Cận Bình`)."""
    has_post = before.kind in {"post", "ruler"}
    if found.kind == "foreign":
        return count > 1 or size > _PAIR or has_post
    return found.kind == "given" and size - count > 1 and (has_post or before.kind == "profession")


def _without_unknown_place(words: list[str]) -> int:
    """How many words after `huyện` are its name, where a strong surname follows them."""
    for count in range(1, _LONGEST_USUAL + 1):
        rest = words[count:]
        if not _PAIR <= len(rest) <= _LONGEST_PLACE or (count == 1 and len(rest) == _PAIR):
            continue
        if rest[0].lower() in lexicon().strong_surnames and shape(" ".join(rest)).kind == "full":
            return count
    return 0


def find_runs(view: View) -> Runs:
    """Every run of capitalised words, cut to what may be a name."""
    found = Runs()
    form = view.form
    low = view.low
    for match in RUN.finditer(form):
        start, end = match.span()
        if " " not in match[0]:
            found.singles.append((start, end))
            continue
        tokens = _offsets(match[0], start)
        line_start = form.rfind("\n", 0, start) + 1
        _cut_right(view, tokens)
        if not tokens:
            continue
        before = evidence.before(view, line_start, start)
        before = _cut_left(view, tokens, before)
        skipped = _without_lead(tokens) or _without_place(tokens, before)
        if skipped:
            tokens = tokens[skipped:]
            if before.kind in {"place", "placing"}:
                before = evidence.NOTHING
        if len(tokens) < _PAIR:
            if tokens:
                found.singles.append((tokens[0][1], tokens[0][2]))
            continue
        first, last = tokens[0][1], tokens[-1][2]
        name = form[first:last]
        if name.isupper() and all(len(token[0]) > 1 for token in tokens):
            outline = shape(name.title())
        else:
            outline = shape(name)
        if low[end : end + 1].isdigit():
            outline = Shape("none", -9.0)
        found.candidates.append(Candidate(first, last, name, before, outline))
    return found


def _weigh(view: View, candidate: Candidate, previous: Candidate | None) -> float:
    """Score of a candidate from its shape, what stands beside it and the list it stands in."""
    outline = candidate.shape
    if outline.kind == "none":
        return outline.prior
    if _is_dedicated(view, candidate):
        candidate.before = Before("place", candidate.before.start, candidate.before.word)
    score = outline.prior + evidence.weight(candidate.before.kind, outline.kind)
    if candidate.before.kind == "place":
        if candidate.before.word not in _ADMINISTRATIVE or outline.prior < _SURE_SHAPE:
            return score
        line_start = view.form.rfind("\n", 0, candidate.start) + 1
        if not posts_before(view, line_start, candidate.start):
            return score
        return outline.prior + _POST_BEFORE
    if candidate.before.kind == "" and previous is not None:
        score += _inherited(view, candidate, previous)
    if candidate.name.isupper():
        score -= 1.5
    if score >= THRESHOLD + 1:
        return score
    line_start, line_end = line_bounds(view.form, candidate.start)
    score += evidence.after(view, candidate.end, line_end)
    is_open = 0 < score < THRESHOLD and outline.kind == "full" and candidate.before.kind == ""
    if is_open and posts_before(view, line_start, candidate.start):
        score += _POST_BEFORE
    return score


def _is_dedicated(view: View, candidate: Candidate) -> bool:
    """Whether a place bears the title and the name of the past (`Đền thờ Hoàng đế Quang Trung`)."""
    title = candidate.before
    if title.start <= 0 or title.kind not in _KINDS_OF_THE_PAST:
        return False
    if candidate.name.lower() not in lexicon().ambiguous_names:
        return False
    line_start = view.form.rfind("\n", 0, title.start) + 1
    bearer = evidence.before(view, line_start, title.start)
    return bearer.kind == "place" and not bearer.word[:1].isdigit()


def _inherited(view: View, candidate: Candidate, previous: Candidate) -> float:
    """What a list says of its later members: roads go on with roads, singers with singers."""
    gap = candidate.start - previous.end
    if gap > _WIDEST_ASIDE or _BETWEEN.fullmatch(view.form, previous.end, candidate.start) is None:
        return 0.0
    kind = previous.before.kind
    if kind == "place" and not previous.is_accepted:
        if evidence.is_aged(view, candidate.end):
            return 0.0
        candidate.before = previous.before
        return evidence.weight("place", candidate.shape.kind)
    if not previous.is_accepted:
        return 0.0
    if kind in _ENUMERATED and gap <= _WIDEST_COMMA:
        candidate.before = Before(kind if kind != "comrade" else "", -1, "")
        return 3.0
    if gap <= _WIDEST_COMMA and candidate.shape.kind == "full":
        candidate.listed = previous.listed + 1
    return THRESHOLD if candidate.listed >= _SURE_LIST else 1.0


def recognise(view: View) -> Runs:
    """Candidates with their verdict, and the single capitalised words.

    Args:
        view: the text.

    Returns:
        All candidates; `is_accepted` tells which name a person in full.
    """
    found = find_runs(view)
    previous: Candidate | None = None
    placed: set[str] = set()
    for candidate in found.candidates:
        candidate.score = _weigh(view, candidate, previous)
        candidate.is_accepted = candidate.score >= THRESHOLD
        if candidate.before.kind == "place" and not candidate.is_accepted:
            placed.add(candidate.name)
        previous = candidate
    _agree(found, placed)
    return found


def _agree(found: Runs, placed: set[str]) -> None:
    """Let proof at one place of the article count at the others."""
    proven = {
        candidate.name
        for candidate in found.candidates
        if candidate.is_accepted
        and (candidate.name not in placed or candidate.before.kind in evidence.PERSON_KINDS)
    }
    for candidate in found.candidates:
        if candidate.before.kind == "place":
            continue
        candidate.is_accepted = candidate.name in proven
        if candidate.is_accepted or len(candidate.name.split()) < _LONGEST_USUAL:
            continue
        _shorten_to_proven(candidate, proven)


def _shorten_to_proven(candidate: Candidate, proven: set[str]) -> None:
    """Cut a longer run down to a name that is proven elsewhere (`Vân Canh Nguyễn Xuân Việt`)."""
    parts = candidate.name.split(" ")
    for size in range(len(parts) - 1, 1, -1):
        for first in range(len(parts) - size + 1):
            name = " ".join(parts[first : first + size])
            if name in proven:
                candidate.start += len(" ".join(parts[:first])) + (1 if first else 0)
                candidate.end = candidate.start + len(name)
                candidate.name = name
                candidate.is_accepted = True
                return
