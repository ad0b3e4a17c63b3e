"""What a run may set about reading: mapping of columns, globs, limits and the size of a batch.

Comes in: the values of the settings. Goes out: one frozen, picklable object that every function of
`flows.read` takes. Every limit exists because press folders are hostile: without it one file can
fill the memory, the disk or the day.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

MEBIBYTE = 1024 * 1024


class ReadOptions(BaseModel):
    """Mapping, globs and limits of reading.

    Attributes:
        include: Globs on the path relative to the folder given; a file is read if one matches.
        exclude: Globs on the same path; a file that matches one is not a candidate at all.
        text_column: Column (csv, parquet) or key (jsonl) that holds the text of an article.
        title_column: Column or key of the title, where the source has one.
        date_column: Column or key of the date, where the source has one.
        author_column: Column or key of the author, where the source has one.
        url_column: Column or key of the address, where the source has one.
        max_file_bytes: Largest single document (a text, a page, an archive's member, a row).
        max_container_bytes: Largest archive or table, as it lies on disk.
        max_line_characters: Longest line of a text; longer ones are data, not prose.
        max_archive_entries: Most members or rows that one archive or table may hold.
        max_archive_bytes: Most bytes that one archive may unpack to, all members together.
        max_archive_ratio: Largest ratio of unpacked to packed bytes; a bomb's is in the thousands.
        max_archive_depth: How deep archives may lie in archives.
        max_page_bytes: Largest HTML page; parsing one takes many times its size.
        max_page_depth: Deepest nesting of elements in an HTML page.
        batch_bytes: Raw bytes after which a batch is closed.
        batch_rows: Rows after which a batch is closed.
        read_threads: Threads that read files; useful on cold caches and network disks.
        worker_processes: Processes for what is slow: legacy encodings and HTML.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    include: tuple[str, ...] = ("**/*",)
    exclude: tuple[str, ...] = ()
    text_column: str = "text"
    title_column: str = "title"
    date_column: str = "date"
    author_column: str = "author"
    url_column: str = "url"
    max_file_bytes: int = Field(default=16 * MEBIBYTE, gt=0)
    max_container_bytes: int = Field(default=4096 * MEBIBYTE, gt=0)
    max_line_characters: int = Field(default=1_000_000, gt=0)
    max_archive_entries: int = Field(default=1_000_000, gt=0)
    max_archive_bytes: int = Field(default=16_384 * MEBIBYTE, gt=0)
    max_archive_ratio: int = Field(default=200, gt=0)
    max_archive_depth: int = Field(default=3, ge=1)
    max_page_bytes: int = Field(default=8 * MEBIBYTE, gt=0)
    max_page_depth: int = Field(default=250, gt=0)  # libxml2 stops at 256
    batch_bytes: int = Field(default=64 * MEBIBYTE, gt=0)
    batch_rows: int = Field(default=20_000, gt=0)
    read_threads: int = Field(default=2, ge=1)
    worker_processes: int = Field(default=1, ge=1)
