"""Prefect's API and UI for `khotin serve`: `python -m flows.serving.serve_server PORT`.

Everything else it needs stands in the environment that `flows.serving.service` gives it. It ends
when its standard input closes, so that no server is left behind, in whatever way `khotin serve`
ended.
"""

from __future__ import annotations

import sys
import threading

from flows.private_server import end_with_parent


def main(port: int) -> None:
    """Serve on loopback until told to stop."""
    threading.Thread(target=end_with_parent, daemon=True).start()
    import uvicorn  # noqa: PLC0415 - after the watch has begun
    from prefect.server.api.server import create_app  # noqa: PLC0415

    # Browsers and event streams hold connections open, which must not hold up the end.
    uvicorn.run(
        create_app(),
        host="127.0.0.1",
        port=port,
        log_level="warning",
        timeout_graceful_shutdown=3,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
