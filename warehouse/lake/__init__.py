"""The second target: a DuckLake, its catalogue in PostgreSQL and its rows as Parquet files.

What comes in: the audited build file. What goes out: one snapshot a release, which readers on any
machine attach read-only. Nothing outside this package knows that DuckLake exists; what it needs
beyond DuckDB (`khotin[lake]`) is imported only where a home is set to it.
"""
