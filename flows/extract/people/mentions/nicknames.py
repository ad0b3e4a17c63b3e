"""Nicknames with a quoted word, by which an article calls somebody whom it names in full.

In comes a text with its full mentions, out come the places of each nickname (`Mai Văn A (biệt danh
A "béo")`, then `A “béo”`) with the full name that it stands for. What no clause introduces as
somebody's nickname is left: a quoted word behind a name is as a rule a manner of speaking.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extract.people.mentions.context import Mention
from flows.extract.people.words import CAPITALISED

if TYPE_CHECKING:
    from flows.extract.people.posts.spans import View

_QUOTES = "\"“”'‘’"
_NICKNAME = rf"({CAPITALISED}) [{_QUOTES}]([^\W\d_]+(?: [^\W\d_]+)?)[{_QUOTES}]"
_CALLED = re.compile(
    r"(?:,? ?\(|, | )(?:tức|có biệt danh|biệt danh|hỗn danh|thường gọi|còn gọi|hay gọi|"
    rf"tên gọi khác|tên thường gọi|tự)(?: là|:)? {_NICKNAME}"
)
_REAL_NAME = re.compile(rf"{_NICKNAME},? ?\(?(?:tên thật|tên khai sinh|tên đầy đủ)(?: là|:)? $")
_REAL_ENDS = ("thật ", "sinh ", "đủ ", " là ", ": ")
_LONGEST_CLAUSE = 60


def nickname_mentions(view: View, full: list[Mention]) -> list[Mention]:
    """Mentions by a nickname.

    Args:
        view: the text.
        full: its mentions in full.

    Returns:
        Short mentions, in order of the text; whoever is said to be really called so comes before
        a name that the nickname only stands behind.
    """
    if not any(quote in view.form for quote in "\"“'‘"):
        return []
    called: dict[tuple[str, str], str] = {}
    real: dict[tuple[str, str], str] = {}
    for mention in full:
        behind = _CALLED.match(view.form, mention.end)
        if behind:
            called.setdefault((behind[1], behind[2]), mention.name)
        begin = max(0, mention.start - _LONGEST_CLAUSE)
        if not view.form.endswith(_REAL_ENDS, begin, mention.start):
            # as hardly any is
            continue
        before = _REAL_NAME.search(view.form, begin, mention.start)
        if before:
            real.setdefault((before[1], before[2]), mention.name)
    found: list[Mention] = []
    for (word, quoted), name in (called | real).items():
        written = rf"(?<![^\W_]){word} [{_QUOTES}]{quoted}[{_QUOTES}](?![^\W_])"
        found += [
            Mention(match.start(), match.end(), name, is_short=True)
            for match in re.finditer(written, view.form)
        ]
    return sorted(found, key=lambda mention: mention.start)
