"""`khotin serve`: Prefect's server with its UI, and the scheduled runs, kept alive in one place."""
