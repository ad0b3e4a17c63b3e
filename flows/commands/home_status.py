"""`khotin status`: how the last run of a home went, what is published, and what there is to do.

What comes in: a home. What goes out: facts as JSON knows them, and as text. The build file is
asked where no run holds the lease, because it knows of runs that published nothing; otherwise the
published file is. Only the standard library and DuckDB are imported, so that the answer takes
less than half a second.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import duckdb

from flows import versions
from flows.target import target_of
from warehouse.errors import WarehouseError
from warehouse.lease import lease_holder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flows.settings import Home

Facts = dict[str, Any]
HOURS_UNTIL_OLD = 48
ENDED_BADLY = {"failed": "failed", "crashed": "died", "cancelled": "was stopped"}
LAST_RUN = """
    select
        run_id, status, started_at, finished_at, release, error,
        files_read, files_accepted, files_duplicate, files_unchanged, files_rejected
    from quality.runs
    order by started_at desc
    limit 1
"""


def status(home: Home) -> Facts:
    """The state of a home.

    Returns:
        home, published_path, report_path, release, releases, age_hours (of the release),
        fresh_hours (since a run last ended well), last_run, lease (who holds it), serve (where
        `khotin serve` answers), quarantined_files, rules_version, articles_by_rules,
        stale_articles (made by other rules than these), disk_bytes, and next: sentences that say
        what to do. A fact that cannot be known is null.
    """
    report = home.report / "index.html"
    facts: Facts = {
        "home": str(home.folder),
        "published_path": None,
        "report_path": str(report) if report.exists() else None,
        "release": None,
        "releases": [],
        "age_hours": None,
        "fresh_hours": None,
        "last_run": None,
        "lease": lease_holder(home.lease_file),
        "serve": _serve_address(home),
        "quarantined_files": None,
        "rules_version": versions.rules_version(),
        "articles_by_rules": None,
        "stale_articles": None,
        "disk_bytes": disk_use(home),
    }
    named_release = _ask_published(home, facts)
    if facts["lease"] is None and home.build_file.exists():
        _ask(home.build_file, facts, (_runs, _quarantine, _rules))
    return {**facts, "next": list(_next(facts, named_release))}


def _ask_published(home: Home, facts: Facts) -> str | None:
    """Ask the target what is published; return the release that is meant to be."""
    questions = (_release, _runs, _quarantine)
    target = target_of(home, keep_releases=1)
    try:
        facts["releases"] = target.kept_releases()
        named_release = target.current()
        if home.lake is None and home.published_file.exists():
            facts["published_path"] = target.address()
            _ask(home.published_file, facts, questions)
        elif home.lake is not None and named_release:
            facts["published_path"] = target.address()
            with home.open() as connection:
                for question in questions:
                    question(connection, facts)
    except WarehouseError as error:
        facts["problem"] = str(error).removesuffix(".")
        return None
    return named_release


def _serve_address(home: Home) -> str | None:
    if lease_holder(home.serve / "lease.json") is None:
        return None
    try:
        return home.serve_address.read_text(encoding="ascii").removesuffix("/api")
    except OSError:
        return None


def disk_use(home: Home) -> dict[str, int]:
    """Bytes of each part of a home, and of all of it."""
    parts: dict[str, int] = {}
    if home.folder.is_dir():
        for entry in sorted(home.folder.iterdir()):
            files = entry.rglob("*") if entry.is_dir() else [entry]
            parts[entry.name] = sum(_size(file) for file in files)
    return {**parts, "total": sum(parts.values())}


def _size(path: Path) -> int:
    """Bytes of a file; none where a run removes it this instant."""
    try:
        return path.lstat().st_size
    except FileNotFoundError:
        return 0


def _ask(file: Path, facts: Facts, questions: tuple[Any, ...]) -> None:
    """Put questions to a file; one that cannot be opened becomes a fact itself."""
    try:
        with duckdb.connect(str(file), read_only=True) as connection:
            connection.execute("set timezone = 'UTC'")
            for question in questions:
                question(connection, facts)
    except duckdb.Error as error:
        facts["problem"] = f"{file} cannot be read: {str(error).strip().splitlines()[0]}"


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Facts]:
    found = connection.execute(sql)
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _release(connection: duckdb.DuckDBPyConnection, facts: Facts) -> None:
    facts["release"] = _rows(connection, "from release.info")[0]
    facts["age_hours"] = _hours_since(facts["release"]["published_at"])


def _runs(connection: duckdb.DuckDBPyConnection, facts: Facts) -> None:
    runs = _rows(connection, LAST_RUN)
    facts["last_run"] = runs[0] if runs else None
    well = _rows(
        connection,
        "select max(coalesce(finished_at, started_at)) as at from quality.runs "
        "where status in ('published', 'unchanged')",
    )[0]["at"]
    facts["fresh_hours"] = _hours_since(well) if well else facts["age_hours"]


def _quarantine(connection: duckdb.DuckDBPyConnection, facts: Facts) -> None:
    counted = _rows(connection, "select count(*) as n from quality.rejected_files")
    facts["quarantined_files"] = counted[0]["n"]


def _rules(connection: duckdb.DuckDBPyConnection, facts: Facts) -> None:
    counted = _rows(
        connection,
        "select rules_version, count(*) as articles from raw.articles group by all order by all",
    )
    facts["articles_by_rules"] = {row["rules_version"]: row["articles"] for row in counted}
    facts["stale_articles"] = sum(
        row["articles"] for row in counted if row["rules_version"] != facts["rules_version"]
    )


def _hours_since(moment: datetime) -> float:
    return round((datetime.now(UTC) - moment).total_seconds() / 3600, 1)


def _next(facts: Facts, named_release: str | None) -> Iterator[str]:
    """Sentences that say what to do, the most pressing first."""
    home, last_run = facts["home"], facts["last_run"] or {}
    if facts["lease"]:
        pid = facts["lease"].get("pid", "unknown")
        yield f"A run is under way in process {pid}: what is told here is from before it."
    if "problem" in facts:
        yield f"{facts['problem']}. `khotin run` says what to do with it."
    if last_run.get("status") in ENDED_BADLY:
        reason = last_run["error"] or "It ended without a word."
        yield (
            f"The last run {ENDED_BADLY[last_run['status']]}, so what is published is older. "
            f"{reason} Run `khotin run` again; {home}/khotin.log has the details."
        )
    elif last_run.get("status") == "running" and not facts["lease"]:
        yield "The last run died without a word: run `khotin run` again, it goes on from there."
    if facts["published_path"] is None:
        yield (
            f"Release {named_release} is kept, but not in place: `khotin run` puts it back."
            if named_release
            else "Nothing is published yet: run `khotin run`."
        )
    elif facts["fresh_hours"] is not None and facts["fresh_hours"] > HOURS_UNTIL_OLD:
        yield (
            f"No run has ended well for {facts['fresh_hours']:.0f} hours: run `khotin run`, or "
            "`khotin serve` to run every day."
        )
    if facts["quarantined_files"]:
        yield (
            f"{facts['quarantined_files']} files are in quarantine: "
            '`khotin query "from quality.rejected_files"` says why, `khotin replay` takes them '
            "in again after a fix."
        )
    if facts["stale_articles"]:
        yield (
            f"{facts['stale_articles']} articles were made by older rules: "
            "`khotin run --reprocess` makes them anew."
        )


def as_text(facts: Facts) -> str:
    """The state of a home for a person."""
    lines = [
        ("home", facts["home"]),
        ("published", facts["published_path"] or "nothing yet"),
        ("release", _release_text(facts)),
        ("kept releases", ", ".join(facts["releases"]) or "none"),
        ("last run", _run_text(facts["last_run"])),
        ("ended well", _ago(facts["fresh_hours"])),
        ("lease", _lease_text(facts["lease"])),
        ("serve", facts["serve"] or "not running"),
        ("quarantine", f"{facts['quarantined_files'] or 0} files"),
        ("rules", _rules_text(facts)),
        ("disk", ", ".join(f"{name} {_bytes(n)}" for name, n in facts["disk_bytes"].items())),
        ("report", facts["report_path"] or "none"),
        *(("next", sentence) for sentence in facts["next"]),
    ]
    return _without_controls("\n".join(f"{name:<14} {text}" for name, text in lines))


def _release_text(facts: Facts) -> str:
    release = facts["release"]
    if release is None:
        return "none"
    published = f"{release['published_at']:%Y-%m-%d %H:%M} UTC, {_ago(facts['age_hours'])}"
    return f"{release['release']} of {release['article_count']:,} articles, {published}"


def _run_text(run: Facts | None) -> str:
    if run is None:
        return "none"
    read = (
        f"; {run['files_read']:,} files: {run['files_accepted']:,} accepted, "
        f"{run['files_duplicate']:,} duplicate, {run['files_unchanged']:,} unchanged, "
        f"{run['files_rejected']:,} rejected"
        if run["files_read"] is not None
        else ""
    )
    return f"{run['run_id']} {run['status']}, began {run['started_at']:%Y-%m-%d %H:%M} UTC{read}"


def _lease_text(holder: Facts | None) -> str:
    if holder is None:
        return "free"
    known = {name: holder.get(name, "unknown") for name in ("pid", "host", "run_id", "since")}
    return "pid {pid} on {host}, run {run_id}, since {since}".format(**known)


def _rules_text(facts: Facts) -> str:
    stale = facts["stale_articles"]
    made = "" if stale is None else f"; {stale:,} articles by older ones"
    return f"{facts['rules_version']}{made}"


def _ago(hours: float | None) -> str:
    return "never" if hours is None else f"{hours:,.1f} hours ago"


def _bytes(count: int) -> str:
    size = float(count)
    for unit in ("B", "KB", "MB"):
        if size < 1000:  # noqa: PLR2004
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


def _without_controls(text: str) -> str:
    """Paths and messages may hold press text, which must not steer the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)
