"""Errors of what drives a run, each a sentence that says what is wrong and what to do."""

from __future__ import annotations


class OrchestrationError(Exception):
    """Prefect or Dask could not be reached or started, or cannot do what is asked of it."""
