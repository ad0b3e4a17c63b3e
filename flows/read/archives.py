"""The members of zip and tar archives.

Comes in: an archive as a stream. Goes out: its members in order, each as a stream to read, or as
the reason why it is not read. Nothing is ever written to a path that an archive names, so a member
that climbs out of its archive can do no harm here; it is still rejected, because whoever unpacks
the archive elsewhere should know.
"""

from __future__ import annotations

import os
import re
import stat
import tarfile
import zipfile
from typing import IO, TYPE_CHECKING, NamedTuple

from flows.read.compression import compression_of, unpacked
from flows.read.frames import Document, rejected
from flows.read.limits import Budget, counted, forward_only, seekable
from flows.read.reasons import ReasonCode

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNSAFE_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
_HEADER_TYPES = frozenset(
    {
        tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE,
        tarfile.SOLARIS_XHDTYPE,
    }
)  # fmt: skip
_MAX_HEADER_BYTES = 1024 * 1024
_UTF8_NAME_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1


class Member(NamedTuple):
    """One file in an archive: its address, its name and its bytes (read before the next one)."""

    address: str
    name: str
    stream: IO[bytes]


def zip_members(
    stream: IO[bytes], address: str, budget: Budget, mtime: int | None
) -> Iterator[Member | Document]:
    """The members of a zip archive.

    Args:
        stream: The archive.
        address: Its address; a member's is `address!/name`.
        budget: Charged with every member and every byte.
        mtime: Of the container on disk, for the rows of rejected members.

    Yields:
        Members to read and rejected documents.

    Raises:
        LimitExceededError: The archive gives too much.
        zipfile.BadZipFile, OSError, ValueError: The archive as a whole is damaged.
    """
    names = _Names(address)
    with zipfile.ZipFile(seekable(stream, budget.options.max_container_bytes)) as archive:
        for info in archive.infolist():
            budget.enter()
            if info.is_dir():
                continue
            name = _zip_name(info)
            member_address, is_duplicate = names.add(name)
            reason = _name_reason(name, is_duplicate=is_duplicate) or _zip_reason(info)
            if reason is not None:
                yield rejected(member_address, *reason, size=info.file_size, mtime=mtime)
                continue
            try:
                opened = archive.open(info)
            except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
                detail = str(error)
                yield rejected(
                    member_address, ReasonCode.DAMAGED_ARCHIVE, detail, size=0, mtime=mtime
                )
                continue
            with opened:
                yield Member(member_address, name, counted(opened, budget))


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Many tools write UTF-8 names without saying so; `zipfile` then reads them as cp437."""
    if info.flag_bits & _UTF8_NAME_FLAG:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _zip_reason(info: zipfile.ZipInfo) -> tuple[ReasonCode, str] | None:
    mode = info.external_attr >> 16
    if info.flag_bits & _ENCRYPTED_FLAG:
        return ReasonCode.ENCRYPTED_ARCHIVE, ""
    if stat.S_ISLNK(mode):
        return ReasonCode.LINK_NOT_FOLLOWED, "inside an archive"
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return ReasonCode.NOT_A_REGULAR_FILE, "a special file inside an archive"
    return None


def tar_members(
    stream: IO[bytes], address: str, budget: Budget, mtime: int | None
) -> Iterator[Member | Document]:
    """The members of a tar archive, packed or not; see `zip_members`.

    Raises:
        LimitExceededError: The archive gives too much.
        tarfile.TarError, EOFError, OSError, ValueError: The archive is damaged from here on.
    """
    names = _Names(address)
    packed = forward_only(stream)
    compression = compression_of(packed)
    plain: IO[bytes] = unpacked(packed, compression) if compression else packed
    with tarfile.open(fileobj=counted(plain, budget), mode="r|", tarinfo=_BoundedHeader) as archive:
        for info in archive:
            archive.members = []  # type: ignore[attr-defined]  # or it would keep every header
            budget.enter()
            if info.isdir():
                continue
            name = os.fsencode(info.name).decode("utf-8", "backslashreplace")
            member_address, is_duplicate = names.add(name)
            reason = _name_reason(name, is_duplicate=is_duplicate) or _tar_reason(info, budget)
            opened = archive.extractfile(info) if reason is None else None
            if opened is None:
                code, detail = reason or (ReasonCode.NOT_A_REGULAR_FILE, "a special file")
                yield rejected(member_address, code, detail, size=info.size, mtime=mtime)
            else:
                yield Member(member_address, name, forward_only(opened))


class _BoundedHeader(tarfile.TarInfo):
    """`tarfile` reads long names and extended headers into memory, whatever size they claim."""

    def _proc_member(self, tar: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _HEADER_TYPES and self.size > _MAX_HEADER_BYTES:
            msg = f"a header of {self.size:,} bytes"
            raise tarfile.ReadError(msg)
        processed: tarfile.TarInfo = super()._proc_member(tar)  # type: ignore[misc]
        return processed


def _tar_reason(info: tarfile.TarInfo, budget: Budget) -> tuple[ReasonCode, str] | None:
    if info.issym() or info.islnk():
        return ReasonCode.LINK_NOT_FOLLOWED, f"to {info.linkname} inside an archive"
    if not info.isreg():
        return ReasonCode.NOT_A_REGULAR_FILE, "a special file inside an archive"
    if info.size > budget.options.max_container_bytes:
        limit = budget.options.max_container_bytes
        return ReasonCode.FILE_TOO_LARGE, f"{info.size:,} bytes, more than the limit of {limit:,}"
    return None


class _Names:
    """The addresses of an archive's members; a name's second use gets an address of its own."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._uses: dict[str, int] = {}

    def add(self, name: str) -> tuple[str, bool]:
        uses = self._uses[name] = self._uses.get(name, 0) + 1
        suffix = "" if uses == 1 else f" ({uses})"
        return f"{self._address}!/{name}{suffix}", uses > 1


def _name_reason(name: str, *, is_duplicate: bool) -> tuple[ReasonCode, str] | None:
    if _UNSAFE_NAME.search(name):
        return ReasonCode.UNSAFE_MEMBER_PATH, name
    return (ReasonCode.DUPLICATE_MEMBER, "") if is_duplicate else None
