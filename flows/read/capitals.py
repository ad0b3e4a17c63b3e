"""Capitals that TCVN3 cannot write.

Comes in: text decoded from TCVN3. Goes out: the same text with the capitals that its bytes allow.
TCVN3 has no toned capitals: a heading in capitals is set in a second font (.VnTimeH) that draws
small letters as capitals, so QUYẾT ĐỊNH is stored as QUYếT ĐịNH or as quyết định. The first can be
told from the letters around; the second cannot, and stays small.
"""

from __future__ import annotations

import regex

_TONED_SMALL = r"[\p{Ll}--[a-zđăâêôơư]]"
# a word whose letters of the basic alphabet are all capitals, two of them or one before the toned
_CAPITAL_WORD = regex.compile(
    rf"(?V1)\b[\p{{Lu}}\p{{Ll}}--[a-zđăâêôơư]]*{_TONED_SMALL}[\p{{Lu}}\p{{Ll}}--[a-zđăâêôơư]]*\b"
)
_MIN_LINE_CAPITALS = 4
_SMALL_LETTER = regex.compile(r"[a-zđăâêôơư]")
_CAPITAL = regex.compile(r"\p{Lu}")


def restore_capitals(text: str) -> tuple[str, int]:
    """Put toned letters among capitals into capitals.

    Args:
        text: Text decoded from TCVN3.

    Returns:
        The text, of the same length, and how many letters were changed.
    """
    changed = 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not _CAPITAL.search(line):
            continue
        if not _SMALL_LETTER.search(line) and len(_CAPITAL.findall(line)) >= _MIN_LINE_CAPITALS:
            mended = line.upper()
        else:
            mended = _CAPITAL_WORD.sub(_capital_word, line)
        if mended != line and len(mended) == len(line):
            changed += sum(old != new for old, new in zip(line, mended, strict=True))
            lines[number] = mended
    return "\n".join(lines), changed


def _capital_word(match: regex.Match[str]) -> str:
    """`QUYếT` and `ủY` are capitals, `Hà`, `Số` and `ý` are not."""
    word: str = match.group()
    capitals = len(_CAPITAL.findall(word))
    is_capitalised_only = capitals == 1 and word[0].isupper()
    return word if capitals == 0 or is_capitalised_only else word.upper()
