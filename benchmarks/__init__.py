"""How fast Khotin is, beside the bare floor and beside what else one would use, on the same files.

`make bench` measures; see `benchmarks/README.md`. The programs measured are started as a user
starts them, each in a fresh process: Khotin from `.venv`, its rivals from `.venv-bench`.
"""
