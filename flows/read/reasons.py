"""Why a document is rejected: one code for a machine, one sentence for a person.

Comes in: a code and what the sentence names. Goes out: the sentence, which says what is wrong with
which file, where, and what to do. A new way to fail is a new row here, never a bare string.
"""

from __future__ import annotations

from enum import StrEnum


class ReasonCode(StrEnum):
    """The reasons for which reading rejects a document."""

    # the file itself
    VANISHED_FILE = "vanished_file"
    UNREADABLE_FILE = "unreadable_file"
    UNREADABLE_FOLDER = "unreadable_folder"
    CHANGED_WHILE_READ = "changed_while_read"
    NOT_A_REGULAR_FILE = "not_a_regular_file"
    LINK_OUTSIDE_FOLDER = "link_outside_folder"
    LINK_NOT_FOLLOWED = "link_not_followed"
    EMPTY_FILE = "empty_file"
    FILE_TOO_LARGE = "file_too_large"
    # archives
    DAMAGED_ARCHIVE = "damaged_archive"
    EMPTY_ARCHIVE = "empty_archive"
    ENCRYPTED_ARCHIVE = "encrypted_archive"
    UNSAFE_MEMBER_PATH = "unsafe_member_path"
    DUPLICATE_MEMBER = "duplicate_member"
    ARCHIVE_TOO_DEEP = "archive_too_deep"
    ARCHIVE_TOO_LARGE = "archive_too_large"
    ARCHIVE_RATIO_TOO_HIGH = "archive_ratio_too_high"
    TOO_MANY_ENTRIES = "too_many_entries"
    # tables and pages
    DAMAGED_TABLE = "damaged_table"
    EMPTY_TABLE = "empty_table"
    DAMAGED_ROW = "damaged_row"
    MISSING_TEXT_COLUMN = "missing_text_column"
    MISSING_TEXT = "missing_text"
    NO_MAIN_TEXT = "no_main_text"
    PAGE_TOO_DEEP = "page_too_deep"
    # remote
    UNREACHABLE_ADDRESS = "unreachable_address"
    # text
    BINARY_FILE = "binary_file"
    NO_LETTERS = "no_letters"
    LINE_TOO_LONG = "line_too_long"
    DAMAGED_ENCODING = "damaged_encoding"
    AMBIGUOUS_ENCODING = "ambiguous_encoding"
    UNKNOWN_ENCODING = "unknown_encoding"
    NOT_VIETNAMESE = "not_vietnamese"


SENTENCES: dict[ReasonCode, str] = {
    ReasonCode.VANISHED_FILE: (
        "{path} was there when the folder was listed and gone when it was to be read; "
        "put it back and run again."
    ),
    ReasonCode.UNREADABLE_FILE: (
        "{path} cannot be read: {detail}; check its permissions or its disk and run again."
    ),
    ReasonCode.UNREADABLE_FOLDER: (
        "The folder {path} cannot be listed: {detail}; give Khotin the right to read it "
        "and run again."
    ),
    ReasonCode.CHANGED_WHILE_READ: (
        "{path} changed while it was being read; run again when nothing writes to it any more."
    ),
    ReasonCode.NOT_A_REGULAR_FILE: (
        "{path} is {detail}, not a file with text; take it out of the folder."
    ),
    ReasonCode.LINK_OUTSIDE_FOLDER: (
        "{path} is a link to {detail}, outside the folder that was given; copy the file into the "
        "folder or give its own path."
    ),
    ReasonCode.LINK_NOT_FOLLOWED: (
        "{path} is a link {detail} and is not followed; the files there are read where they lie, "
        "or copy them into the folder."
    ),
    ReasonCode.EMPTY_FILE: "{path} is empty (0 bytes or only blanks); fetch it again or remove it.",
    ReasonCode.FILE_TOO_LARGE: (
        "{path} has {detail}; split it, or raise the limit in the settings if it is truly one text."
    ),
    ReasonCode.DAMAGED_ARCHIVE: (
        "{path} cannot be unpacked: {detail}; fetch the archive again. Members read before the "
        "damage are kept."
    ),
    ReasonCode.EMPTY_ARCHIVE: "{path} holds no file; check how the archive was made.",
    ReasonCode.ENCRYPTED_ARCHIVE: (
        "{path} is encrypted; unpack it with its password and give the files."
    ),
    ReasonCode.UNSAFE_MEMBER_PATH: (
        "{path} has a name that leaves its archive ({detail}); the member was not read. Make the "
        "archive anew from a source you trust."
    ),
    ReasonCode.DUPLICATE_MEMBER: (
        "{path} occurs more than once in its archive; the first was read, this one was not. Make "
        "the archive anew with one file a name."
    ),
    ReasonCode.ARCHIVE_TOO_DEEP: (
        "{path} is an archive {detail} deep, deeper than the limit; unpack it and give the files, "
        "or raise the limit in the settings."
    ),
    ReasonCode.ARCHIVE_TOO_LARGE: (
        "{path} unpacks to {detail}; reading of it stopped. Unpack it in parts, or raise the limit "
        "in the settings."
    ),
    ReasonCode.ARCHIVE_RATIO_TOO_HIGH: (
        "{path} unpacks to {detail}, as an archive bomb does; it was not read further. If it is "
        "honest, unpack it yourself or raise the limit in the settings."
    ),
    ReasonCode.TOO_MANY_ENTRIES: (
        "{path} has {detail}; reading of it stopped. Split it, or raise the limit in the settings."
    ),
    ReasonCode.DAMAGED_TABLE: (
        "{path} cannot be read as a table: {detail}; export it again. Rows read before the damage "
        "are kept."
    ),
    ReasonCode.EMPTY_TABLE: "{path} has no rows; check the export that made it.",
    ReasonCode.DAMAGED_ROW: "{path} is not a valid row: {detail}; mend this row in its file.",
    ReasonCode.MISSING_TEXT_COLUMN: (
        "{path} has no column {detail}; name the column that holds the text in the settings "
        "(text_column)."
    ),
    ReasonCode.MISSING_TEXT: "{path} has no text in the column {detail}; fill it or drop the row.",
    ReasonCode.NO_MAIN_TEXT: (
        "{path} is an HTML page in which no main text was found; save the article's own page, or "
        "its text as .txt."
    ),
    ReasonCode.PAGE_TOO_DEEP: (
        "{path} is an HTML page nested {detail}; save the article's own page, or its text as .txt."
    ),
    ReasonCode.UNREACHABLE_ADDRESS: (
        "{path} cannot be fetched: {detail}; check the address, the network and the access rights."
    ),
    ReasonCode.BINARY_FILE: (
        "{path} is not text: {detail}; export its text as .txt, .html, .csv or .jsonl."
    ),
    ReasonCode.NO_LETTERS: "{path} has no words ({detail}); check how the text was exported.",
    ReasonCode.LINE_TOO_LONG: (
        "{path} has a line of {detail}; it looks like data. Break its lines, or raise the limit in "
        "the settings."
    ),
    ReasonCode.DAMAGED_ENCODING: (
        "{path} is damaged text: {detail}; fetch or export the file again."
    ),
    ReasonCode.AMBIGUOUS_ENCODING: (
        "The encoding of {path} is in doubt: {detail}; convert the file to UTF-8 from the encoding "
        "you know it has."
    ),
    ReasonCode.UNKNOWN_ENCODING: (
        "{path} is in none of the encodings that Khotin knows: {detail}; convert it to UTF-8."
    ),
    ReasonCode.NOT_VIETNAMESE: (
        "{path} does not read as Vietnamese: {detail}; take it out of the folder, or check the "
        "encoding it was saved in."
    ),
}

_MAX_DETAIL_CHARACTERS = 300


def sentence(code: ReasonCode, path: str, detail: str = "") -> str:
    """Say what is wrong with a file.

    Args:
        code: The reason.
        path: Address of the document, as in `source_path`.
        detail: What the sentence names beside the path; cut where a hostile file made it long.

    Returns:
        One sentence in one line.
    """
    path = _printable(path)
    detail = " ".join(_printable(detail).split())
    if len(detail) > _MAX_DETAIL_CHARACTERS:
        detail = detail[: _MAX_DETAIL_CHARACTERS - 1] + "…"
    return SENTENCES[code].format(path=path, detail=detail)


def _printable(text: str) -> str:
    """Names and values of hostile files have line ends, controls and halves of characters."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


class UnreadableInputError(Exception):
    """A path that was asked for does not exist or cannot be read; the message is a sentence."""


class EmptyInputError(UnreadableInputError):
    """A folder that was asked for has no file to read; the message is a sentence."""
