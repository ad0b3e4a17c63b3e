"""Settings of a Khotin home, from the environment (`KHOTIN_*`), then `khotin.toml`, then defaults.

What comes in: environment variables, and `khotin.toml` in the working folder. What goes out: one
frozen `Settings`, which every step gets its numbers from, so that nothing else in the project
reads the environment.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ByteSize, Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from flows.read.options import ReadOptions

PROJECT = Path(__file__).resolve().parent.parent
SETTINGS_FILE = "khotin.toml"


class Settings(BaseSettings):
    """All settings; each may be given as `KHOTIN_<NAME>` or in `khotin.toml`."""

    model_config = SettingsConfigDict(
        env_prefix="KHOTIN_",
        env_nested_delimiter="__",
        toml_file=SETTINGS_FILE,
        frozen=True,
        extra="forbid",
    )

    home: Path = Field(
        default=PROJECT / "warehouse" / "data", description="Where the warehouse lives."
    )
    sources: tuple[str, ...] = Field(
        default=(str(PROJECT / "seeds" / "press"),),
        description="Read when `khotin run` names no path.",
    )

    memory_limit: ByteSize = Field(
        default=ByteSize(1024**3),
        description="DuckDB's memory limit; the rest spills to the temp folder.",
    )
    threads: int = Field(default=2, ge=1, description="Threads of DuckDB and of dbt.")
    workers: int = Field(
        default=2, ge=1, description="Processes that decode and extract large loads."
    )
    read: ReadOptions = Field(
        default=ReadOptions(batch_bytes=16 * 1024**2, batch_rows=2000, worker_processes=2),
        description="Columns, globs and limits of reading, such as `KHOTIN_READ__TEXT_COLUMN`.",
    )

    keep_releases: int = Field(default=5, ge=1, description="Releases kept for rollback.")
    notify_urls: tuple[str, ...] = Field(
        default=(), description="Apprise URLs that are told when a run publishes nothing."
    )
    prefect_api_url: str | None = Field(
        default=None,
        description="A Prefect server to report to; unset: PREFECT_API_URL, else a private one.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Put the command line before the environment, and the environment before the file."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


class Home:
    """The folder of one warehouse and the names of what lies in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.expanduser().resolve()

    @property
    def build_file(self) -> Path:
        """The private file that runs write and nobody else opens."""
        return self.folder / "build.duckdb"

    @property
    def published_file(self) -> Path:
        """The file that analysts read."""
        return self.folder / "press.duckdb"

    @property
    def releases(self) -> Path:
        """One folder a kept release."""
        return self.folder / "releases"

    @property
    def quarantine(self) -> Path:
        """The bytes of rejected files."""
        return self.folder / "quarantine"

    @property
    def report(self) -> Path:
        """Our report and the Data Docs of the last run."""
        return self.folder / "report"

    @property
    def lease_file(self) -> Path:
        """Held with flock by the one run of this home."""
        return self.folder / "lease.json"

    @property
    def log(self) -> Path:
        """One line of JSON an event."""
        return self.folder / "khotin.log"

    @property
    def work(self) -> Path:
        """Temporary files: DuckDB's spill, dbt's target folder, Prefect's own database."""
        return self.folder / "work"
