"""Files that are not on this machine: s3://, gs://, https:// and what else fsspec knows.

Comes in: addresses. Goes out: candidates and streams, through fsspec (the extra `remote`). Access
rights come from where each store's own tools take them (environment, profile), never from here; an
address is shown without the password or signature it may carry.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from typing import IO, TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flows.read.limits import forward_only
from flows.read.reasons import ReasonCode, UnreadableInputError, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flows.read.frames import Candidate

_SECRET_WORDS = ("sig", "token", "key", "credential", "password", "secret")
_MTIME_FIELDS = ("LastModified", "mtime", "updated", "last_modified", "created")
SECOND = 1_000_000
PAUSES_SECONDS = (1.0, 2.0)
TOO_MANY_REQUESTS, SERVER_ERROR = 429, 500
LOG = logging.getLogger(__name__)

Answer = TypeVar("Answer")


def is_remote(path: str | bytes) -> bool:
    """Whether a path is an address."""
    return b"://" in path if isinstance(path, bytes) else "://" in path


def shown(address: str) -> str:
    """An address without the secrets it may carry."""
    parts = urlsplit(address)
    query = [
        (name, "***" if any(word in name.lower() for word in _SECRET_WORDS) else value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
    ]
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, urlencode(query, safe="*/:"), ""))


def remote_files(address: str) -> Iterator[tuple[str, str, int, int | None]]:
    """The files under an address.

    Args:
        address: A file, a folder, or a glob pattern where the store can list.

    Yields:
        For each file its address, its path below the given address, its size in bytes (0 if the
        store does not say) and when it was changed (µs since 1970, or null).

    Raises:
        UnreadableInputError: Nothing is there, or it cannot be reached.
    """
    fs, path = _filesystem(address)
    try:
        infos = _patiently(lambda: _listed(fs, path, address))
    except Exception as error:
        detail = str(error) or type(error).__name__
        msg = sentence(ReasonCode.UNREACHABLE_ADDRESS, shown(address), detail)
        raise UnreadableInputError(msg) from error
    files = [info for info in infos if info.get("type") != "directory"]
    if not files:
        msg = f"There is no file at {shown(address)}; check the address."
        raise UnreadableInputError(msg)
    for info in sorted(files, key=lambda info: str(info["name"])):
        name = str(info["name"])
        full = address if len(files) == 1 and name == path else fs.unstrip_protocol(name)
        relative = name[len(path) :].lstrip("/") if name.startswith(path) else name
        yield full, relative or name.rpartition("/")[2], int(info.get("size") or 0), _mtime(info)


def _listed(fs: Any, path: str, address: str) -> list[dict[str, Any]]:
    if address.startswith("http"):
        return [fs.info(path)]
    if any(sign in path for sign in "*?["):
        return list(fs.glob(path, detail=True).values())
    if fs.isdir(path):
        return list(fs.find(path, detail=True).values())
    return [fs.info(path)]


def _patiently(call: Callable[[], Answer]) -> Answer:
    """Ask again, after a longer pause each time, where asking again may help."""
    for pause in PAUSES_SECONDS:
        try:
            return call()
        except Exception as error:
            if not _may_pass(error):
                raise
            LOG.warning("A store did not answer, asking again in %.0f s: %r", pause, error)
            time.sleep(pause)
    return call()


def _may_pass(error: Exception) -> bool:
    """Whether an error is of the moment: fsspec calls every refusal of a web server not found."""
    status = getattr(error.__cause__ or error, "status", None)
    if isinstance(status, int):
        return status >= SERVER_ERROR or status == TOO_MANY_REQUESTS
    final = (FileNotFoundError, PermissionError, NotImplementedError, ValueError)
    return not isinstance(error, final)


def open_remote(candidate: Candidate) -> IO[bytes]:
    """Open a remote candidate.

    Raises:
        OSError: It cannot be reached; whatever the store's own error was.
    """
    address = (candidate.raw_path or b"").decode()
    fs, path = _filesystem(address)
    try:
        if address.startswith("http"):  # many web servers give files only whole
            return forward_only(_patiently(lambda: fs.open(path, "rb", block_size=0)))
        return cast("IO[bytes]", _patiently(lambda: fs.open(path, "rb")))
    except OSError:
        raise
    except Exception as error:
        raise OSError(str(error)) from error


def _filesystem(address: str) -> tuple[Any, str]:
    try:
        import fsspec  # type: ignore[import-untyped]  # noqa: PLC0415 - an optional extra

        fs, path = fsspec.core.url_to_fs(address)
    except ImportError as error:
        msg = (
            f"{shown(address)} is remote, and the extra for remote files is not installed "
            f"({error}); install khotin[remote]."
        )
        raise UnreadableInputError(msg) from error
    except ValueError as error:
        msg = f"{shown(address)} is no address that Khotin can read: {error}."
        raise UnreadableInputError(msg) from error
    return fs, path


def _mtime(info: dict[str, Any]) -> int | None:
    for name in _MTIME_FIELDS:
        value = info.get(name)
        if isinstance(value, str):
            try:
                value = dt.datetime.fromisoformat(value)
            except ValueError:
                continue
        if isinstance(value, dt.datetime):
            return int(value.timestamp() * SECOND)
        if isinstance(value, int | float):
            return int(value * SECOND)
    return None
