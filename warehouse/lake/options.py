"""Where the lake is: its catalogue in PostgreSQL, its files in a folder or a bucket."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class LakeOptions(BaseModel):
    """All that is needed to reach one lake; each may be given as `KHOTIN_LAKE__<NAME>`."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    catalog: SecretStr | None = Field(
        default=None,
        description="The PostgreSQL of the catalogue, `postgresql://user:password@host/database`.",
    )
    catalog_schema: str = Field(
        default="khotin",
        pattern="^[a-z_][a-z0-9_]{0,62}$",
        description="The PostgreSQL schema that holds the lake's catalogue and nothing else.",
    )
    data_path: str | None = Field(
        default=None,
        description="A folder all machines see, or `s3://bucket/folder`; the lake's alone.",
    )
    keep_files_hours: float = Field(
        default=24,
        ge=0,
        description="Hours that files of an expired snapshot stay for queries still reading them.",
    )
    s3_key_id: str | None = Field(default=None, description="Access key of the bucket.")
    s3_secret: SecretStr | None = Field(default=None, description="Its secret key.")
    s3_region: str | None = Field(default=None, description="Region of the bucket.")
    s3_endpoint: str | None = Field(
        default=None, description="`host:port` of a store that is not Amazon's, over https."
    )
    s3_use_ssl: bool = Field(default=True, description="Whether the store speaks https.")

    @property
    def is_remote(self) -> bool:
        """Whether the files lie in a bucket."""
        return (self.data_path or "").startswith("s3://")

    @property
    def folder(self) -> str:
        """The data path as DuckLake keeps it: absolute, with one slash at its end."""
        path = self.data_path or ""
        return (path if self.is_remote else str(Path(path).expanduser().resolve())).rstrip(
            "/"
        ) + "/"

    @property
    def grace(self) -> timedelta:
        """How long a file that no snapshot needs any more is kept."""
        return timedelta(hours=self.keep_files_hours)
