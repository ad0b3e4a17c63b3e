"""The marts built by dbt in this process, and what is kept so that a run need not make it again."""
