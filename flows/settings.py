"""Settings of a Khotin home, from the environment (`KHOTIN_*`), then `khotin.toml`, then defaults.

What comes in: environment variables, and `khotin.toml` in the working folder. What goes out: one frozen
`Settings`, which every step gets its numbers from, so that nothing else in the project reads the environment.
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

PROJECT = Path(__file__).resolve().parent.parent
SETTINGS_FILE = "khotin.toml"


class Settings(BaseSettings):
    """All settings; each may be given as `KHOTIN_<NAME>` or in `khotin.toml`."""

    model_config = SettingsConfigDict(
        env_prefix="KHOTIN_", toml_file=SETTINGS_FILE, frozen=True, extra="forbid"
    )

    home: Path = Field(PROJECT / "warehouse" / "data", description="Where the warehouse lives.")
    sources: tuple[str, ...] = Field(
        (str(PROJECT / "seeds" / "press"),), description="Read when `khotin run` names no path."
    )

    memory_limit: ByteSize = Field(
        ByteSize(1024**3), description="DuckDB's memory limit; the rest spills to the temp folder."
    )
    threads: int = Field(2, ge=1, description="Threads of DuckDB and of dbt.")
    workers: int = Field(2, ge=1, description="Processes that decode and extract large loads.")
    batch_bytes: ByteSize = Field(
        ByteSize(16 * 1024**2), description="Bytes of text read and extracted together."
    )
    batch_documents: int = Field(2000, ge=1, description="Documents read and extracted together.")

    max_file_bytes: ByteSize = Field(
        ByteSize(64 * 1024**2), description="A larger single file is put in quarantine, unread."
    )
    max_container_bytes: ByteSize = Field(
        ByteSize(8 * 1024**3), description="A larger archive or table is put in quarantine, unread."
    )
    max_text_chars: int = Field(
        1_000_000, ge=1, description="An article of more characters is put in quarantine."
    )
    text_column: str = Field("text", description="Column of jsonl, csv and parquet with the text.")
    title_column: str = Field("title", description="Column of jsonl, csv and parquet with the title.")
    date_column: str = Field("date", description="Column of jsonl, csv and parquet with the date.")
    author_column: str = Field("author", description="Column of jsonl, csv, parquet: the author.")

    keep_releases: int = Field(5, ge=1, description="Releases kept for rollback.")
    notify_urls: tuple[str, ...] = Field(
        (), description="Apprise URLs that are told when a run publishes nothing."
    )
    prefect_api_url: str | None = Field(
        None, description="A Prefect server to report to; unset: PREFECT_API_URL, else a private one."
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
    def work(self) -> Path:
        """Temporary files: DuckDB's spill, dbt's target folder, Prefect's own database."""
        return self.folder / "work"
