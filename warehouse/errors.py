"""Errors of the warehouse, each a sentence that says what is wrong, where, and what to do next."""

from __future__ import annotations


class WarehouseError(Exception):
    """The warehouse cannot be used as it is; the message is for a person."""


class LeaseHeldError(WarehouseError):
    """Another run holds the lease of this home."""


class NewerSchemaError(WarehouseError):
    """The build file was written by a newer Khotin than this one."""


class DamagedFileError(WarehouseError):
    """A file of the warehouse does not hold what was written to it; the next run rebuilds it."""


class DiskError(WarehouseError):
    """The disk that holds the home is full, or fails."""


class UnwritableHomeError(WarehouseError):
    """The home may not be written to."""


class ClockError(WarehouseError):
    """The clock of the machine is behind what the home has noted."""
