"""Which files there are to read.

Comes in: the paths a person gave. Goes out: one candidate a file, in a fixed order, with size and
mtime, so that the flow can skip what it knows without opening it. Archives and tables are one
candidate each; what they hold is found when they are read. What may not be read (a device, a link
out of the folder) is a candidate with its reason: nothing that lies in the folder is passed over.
"""

from __future__ import annotations

import errno
import glob
import os
import re
import stat
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flows.read.frames import Candidate, candidates_frame
from flows.read.reasons import EmptyInputError, ReasonCode, UnreadableInputError, sentence
from flows.read.remote import is_remote, remote_files, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import polars as pl

    from flows.read.options import ReadOptions

SUFFIX_KINDS = {
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".parquet": "parquet", ".csv": "csv", ".tsv": "tsv",
    ".zip": "zip",
    ".tar": "tar", ".tgz": "tar", ".tbz2": "tar", ".txz": "tar", ".tzst": "tar",
    ".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd",
}  # fmt: skip
_PACKED_KINDS = frozenset({"gzip", "bzip2", "xz", "zstd"})
_LONGEST_SUFFIX = 16  # of a name only its end is looked at
PLAIN_KINDS = ("text", "html")
"""Kinds that are one document each."""

_SPECIAL_FILES = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a character device"),
    (stat.S_ISBLK, "a block device"),
)


def discover(paths: Sequence[str | Path], options: ReadOptions) -> pl.DataFrame:
    """List the files under the given paths without opening them.

    Args:
        paths: Files, folders (searched through all levels), glob patterns, or addresses
            (`s3://`, `gs://`, `https://`; they need the extra `remote`).
        options: `include` and `exclude` choose among the files of a folder; a file that is named
            itself is always a candidate.

    Returns:
        Frame of `CANDIDATES_SCHEMA`, one row a file, in the order of the paths and, within a
        folder, of the names. A file reached by two paths is listed once.

    Raises:
        UnreadableInputError: A given path does not exist, may not be read, or is no file.
        EmptyInputError: The given paths hold no file at all.
    """
    if not paths:
        msg = "No path was given; name a file or a folder with articles."
        raise UnreadableInputError(msg)
    found: dict[bytes | str, Candidate] = {}
    for path in paths:
        for candidate in _candidates(str(path), options):
            found.setdefault(candidate.raw_path or candidate.source_path, candidate)
    if not found:
        named = ", ".join(str(path) for path in paths)
        msg = f"There is no file to read in {named}; put the articles there, or check `include`."
        raise EmptyInputError(msg)
    return candidates_frame(found.values())


def _candidates(path: str, options: ReadOptions) -> Iterator[Candidate]:
    if is_remote(path):
        yield from _remote_candidates(path, options)
        return
    if not os.path.lexists(path) and glob.has_magic(path):
        yield from _matches(path, options)
        return
    raw = os.path.abspath(os.fsencode(path))  # noqa: PTH100 - names on disk are bytes
    status = _checked_status(raw, path)
    if stat.S_ISDIR(status.st_mode):
        yield from _walk(raw, options)
    elif stat.S_ISREG(status.st_mode):
        yield _regular(raw, status)
    else:
        msg = f"{path} is {_special(status)}, not a file or a folder; name a file with text."
        raise UnreadableInputError(msg)


def _remote_candidates(address: str, options: ReadOptions) -> Iterator[Candidate]:
    is_wanted = _name_filter(options.include, options.exclude)
    for full, relative, size, mtime in remote_files(address):
        if full == address or is_wanted is None or is_wanted(relative):
            name = shown(full)
            kind = kind_of(name.partition("?")[0])
            yield Candidate(name, size, mtime, kind, full.encode("utf-8", "surrogateescape"))


def _matches(pattern: str, options: ReadOptions) -> Iterator[Candidate]:
    matches = sorted(glob.glob(pattern, recursive=True, include_hidden=True))  # noqa: PTH207
    if not matches:
        msg = f"No file matches {pattern}; check the pattern."
        raise UnreadableInputError(msg)
    for match in matches:
        if not Path(match).is_dir():
            yield from _candidates(match, options)


def _checked_status(raw: bytes, path: str) -> os.stat_result:
    """What a path is; an error in a sentence where it is not there or may not be read."""
    try:
        status = os.stat(raw)  # noqa: PTH116
        if stat.S_ISDIR(status.st_mode):
            os.scandir(raw).close()
        elif not os.access(raw, os.R_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror or error}; check the path and its rights."
        raise UnreadableInputError(msg) from error
    except ValueError as error:  # a NUL in the name
        msg = f"{path!r} is not a path: {error}."
        raise UnreadableInputError(msg) from error
    return status


def _walk(root: bytes, options: ReadOptions) -> Iterator[Candidate]:
    is_wanted = _name_filter(options.include, options.exclude)
    real_root = os.path.realpath(root)
    start = len(root.rstrip(b"/")) + 1
    pending = [root]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            detail = error.strerror or str(error)
            yield _rejected(folder, ReasonCode.UNREADABLE_FOLDER, detail)
            continue
        subfolders = []
        for entry in entries:
            try:
                if entry.is_dir(follow_symlinks=False):
                    subfolders.append(entry.path)
                elif is_wanted is None or is_wanted(_shown(entry.path[start:])):
                    yield _entry(entry, real_root)
            except OSError as error:
                yield _failed(entry.path, error)
        pending.extend(reversed(subfolders))


def _entry(entry: os.DirEntry[bytes], real_root: bytes) -> Candidate:
    if entry.is_symlink():
        return _link(entry.path, real_root)
    status = entry.stat(follow_symlinks=False)
    if stat.S_ISREG(status.st_mode):
        return _regular(entry.path, status)
    return _rejected(entry.path, ReasonCode.NOT_A_REGULAR_FILE, _special(status))


def _link(path: bytes, real_root: bytes) -> Candidate:
    """A link is read where it points to a file in the folder; any other is a rejected candidate."""
    target = os.path.realpath(path)
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError as error:
        detail = f"that leads nowhere ({error.strerror or error})"
        return _rejected(path, ReasonCode.LINK_NOT_FOLLOWED, detail)
    if target != real_root and not target.startswith(real_root.rstrip(b"/") + b"/"):
        return _rejected(path, ReasonCode.LINK_OUTSIDE_FOLDER, _shown(target))
    if stat.S_ISDIR(status.st_mode):
        detail = f"to the folder {_shown(target)}"
        return _rejected(path, ReasonCode.LINK_NOT_FOLLOWED, detail)
    if not stat.S_ISREG(status.st_mode):
        return _rejected(path, ReasonCode.NOT_A_REGULAR_FILE, _special(status))
    return _regular(path, status)


def _regular(path: bytes, status: os.stat_result) -> Candidate:
    shown = _shown(path)
    return Candidate(shown, status.st_size, status.st_mtime_ns // 1000, kind_of(shown), path)


def _failed(path: bytes, error: OSError) -> Candidate:
    if isinstance(error, FileNotFoundError):
        return _rejected(path, ReasonCode.VANISHED_FILE)
    return _rejected(path, ReasonCode.UNREADABLE_FILE, error.strerror or str(error))


def _rejected(path: bytes, code: ReasonCode, detail: str = "") -> Candidate:
    shown = _shown(path)
    return Candidate(
        shown, 0, None, kind_of(shown), path, code.value, sentence(code, shown, detail)
    )


def _special(status: os.stat_result) -> str:
    for is_special, name in _SPECIAL_FILES:
        if is_special(status.st_mode):
            return name
    return "neither a file nor a folder"


def _shown(path: bytes) -> str:
    r"""A path as text; a byte that is not UTF-8 is shown as \\xNN."""
    return path.decode("utf-8", "backslashreplace")


def kind_of(name: str) -> str:
    """How a file of this name is read: by its suffix, `text` where it says nothing."""
    stem, dot, suffix = name[-_LONGEST_SUFFIX:].lower().rpartition(".")
    kind = SUFFIX_KINDS.get(dot + suffix, "text") if stem and "/" not in suffix else "text"
    return "tar" if kind in _PACKED_KINDS and stem.endswith(".tar") else kind


class _NameFilter(NamedTuple):
    include: tuple[re.Pattern[str], ...]
    exclude: tuple[re.Pattern[str], ...]

    def __call__(self, relative_path: str) -> bool:
        return any(pattern.fullmatch(relative_path) for pattern in self.include) and not any(
            pattern.fullmatch(relative_path) for pattern in self.exclude
        )


def _name_filter(include: Iterable[str], exclude: Iterable[str]) -> _NameFilter | None:
    """What chooses among the files of a folder; null where all are wanted."""
    if not exclude and "**/*" in include:
        return None
    return _NameFilter(
        tuple(glob_pattern(glob_text) for glob_text in include),
        tuple(glob_pattern(glob_text) for glob_text in exclude),
    )


_GLOB_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\[[!^]?\]?[^\]/]*\]|.", re.DOTALL)
_GLOB_REGEX = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@lru_cache(maxsize=256)
def glob_pattern(glob_text: str) -> re.Pattern[str]:
    """A glob as a regular expression; without a slash it holds for names at every level."""
    if "/" not in glob_text:
        glob_text = "**/" + glob_text
    parts = []
    for token in _GLOB_TOKEN.findall(glob_text):
        if token in _GLOB_REGEX:
            parts.append(_GLOB_REGEX[token])
        elif token.startswith("[") and len(token) > 1:
            inner = token[1:-1].replace("\\", "\\\\")
            parts.append("[" + ("^" + inner[1:] if inner[:1] in {"!", "^"} else inner) + "]")
        else:
            parts.append(re.escape(token))
    return re.compile("".join(parts), re.DOTALL)
