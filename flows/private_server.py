"""Prefect's API for the length of one run: `python -m flows.private_server PORT`.

It ends when its standard input closes, which the kernel does when the run's process dies in
whatever way; no server is left behind by a killed run.
"""

from __future__ import annotations

import gc
import os
import sys
import threading


def end_with_parent() -> None:
    """Wait for standard input to close, then end this process at once."""
    # Not through sys.stdin, whose lock would be held when the interpreter ends.
    while os.read(0, 4096):
        pass
    os._exit(0)


def main(port: int) -> None:
    """Serve on loopback until the parent is gone."""
    threading.Thread(target=end_with_parent, daemon=True).start()
    # Imports make no garbage, and what they make stays.
    gc.disable()
    import uvicorn  # noqa: PLC0415 - after the watch has begun
    from prefect.server.api.server import create_app  # noqa: PLC0415

    os.environ["PREFECT__SERVER_EPHEMERAL"] = "1"
    app = create_app(ephemeral=True)
    gc.freeze()
    gc.enable()
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error")


if __name__ == "__main__":
    main(int(sys.argv[1]))
