"""The runs of digits and number words of every text, with their offsets.

In come texts in matching form, out come the chunks of each. One compiled pass in
Rust marks every chunk and splits the text there, so that the lengths of the parts, added up, are
the offsets: nothing is searched twice. A chunk is a run of letters and digits with at least one
digit, with the signs inside it (`185/207`, `05-CT/TW`); or a number in words that may be a figure
(`hàng trăm`, `hai mươi`, `gấp đôi`); or a Roman number with what orders by it. Every decimal digit
of the text is in one chunk.
"""

from __future__ import annotations

import polars as pl

from flows.extract.forms import Forms, TextForms

# Word boundaries are the ASCII ones, `(?-u:\b)`: the Unicode kind takes the regex engine off its
# fast path (30 s instead of 0.5 s over 20,000 articles), and no pattern below can start or end
# inside a word that continues with a Vietnamese letter.
_MARK = "\u0001"  # a control character that no article needs; where one has it, it reads as a space

_DIGITS = "hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín|một|mốt"
_MULTIPLIERS = "mươi|chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ"
_LARGE = "chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ"
# The letters that digits may be run together with. Were it those of every script there is, half of
# a batch's time would go into working out what such a class is in bytes.
_LETTERS = r"[\p{Latin}\p{Greek}\p{Cyrillic}]&&\p{L}"
_LETTER_OR_DIGIT = rf"[[{_LETTERS}]\d]"
_CHUNK = (
    # 19 tháng 7 năm 2025: one date
    r"(?-u:\b)\d{1,2} tháng \d{1,2}(?: năm \d{4})?(?-u:\b)"
    # 2021 - 2030 and 2016- 2020: one range of years, whatever the spaces
    r"|(?-u:\b)(?:1[5-9]|20)\d\d ?[-–—] ?(?:1[5-9]|20)\d\d(?-u:\b)"
    # letters and digits with the signs between them; 13 % is one token with its %
    rf"|{_LETTER_OR_DIGIT}*\d{_LETTER_OR_DIGIT}*"
    rf"(?:[./,:\-–—_&@=?+']+{_LETTER_OR_DIGIT}+)*(?: ?%)?"
    # vague and written-out numbers
    rf"|(?-u:\b)(?i:hàng|mấy|vài|cả|nhiều) (?i:{_LARGE})(?: (?i:{_LARGE}))?(?-u:\b)"
    rf"|(?-u:\b)(?i:hơn|gần|ngót|nửa) (?i:chục)(?-u:\b)"
    r"|(?-u:\b)(?i:gấp (?:đôi|rưỡi|ba|bốn|năm|nhiều lần))(?-u:\b)"
    r"|(?-u:\b)(?i:(?:một|quá|hơn|gần|phân) nửa)(?-u:\b)"
    rf"|(?-u:\b)(?i:(?:mười|{_DIGITS})(?: (?:mười|linh|lẻ|{_MULTIPLIERS}|{_DIGITS}))+)(?-u:\b)"
    r"|(?-u:\b)(?i:hai|ba|bốn|sáu|bảy|tám|chín|mười|một) "
    r"(?i:năm|tháng|tuần|phường|xã|nhóm|giải pháp|mặt)(?-u:\b)"
    # people and cases counted in one word: hai đối tượng, ba người chết
    r"|(?-u:\b)(?i:hai|ba|bốn|sáu|bảy|tám|chín|mười) "
    r"(?i:đối tượng|bị can|bị cáo|nghi can|nghi phạm|nạn nhân|vụ"
    r"|người (?:chết|bị|thiệt mạng|tử vong|mất tích|nhập viện))(?-u:\b)"
    r"|(?-u:\b)(?i:hạng|giải) (?:Nhất|Nhì|Ba)(?-u:\b)"
    # a quarter: I/2025
    r"|(?-u:\b)[IVX]+[/.\-]\d{4}(?-u:\b)"
    # Roman numbers with what orders by them; letters behind show that it is a word (`khóa Vật`)
    r"|(?i:khóa|khoá|thứ|đại hội|quý|thế kỷ|trung ương|chương|hạng|phần|kỳ|cấp|lần|giai đoạn|vùng"
    rf"|tập|loại|nhóm) [IVX]+[{_LETTERS}]*"
)


def chunks_of(forms: pl.Series) -> tuple[list[list[str]], list[list[int]]]:
    """The chunks of each text, and where each begins.

    Args:
        forms: texts in matching form, none of them with the mark (see `without_marks`).

    Returns:
        By text its chunks, and their starts in code points with one more, that of the end.
    """
    # the whole match, not a group: groups would be looked for a second time
    parts = forms.str.replace_all(_CHUNK, f"{_MARK}${{0}}{_MARK}").str.split(_MARK)
    # text between chunks and chunks in turn, beginning with text between
    ends = parts.list.eval(pl.element().str.len_chars().cum_sum())
    chunks, starts = parts.list.gather_every(2, 1), ends.list.gather_every(2)
    return chunks.to_list(), starts.to_list()


def without_marks(forms: Forms) -> Forms:
    """The forms in which the character that marks chunks reads as a space; nearly all as given."""
    column = forms.column
    marked = column.str.contains(_MARK, literal=True).arg_true()
    if marked.is_empty():
        return forms
    texts = forms.texts.copy()
    for row in marked:
        known = texts[row]
        texts[row] = TextForms(
            known.text, known.form.replace(_MARK, " "), known.low.replace(_MARK, " ")
        )
    return Forms(column.str.replace_all(_MARK, " ", literal=True), texts)
