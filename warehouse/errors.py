"""Errors of the warehouse, each a sentence that says what is wrong, where, and what to do next."""

from __future__ import annotations


class WarehouseError(Exception):
    """The warehouse cannot be used as it is; the message is for a person."""


class LeaseHeldError(WarehouseError):
    """Another run holds the lease of this home."""


class NewerSchemaError(WarehouseError):
    """The build file was written by a newer Khotin than this one."""
