"""What one place of an article proves of a name, held for its other places.

In come the candidates of a text with their verdict, out come those that others of the same article
make persons: the same name elsewhere, its last word with a title, a longer run, a misprint.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extract.people.full_names import evidence
from flows.extract.people.full_names.evidence import NOTHING, Before
from flows.extract.people.full_names.runs import Candidate
from flows.extract.people.lexicon import lexicon
from flows.extract.people.names import is_syllable, shape
from flows.extract.people.positions import line_bounds
from flows.extract.people.posts.chains import posts_before
from flows.extract.remembered import remembered

if TYPE_CHECKING:
    from flows.extract.people.full_names.runs import Runs
    from flows.extract.people.posts.spans import View

_SMALL_WORD = re.compile(r" ([^\W\d_]+)(?![^\W_])")
_SHORTEST_CUT = 3
_PAIR = 2
# `giấy phép mang tên Mai Văn A`: a place's name as a rule, a person's where the article says so.
_NAMED = "mang tên"
# `Bí thư Thành ủy TP Mai A`: who is named elsewhere too is no city.
_CITY = "tp"
_BEARABLE = frozenset({"full", "foreign"})
_PLACES = frozenset({"place", "placing"})


def agree(view: View, found: Runs, placed: set[str]) -> None:
    """Let proof at one place of the article count at the others."""
    proven = {
        candidate.name
        for candidate in found.candidates
        if candidate.is_accepted
        and candidate.name.lower() not in lexicon().names.titled
        and (candidate.name not in placed or _is_surely_person(view, candidate))
    }
    _part_fused(found, proven)
    titled = {
        candidate.name
        for candidate in found.candidates
        if candidate.name in proven
        and candidate.before.kind == "address"
        and view.form[candidate.before.start].islower()
    }
    longer: dict[str, set[str]] = {}
    for name in proven:
        longer.setdefault(name.rpartition(" ")[0], set()).add(name)
    titled_names = lexicon().names.titled
    for candidate in found.candidates:
        if candidate.before.kind == "place" and candidate.before.word != _NAMED:
            is_known = candidate.before.word == _CITY and candidate.name in proven
            candidate.is_accepted |= is_known and _ends_post(view, candidate.start)
            continue
        if candidate.name.lower() in titled_names:
            # Proven nowhere but right behind a post.
            continue
        candidate.is_accepted = candidate.name in proven and not _is_title_alone(candidate)
        if (titled or candidate.is_accepted) and _bears_title(view, candidate, titled):
            _without_title(candidate)
        if candidate.is_accepted and candidate.name in longer:
            _lengthen_to_proven(view, candidate, longer[candidate.name])
        count = candidate.name.count(" ") + 1
        if count < _SHORTEST_CUT:
            continue
        is_longer = count > _SHORTEST_CUT and _goes_on(candidate.name, proven)
        if is_longer or not candidate.is_accepted:
            _shorten_to_proven(candidate, proven)


def _part_fused(found: Runs, proven: set[str]) -> None:
    """Part runs that are two persons' names, each of whom is named elsewhere (`Mai A Hà B C`)."""
    longest = [name for name in proven if name.count(" ") >= _SHORTEST_CUT]
    joints = {name: _joint_of(name, proven) for name in longest}
    fused = {name: joint for name, joint in joints.items() if joint}
    if not fused:
        return
    proven.difference_update(fused)
    second: list[Candidate] = []
    for candidate in found.candidates:
        if candidate.name in fused:
            joint = fused[candidate.name]
            start, name = candidate.start + joint + 1, candidate.name[joint + 1 :]
            second.append(Candidate(start, candidate.end, name, NOTHING, shape(name)))
            candidate.name, candidate.end = candidate.name[:joint], start - 1
            candidate.shape = shape(candidate.name)
    found.candidates.extend(second)
    found.candidates.sort(key=lambda candidate: candidate.start)


def _joint_of(name: str, proven: set[str]) -> int:
    """Where a run of four words or more is two proven names, or 0.

    Of five words or more the first three may be one and the rest nobody known.
    """
    spaces = [match.start() for match in re.finditer(" ", name)]
    joint = next((s for s in spaces[1:-1] if name[:s] in proven and name[s + 1 :] in proven), 0)
    is_long = not joint and len(spaces) > _SHORTEST_CUT and is_syllable(name[: spaces[0]])
    return spaces[_PAIR] if is_long and name[: spaces[_PAIR]] in proven else joint


def _goes_on(name: str, proven: set[str]) -> bool:
    """Whether a run is a proven name with one word more, or with a province behind it."""
    shorter = name.rpartition(" ")[0]
    if shorter in proven:
        return True
    whole, _, last = shorter.rpartition(" ")
    province = f"{last} {name.rpartition(' ')[2]}"
    return whole in proven and province.lower() in lexicon().places.provinces


def _ends_post(view: View, start: int) -> bool:
    """Whether a post ends right before a name (`Bí thư Thành ủy TP Mai A`)."""
    return bool(posts_before(view, line_bounds(view.form, start)[0], start))


def _is_surely_person(view: View, candidate: Candidate) -> bool:
    """Whether what stands beside a name says more than that a road elsewhere bears it too."""
    if candidate.before.kind in evidence.PERSON_KINDS or evidence.is_aged(view, candidate.end):
        return True
    _, line_end = line_bounds(view.form, candidate.end)
    is_full = candidate.shape.kind == "full"
    return is_full and evidence.is_apposed(view, candidate.end, line_end)


@remembered(100_000)
def begins_with_title(name: str) -> bool:
    """Whether the first word of a run is `Ông` or another such title."""
    return lexicon().names.honorifics.get(name.partition(" ")[0].lower()) == "address"


def _bears_title(view: View, candidate: Candidate, titled: set[str]) -> bool:
    """Whether a run begins with `Ông` as a title: elsewhere it is small, or a post follows."""
    if not begins_with_title(candidate.name):
        return False
    rest = candidate.name.partition(" ")[2]
    if rest in titled:
        return True
    is_name = " " in rest and rest.split(" ", 1)[0].lower() in lexicon().names.strong_surnames
    if not is_name or not candidate.is_accepted:
        return False
    if candidate.name.lower() in lexicon().names.named:
        return False
    _, line_end = line_bounds(view.form, candidate.end)
    return evidence.after(view, candidate.end, line_end) > 0


def _is_title_alone(candidate: Candidate) -> bool:
    """Whether `Ông` and one word are no name but a title, before which a stop is lost."""
    if not begins_with_title(candidate.name):
        return False
    first, _, rest = candidate.name.partition(" ")
    low = first.lower()
    names = lexicon().names
    if " " in rest or low.isascii():
        return False
    is_known = low in names.surnames or candidate.name.lower() in names.ambiguous
    is_name = is_syllable(rest) or "." in rest
    return not is_known and not candidate.before.kind and is_name


def _without_title(candidate: Candidate) -> None:
    """Cut off `Ông` in a run before which a stop is lost (`… vui Ông Mai Văn A, Giám đốc …`)."""
    first, _, rest = candidate.name.partition(" ")
    candidate.before = Before("address", candidate.start, first.lower())
    candidate.start += len(first) + 1
    candidate.name = rest
    candidate.is_accepted = True


def _lengthen_to_proven(view: View, candidate: Candidate, longer: set[str]) -> None:
    """Take a name whole whose last word was cut off as another (`Lê Ngọc Tại hiện là …`)."""
    for name in sorted(longer):
        end = candidate.start + len(name)
        if view.form.startswith(name, candidate.start) and not view.form[end : end + 1].isalnum():
            candidate.name, candidate.end = name, end


def _is_bearable(candidate: Candidate, last: str) -> bool:
    """Whether a title before the last word alone would make a doubtful name a person's."""
    if candidate.before.kind in _PLACES:
        return False
    first = candidate.name.split(" ", 1)[0]
    if candidate.shape.kind == "foreign":
        # `Khi Conte`, `Tasco Nam Thái` are no names, whoever Conte and Thái are.
        return not is_syllable(last) and not is_syllable(first) and not last.isupper()
    return candidate.shape.prior > 0 and first.lower() in lexicon().names.strong_surnames


def _doubtful(found: Runs) -> dict[str, list[Candidate]]:
    """The names that a title before their last word would prove, by that word; nobody else's."""
    doubtful: dict[str, list[Candidate]] = {}
    for candidate in found.candidates:
        if not candidate.is_accepted and candidate.shape.kind in _BEARABLE:
            last = candidate.name.rsplit(" ", 1)[-1]
            if _is_bearable(candidate, last):
                doubtful.setdefault(last, []).append(candidate)
    if doubtful:
        for candidate in found.candidates:
            if candidate.is_accepted:
                doubtful.pop(candidate.name.rsplit(" ", 1)[-1], None)
    return doubtful


def believe_titled(view: View, found: Runs) -> None:
    """Take a name that nothing beside it proves where its last word has a title (`ông Velk`)."""
    doubtful = _doubtful(found)
    if not doubtful:
        return
    for start, _, word in [single for single in found.singles if single[2] in doubtful]:
        if evidence.before(view, start).kind in evidence.LONE_KINDS:
            candidates = doubtful[word]
            name = candidates[0].name
            for candidate in candidates:
                candidate.is_accepted = candidate.is_accepted or candidate.name == name


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


def mend_misprinted(view: View, found: Runs) -> None:
    """Find names whose last syllable a misprint left small (`Bộ trưởng Bộ Công an Tô lâm`).

    Only what the article names elsewhere in full and in capitals, right behind a title or a post.
    """
    last_words: dict[str, dict[str, str]] = {}
    for candidate in found.candidates:
        if candidate.is_accepted and candidate.shape.kind == "full":
            first, _, last = candidate.name.rpartition(" ")
            if first:
                last_words.setdefault(first, {})[last.lower()] = candidate.name
    if not last_words:
        return
    form = view.form
    _mend_cut(form, found, last_words)
    cut = [single for single in found.singles if single[2] in last_words]
    cut += [
        (c.start, c.end, c.name)
        for c in found.candidates
        if c.name in last_words and not c.is_accepted
    ]
    mended: list[Candidate] = []
    for start, end, surface in cut:
        following = _SMALL_WORD.match(form, end)
        name = last_words[surface].get(following[1]) if following else None
        if following is not None and name is not None and _is_titled(view, start):
            mended.append(
                Candidate(start, following.end(), name, NOTHING, shape(name), is_accepted=True)
            )
    if mended:
        found.candidates.extend(mended)
        found.candidates.sort(key=lambda candidate: candidate.start)


def _mend_cut(form: str, found: Runs, last_words: dict[str, dict[str, str]]) -> None:
    """Give accepted names the small syllable that a misprint cut off; they are no other person."""
    for candidate in found.candidates:
        if candidate.is_accepted and candidate.name in last_words:
            following = _SMALL_WORD.match(form, candidate.end)
            name = last_words[candidate.name].get(following[1]) if following else None
            if following is not None and name is not None:
                candidate.end, candidate.name = following.end(), name


def _is_titled(view: View, start: int) -> bool:
    """Whether a title of a person or a post ends right before `start`."""
    title = evidence.before(view, start)
    if title.kind in evidence.PERSON_KINDS:
        return True
    return title.kind == "" and _ends_post(view, start)
