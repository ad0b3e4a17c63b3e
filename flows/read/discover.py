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

from flows.read.found import Found, shown_path
from flows.read.frames import Candidate
from flows.read.kinds import kind_of
from flows.read.reasons import EmptyInputError, ReasonCode, UnreadableInputError, sentence
from flows.read.remote import is_remote, remote_files, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import polars as pl

    from flows.read.options import ReadOptions

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
    found = Found()
    for path in paths:
        _find(str(path), options, found)
    if not found.rows:
        named = ", ".join(str(path) for path in paths)
        msg = f"There is no file to read in {named}; put the articles there, or check `include`."
        raise EmptyInputError(msg)
    return found.frame()


def _find(path: str, options: ReadOptions, found: Found) -> None:
    if is_remote(path):
        for candidate in _remote_candidates(path, options):
            found.add(candidate)
        return
    if not os.path.lexists(path) and glob.has_magic(path):
        for match in _matches(path):
            _find(match, options, found)
        return
    raw = os.path.abspath(os.fsencode(path))  # noqa: PTH100 - names on disk are bytes
    status = _checked_status(raw, path)
    if stat.S_ISDIR(status.st_mode):
        _walk(raw, options, found)
    elif stat.S_ISREG(status.st_mode):
        found.add_file(raw, status)
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


def _matches(pattern: str) -> list[str]:
    """The files that match a pattern, but no folder."""
    matches = sorted(glob.glob(pattern, recursive=True, include_hidden=True))  # noqa: PTH207
    if not matches:
        msg = f"No file matches {pattern}; check the pattern."
        raise UnreadableInputError(msg)
    return [match for match in matches if not Path(match).is_dir()]


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


def _walk(root: bytes, options: ReadOptions, found: Found) -> None:
    is_wanted = _name_filter(options.include, options.exclude)
    real_root = os.path.realpath(root)
    start = len(root.rstrip(b"/")) + 1
    rows, is_file, status_of = found.rows, stat.S_ISREG, os.lstat  # as often as there are files
    pending = [root]
    while pending:
        folder = pending.pop()
        try:
            names = sorted(os.listdir(folder))  # noqa: PTH208 - names on disk are bytes
        except OSError as error:
            detail = error.strerror or str(error)
            found.add(_rejected(folder, ReasonCode.UNREADABLE_FOLDER, detail))
            continue
        prefix = folder if folder.endswith(b"/") else folder + b"/"
        subfolders = []
        for name in names:
            path = prefix + name
            is_chosen = is_wanted is None or is_wanted(shown_path(path[start:]))
            try:
                status = status_of(path)
                mode = status.st_mode
                if is_chosen and is_file(mode):
                    rows[path] = (status.st_size, status.st_mtime_ns)
                elif stat.S_ISDIR(mode):
                    subfolders.append(path)
                elif is_chosen:
                    found.add(_odd_entry(path, status, real_root))
            except OSError as error:
                if is_chosen:
                    found.add(_failed(path, error))
        pending.extend(reversed(subfolders))


def _odd_entry(path: bytes, status: os.stat_result, real_root: bytes) -> Candidate:
    if stat.S_ISLNK(status.st_mode):
        return _link(path, real_root)
    return _rejected(path, ReasonCode.NOT_A_REGULAR_FILE, _special(status))


def _link(path: bytes, real_root: bytes) -> Candidate:
    """A link is read where it points to a file in the folder; any other is a rejected candidate."""
    target = os.path.realpath(path)
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError as error:
        detail = f"that leads nowhere ({error.strerror or error})"
        return _rejected(path, ReasonCode.LINK_NOT_FOLLOWED, detail)
    if target != real_root and not target.startswith(real_root.rstrip(b"/") + b"/"):
        return _rejected(path, ReasonCode.LINK_OUTSIDE_FOLDER, shown_path(target))
    if stat.S_ISDIR(status.st_mode):
        detail = f"to the folder {shown_path(target)}"
        return _rejected(path, ReasonCode.LINK_NOT_FOLLOWED, detail)
    if not stat.S_ISREG(status.st_mode):
        return _rejected(path, ReasonCode.NOT_A_REGULAR_FILE, _special(status))
    return _regular(path, status)


def _regular(path: bytes, status: os.stat_result) -> Candidate:
    shown = shown_path(path)
    return Candidate(shown, status.st_size, status.st_mtime_ns // 1000, kind_of(shown), path)


def _failed(path: bytes, error: OSError) -> Candidate:
    if isinstance(error, FileNotFoundError):
        return _rejected(path, ReasonCode.VANISHED_FILE)
    return _rejected(path, ReasonCode.UNREADABLE_FILE, error.strerror or str(error))


def _rejected(path: bytes, code: ReasonCode, detail: str = "") -> Candidate:
    shown = shown_path(path)
    return Candidate(
        shown, 0, None, kind_of(shown), path, code.value, sentence(code, shown, detail)
    )


def _special(status: os.stat_result) -> str:
    for is_special, name in _SPECIAL_FILES:
        if is_special(status.st_mode):
            return name
    return "neither a file nor a folder"


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
