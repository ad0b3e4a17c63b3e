"""Where in its text a stretch stands: on which line, at the opening of a sentence, in a token.

In come a text and a position, out comes what the rules ask about the surroundings of a name.
"""

from __future__ import annotations

_BEFORE_WHOLE = frozenset({"", " ", "\n", "“", '"', "("})
_GLUED_AFTER = frozenset({"-", "_", "@"})


def line_bounds(form: str, position: int) -> tuple[int, int]:
    """Start and end of the line that holds `position`."""
    end = form.find("\n", position)
    return form.rfind("\n", 0, position) + 1, len(form) if end == -1 else end


def is_initial(form: str, start: int) -> bool:
    """Whether a sentence, a line or a quotation begins at `start`."""
    position = start - 1
    while position >= 0 and form[position] in " \"“”'‘(-–—•*+":
        if form[position] in "-–—“•*+":
            return True
        position -= 1
    return position < 0 or form[position] in ".!?\n:;…"


def is_glued(form: str, start: int, end: int) -> bool:
    """Whether the word is a part of a longer token (`N.Hùng`, `Hùng-94`, `@hung`)."""
    previous, following = form[start - 1 : start], form[end : end + 1]
    if start and (previous.isalnum() or previous in "-_/@."):
        return True
    if following.isdigit() or following in _GLUED_AFTER:
        return True
    return following == "." and form[end + 1 : end + 2].isalpha()


def touches_capital(form: str, start: int, end: int) -> bool:
    """Whether the words right before or after carry on a run of capitals (`Bộ Công`)."""
    return (form[end : end + 1] == " " and form[end + 1 : end + 2].isupper()) or (
        form[start - 1 : start] == " "
        and form[:start].rstrip(" ").rsplit(" ", 1)[-1][:1].isupper()
        and form[start - 2 : start - 1].isalnum()
    )


def whole_start(form: str, start: int, surface: str, name: str) -> int:
    """Where the full name begins of which the short form is all that has its capitals or spaces.

    `Chủ tịch TP nguyễn Đức Chung`, `Đại tướngTrần Đại Quang`.
    """
    if surface == name or not name.endswith(f" {surface}"):
        return start
    first = start - (len(name) - len(surface))
    is_whole = first >= 0 and form[first:start].lower() == name[: start - first].lower()
    return first if is_whole and _may_precede(form[first - 1 : first]) else start


def _may_precede(mark: str) -> bool:
    """Whether a name may begin behind this character: not a capital (`TPNguyễn`)."""
    return mark in _BEFORE_WHOLE or mark.islower()
