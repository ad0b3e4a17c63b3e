"""All mentions of persons in one text, full and short.

In comes a text with its credits, out come mentions in order: full names, the later short forms
(`ông Thăng`, `Bí thư Thăng`, `Hiền`) with the full name they stand for, authors and photographers.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from flows.extract.people import evidence
from flows.extract.people.context import Context, read_before
from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.names import is_syllable, shape
from flows.extract.people.posts import (
    PostSpan,
    View,
    posts_after,
    posts_appointed,
    posts_before,
)
from flows.extract.people.recognise import Runs, is_initial, line_bounds, recognise

_LOWER_WORD = re.compile(r" ([^\W\d_]+)")
_SENTENCE_END = re.compile(r"[.!?](?= |\n|$)|\n")
_SHORT_KINDS = evidence.PERSON_KINDS - {"weak", "kin"}
_SHORTEST_NAME = 2
_LONE_KINDS = frozenset({"address", "profession", "ruler", "academic", "rank"})


@dataclass(slots=True)
class Mention:
    """One mention before its posts are completed."""

    start: int
    end: int
    name: str
    role: str = ""
    is_short: bool = False
    context: Context | None = None
    posts: list[PostSpan] = field(default_factory=list)
    honorific: str | None = None


def _short_forms(name: str) -> list[str]:
    """What later mentions may call a person: given name, last two words, a foreign surname."""
    parts = name.split(" ")
    if len(parts) == 1:
        return []
    forms = [parts[-1]]
    if len(parts) > 2:
        forms.append(" ".join(parts[-2:]))
    if len(parts) > 3:
        forms.append(" ".join(parts[-3:]))
    if not is_syllable(parts[-1]) or not is_syllable(parts[0]):
        forms.append(parts[0])
        if len(parts) > 2:
            forms.append(" ".join(parts[:2]))
    return [form for form in forms if len(form) > 1]


def _next_word(view: View, end: int) -> str:
    found = _LOWER_WORD.match(view.form, end)
    return found[1] if found else ""


def _is_compound(view: View, start: int, end: int) -> bool:
    """Whether a capitalised word and the small one after it are one word (`Thanh tra`)."""
    following = _next_word(view, end)
    if not following or not following[0].islower():
        return False
    lexis = lexicon()
    pair = f"{view.low[start:end]} {following}"
    return (
        pair in lexis.terms
        or pair in lexis.organisations
        or following in lexis.capital_starts.get(view.low[start:end], frozenset())
    )


class _Book:
    """Who of an article may be meant by which short form."""

    def __init__(self) -> None:
        self.by_form: dict[str, list[Mention]] = {}

    def add(self, mention: Mention) -> None:
        for form in _short_forms(mention.name):
            self.by_form.setdefault(form, []).append(mention)

    def resolve(self, form: str, position: int) -> Mention | None:
        """The person of that short form named last before `position`, else first after it."""
        named = self.by_form.get(form)
        if not named:
            return None
        earlier = [mention for mention in named if mention.start < position]
        return earlier[-1] if earlier else named[0]


def _full_mentions(found: Runs) -> list[Mention]:
    return [
        Mention(candidate.start, candidate.end, candidate.name)
        for candidate in found.candidates
        if candidate.is_accepted
    ]


def _short_mentions(view: View, found: Runs, book: _Book) -> list[Mention]:
    mentions: list[Mention] = []
    spans = list(found.singles)
    for candidate in found.candidates:
        if not candidate.is_accepted:
            spans.append((candidate.start, candidate.end))
            words = candidate.name.split(" ")
            if len(words) == 2 and candidate.name not in book.by_form:
                spans.append((candidate.end - len(words[1]), candidate.end))
    form = view.form
    for start, end in sorted(spans):
        surface = form[start:end]
        person = book.resolve(surface, start)
        if person is None:
            lone = _lone(view, start, end)
            if lone is not None:
                mentions.append(lone)
                book.by_form.setdefault(surface, []).append(lone)
            continue
        if person is not None and _means_person(view, start, end, person):
            mentions.append(
                Mention(start, end, person.name, person.role, is_short=surface != person.name)
            )
    return mentions


def _means_person(view: View, start: int, end: int, person: Mention) -> bool:
    """Whether a word that could be a short form is one here."""
    form = view.form
    previous, following = form[start - 1 : start], form[end : end + 1]
    if (
        previous.isalnum()
        or previous in "-_/@."
        or following.isdigit()
        or following in {"-", "_", "@"}
    ):
        return False
    if following == "." and form[end + 1 : end + 2].isalpha():
        return False
    line_start = form.rfind("\n", 0, start) + 1
    known = evidence.before(view, line_start, start)
    if known.kind in {"place", "placing"}:
        return False
    if known.kind in _SHORT_KINDS or known.kind in {"weak", "kin"}:
        return not _is_compound(view, start, end)
    surface = form[start:end]
    low = view.low[start:end]
    lexis = lexicon()
    if _is_compound(view, start, end):
        return False
    if is_initial(form, start) and _next_word(view, end) not in lexis.followers:
        return False
    if " " in surface:
        return low not in lexis.not_persons
    if low in lexis.countries or low in lexis.lead_words or low in lexis.capital_starts:
        return False
    if _touches_capital(form, start, end):
        return False
    if start < person.start and not person.is_short:
        return False
    following_word = _next_word(view, end)
    return following_word != "" or following in {
        ",",
        ".",
        ")",
        ";",
        "?",
        "!",
        ":",
        "\n",
        "",
        "”",
        '"',
    }


def _touches_capital(form: str, start: int, end: int) -> bool:
    """Whether the words right before or after carry on a run of capitals (`Bộ Công`)."""
    return (form[end : end + 1] == " " and form[end + 1 : end + 2].isupper()) or (
        form[start - 1 : start] == " "
        and form[:start].rstrip(" ").rsplit(" ", 1)[-1][:1].isupper()
        and form[start - 2 : start - 1].isalnum()
    )


def _lone(view: View, start: int, end: int) -> Mention | None:
    """A person whom the article never names in full, called by one word after a title."""
    form = view.form
    known = evidence.before(view, form.rfind("\n", 0, start) + 1, start)
    if known.kind not in _LONE_KINDS or end - start < _SHORTEST_NAME:
        return None
    if (form[end : end + 1] == "." and form[end + 1 : end + 2].isalpha()) or form[
        end : end + 1
    ] in {"-", "_"}:
        return None
    surface = form[start:end]
    if surface.isupper() or shape(surface).kind == "none" or " " in surface:
        return None
    if _is_compound(view, start, end) or form[end : end + 2][1:].isupper():
        return None
    low = view.low[start:end]
    lexis = lexicon()
    if low in lexis.lead_words or low in lexis.never_alone or low in lexis.capital_honorifics:
        return None
    if is_syllable(surface) and known.kind not in {"address", "rank"}:
        return None
    return Mention(start, end, surface)


def _spread_list_titles(view: View, mentions: list[Mention]) -> None:
    """Give `các đồng chí: A, …; B, …` and `các Ủy viên Bộ Chính trị: A; B` to every name of the list."""
    shared_honorific: str | None = None
    shared_posts: list[PostSpan] = []
    until = -1
    previous_end = 0
    for mention in mentions:
        context = mention.context
        if context is None:
            continue
        if mention.start > until or _SENTENCE_END.search(view.form, previous_end, context.start):
            shared_honorific, shared_posts = None, []
        if context.honorific == "các đồng chí":
            shared_honorific = "các đồng chí"
        opening = _opening_posts(view, context)
        if opening:
            shared_posts = opening
        if (
            shared_honorific
            and mention.honorific is None
            and mention.role not in {"author", "photographer"}
        ):
            if context.start == mention.start or _opens_item(view, context.start):
                mention.honorific = shared_honorific
        if shared_posts and _opens_item(view, context.start):
            have = {post.start for post in mention.posts}
            mention.posts = [
                post for post in shared_posts if post.start not in have
            ] + mention.posts
        stop = _SENTENCE_END.search(view.form, mention.end)
        until = stop.start() if stop else len(view.form)
        previous_end = mention.end


def _opens_item(view: View, start: int) -> bool:
    before = view.form[max(0, start - 6) : start].rstrip()
    return before.endswith((";", ":", ",", " và", "các đồng chí"[-6:]))


def _opening_posts(view: View, context: Context) -> list[PostSpan]:
    position = context.start
    while position > 0 and view.form[position - 1] == " ":
        position -= 1
    if position == 0 or view.form[position - 1] != ":":
        return []
    line_start = view.form.rfind("\n", 0, position) + 1
    posts = posts_before(view, line_start, position - 1)
    if not posts:
        return []
    before = view.low[max(line_start, posts[0].start - 14) : posts[0].start]
    return posts if before.rstrip().endswith(("các", "các đồng chí")) else []


def find_mentions(view: View, credits: list[tuple[int, int, str]]) -> list[Mention]:
    """Mentions of one text, in order, none overlapping.

    Args:
        view: the text.
        credits: spans of authors and photographers with their role.

    Returns:
        Mentions with context and posts as written.
    """
    form = view.form
    # "Bài, ảnh: X" credits one span twice; a span is one mention, and the author's.
    credited = _without_overlaps(
        Mention(start, end, form[start:end], role, context=None)
        for start, end, role in sorted(credits, key=lambda c: (c[0], -c[1], c[2]))
    )
    taken = [(mention.start, mention.end) for mention in credited]
    found = recognise(view)
    full = [m for m in _full_mentions(found) if not _overlaps(m, taken)]
    book = _Book()
    for mention in full:
        book.add(mention)
    names = Counter(mention.name for mention in full)
    short = [m for m in _short_mentions(view, found, book) if not _overlaps(m, taken)]
    short = [m for m in short if m.name in names or m.is_short or shape(m.name).kind != "none"]
    bodies = _without_overlaps(sorted([*full, *short], key=lambda m: (m.start, -m.end)))
    mentions = sorted([*credited, *bodies], key=lambda mention: mention.start)
    _read_contexts(view, mentions)
    _spread_list_titles(view, mentions)
    return mentions


def _read_contexts(view: View, mentions: list[Mention]) -> None:
    """Fill in what stands before and after each name; a post between two names is given to one."""
    previous_end = 0
    previous: Mention | None = None
    after: list[PostSpan] = []
    starts = [mention.start for mention in mentions[1:]] + [len(view.form)] * bool(mentions)
    for mention, next_start in zip(mentions, starts, strict=True):
        if mention.role in {"author", "photographer"}:
            previous_end, previous, after = mention.end, None, []
            continue
        line_start, line_end = line_bounds(view.form, mention.start)
        context = read_before(view, max(line_start, previous_end), mention.start)
        mention.context = context
        mention.honorific = context.honorific
        if previous is not None and context.posts and after:
            _share_posts(view, previous, after, context)
        limit = min(line_end, next_start)
        after = posts_after(view, mention.end, limit) or posts_appointed(view, mention.end, limit)
        mention.posts = [*context.posts, *after]
        previous, previous_end = mention, mention.end


def _share_posts(view: View, previous: Mention, after: list[PostSpan], context: Context) -> None:
    """`A, Giám đốc Sở X, ông B`: the post is A's; `Phó Thủ tướng A, Bộ trưởng B`: it is B's."""
    starts = {post.start for post in context.posts}
    if not starts & {post.start for post in after}:
        return
    last = context.posts[-1]
    is_tight = view.form[last.end : last.end + 2] != ", "
    if is_tight:
        previous.posts = [post for post in previous.posts if post.start not in starts]
    else:
        taken = {post.start for post in after}
        context.posts = [post for post in context.posts if post.start not in taken]


def _overlaps(mention: Mention, taken: list[tuple[int, int]]) -> bool:
    return any(mention.start < end and start < mention.end for start, end in taken)


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def same_person_key(name: str) -> str:
    """Form of a name under which two mentions of one article are one person."""
    return key(name)
