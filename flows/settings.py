"""Settings of a Khotin home, from the environment (`KHOTIN_*`), then `khotin.toml`, then defaults.

What comes in: environment variables, and `khotin.toml` in the working folder. What goes out: one
frozen `Settings`, which every step gets its numbers from, so that nothing else in the project
reads the environment.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import ByteSize, Field, SecretStr, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from flows.read_options import ReadOptions
from warehouse.lake.options import LakeOptions

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    import duckdb

PROJECT = Path(__file__).resolve().parent.parent
SETTINGS_FILE = "khotin.toml"
# With it a cold load of 20,000 articles stays under 1.5 GB, the processes of extraction included.
DEFAULT_MEMORY_LIMIT = 768 * 1024**2


class Settings(BaseSettings):
    """All settings; each may be given as `KHOTIN_<NAME>` or in `khotin.toml`."""

    model_config = SettingsConfigDict(
        env_prefix="KHOTIN_",
        env_nested_delimiter="__",
        toml_file=SETTINGS_FILE,
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
    )

    home: Path = Field(
        default=PROJECT / "warehouse" / "data", description="Where the warehouse lives."
    )
    sources: tuple[str, ...] = Field(
        default=(str(PROJECT / "seeds" / "press"),),
        description="Read when `khotin run` names no path.",
    )

    memory_limit: ByteSize = Field(
        default=ByteSize(DEFAULT_MEMORY_LIMIT),
        description="DuckDB's memory limit; the rest spills to the temp folder.",
    )
    threads: int = Field(default=2, ge=1, description="Threads of DuckDB and of dbt.")
    workers: int = Field(
        default=2, ge=1, description="Processes that decode and extract large loads."
    )
    dask_scheduler: str | None = Field(
        default=None,
        pattern=r"^(local:[1-9][0-9]*|[a-z]+://\S+)$",
        description="Whose workers read and extract: `tcp://host:8786`, or `local:2` for two of "
        "the run's own (docs/dask.md); unset: this process and those of `workers`.",
    )
    dask_work_folder: str | None = Field(
        default=None,
        description="Folder or address that Dask's workers share with the run; unset: the home's.",
    )
    read: ReadOptions = Field(
        default=ReadOptions(batch_bytes=16 * 1024**2, batch_rows=2000, worker_processes=2),
        description="Columns, globs and limits of reading, such as `KHOTIN_READ__TEXT_COLUMN`.",
    )

    warehouse_target: Literal["duckdb", "lake"] = Field(
        default="duckdb",
        description="Where releases go: a DuckDB file in the home, or a DuckLake (docs/lake.md).",
    )
    lake: LakeOptions = Field(
        default=LakeOptions(), description="The DuckLake, such as `KHOTIN_LAKE__CATALOG`."
    )
    copies: Literal["each", "once"] = Field(
        default="each",
        description="Whether counts take every copy of a syndicated article, or its original once.",
    )
    keep_releases: int = Field(default=5, ge=1, description="Releases kept for rollback.")
    notify_urls: tuple[str, ...] = Field(
        default=(), description="Apprise URLs that are told when a run publishes nothing."
    )
    prefect_api_url: str | None = Field(
        default=None,
        description="A Prefect server to report to; unset: PREFECT_API_URL, else a private one.",
    )

    schedule: str = Field(
        default="0 5 * * *", description="When `khotin serve` runs, as cron writes it."
    )
    time_zone: str = Field(
        default="Asia/Ho_Chi_Minh",
        description="The time zone of `schedule`, and of the days of `--since` and `--until`.",
    )
    prefect_port: int = Field(
        default=4200, ge=1, le=65535, description="Loopback port of the UI of `khotin serve`."
    )
    prefect_auth_string: SecretStr | None = Field(
        default=None,
        description="`user:password` of the UI and API; unset: made once, kept in the home.",
    )
    prefect_database_url: SecretStr | None = Field(
        default=None,
        description="Database behind the UI, `postgresql+asyncpg://...`; unset: SQLite.",
    )
    prefect_retention_days: int = Field(
        default=30, ge=1, description="Days that `khotin serve` keeps ended runs in its UI."
    )
    metrics_port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="Loopback port where `khotin serve` answers Prometheus; unset: none.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING"] = Field(
        default="INFO", description="What the log keeps; DEBUG names every accepted file."
    )

    @field_validator("time_zone")
    @classmethod
    def _is_time_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, OSError, ValueError) as error:
            raise ValueError(f"{name} is no time zone; name one such as Asia/Bangkok") from error
        return name

    @field_validator("prefect_auth_string")
    @classmethod
    def _is_user_and_password(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and ":" not in value.get_secret_value().strip(":"):
            raise ValueError("it must read user:password")
        return value

    @model_validator(mode="after")
    def _knows_the_lake(self) -> Self:
        if self.warehouse_target == "lake" and not (self.lake.catalog and self.lake.data_path):
            raise ValueError(
                "the target lake needs KHOTIN_LAKE__CATALOG and KHOTIN_LAKE__DATA_PATH"
            )
        return self

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

    def __init__(self, folder: Path, lake: LakeOptions | None = None) -> None:
        self.folder = folder.expanduser().resolve()
        self.lake = lake

    @classmethod
    def of(cls, settings: Settings) -> Home:
        """The home of these settings, with the lake it publishes to if that is its target."""
        is_lake = settings.warehouse_target == "lake"
        return cls(settings.home, settings.lake if is_lake else None)

    def open(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """Open what is published, to read only.

        Raises:
            WarehouseError: nothing is published, or it cannot be opened.
        """
        if self.lake is not None:
            from warehouse.lake.catalog import open_lake  # noqa: PLC0415 - most homes have no lake

            return open_lake(self.lake)
        from warehouse.connection import open_published  # noqa: PLC0415 - settings are read first

        return open_published(self.published_file)

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
    def target_file(self) -> Path:
        """Names the target that the last release of this home went to."""
        return self.folder / "target"

    @property
    def quarantine(self) -> Path:
        """The bytes of rejected files."""
        return self.folder / "quarantine"

    @property
    def report(self) -> Path:
        """Our report and the Data Docs of the last run."""
        return self.folder / "report"

    @property
    def data_docs(self) -> Path:
        """Great Expectations' pages of the last run, which our report links to."""
        return self.report / "data-docs"

    @property
    def lease_file(self) -> Path:
        """Held with flock by the one run of this home."""
        return self.folder / "lease.json"

    @property
    def log(self) -> Path:
        """One line of JSON an event."""
        return self.folder / "khotin.log"

    @property
    def metrics_file(self) -> Path:
        """What the last run measured, as Prometheus reads it."""
        return self.folder / "khotin.prom"

    @property
    def auth_file(self) -> Path:
        """`user:password` of the UI and API of `khotin serve`; only its owner may read it."""
        return self.folder / "prefect-auth"

    @property
    def serve(self) -> Path:
        """Where `khotin serve` keeps Prefect's database, its logs and its address."""
        return self.folder / "serve"

    @property
    def serve_address(self) -> Path:
        """Where a running `khotin serve` answers; absent while there is none."""
        return self.serve / "api_url"

    @property
    def work(self) -> Path:
        """Temporary files: DuckDB's spill, dbt's target folder, Prefect's own database."""
        return self.folder / "work"
