"""Sets up a worker that a run starts on its own machine, before it takes its first batch.

Workers that people start themselves do without: what is set here is about sharing a terminal.
"""

from __future__ import annotations

import logging
import signal


def dask_setup(worker: object) -> None:
    """Called by Dask in the new process."""
    del worker
    # Ctrl-C at a terminal reaches every process of the group; the run is the one to heed it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What goes wrong in a batch is raised in the run, which says it once.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
