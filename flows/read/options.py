"""The options of reading, which the settings hold.

They are defined outside this package, because importing anything of it imports polars and every
reader, and a command that reads nothing should not wait for that.
"""

from flows.read_options import ReadOptions

__all__ = ["ReadOptions"]
