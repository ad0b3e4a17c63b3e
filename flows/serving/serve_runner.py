"""Starts the scheduled runs for `khotin serve`: `python -m flows.serving.serve_runner SOURCE ...`.

It tells Prefect of the schedule, then asks it again and again which runs are due, and starts each
as a process of its own. It ends, and its runs with it, when its standard input closes. Runs that
Prefect still believes in, although nothing runs in this home, are marked as crashed first: they
would keep the one slot, and the next runs would be cancelled.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

from flows.serving.schedule import deployment
from flows.settings import Home, Settings
from warehouse.lease import lease_holder

if TYPE_CHECKING:
    from uuid import UUID


def _end_with_parent() -> None:
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


async def _mark_dead_runs(deployment_id: UUID) -> None:
    """Tell Prefect of runs that ended without a word, as nobody holds the home's lease."""
    from prefect import get_client  # noqa: PLC0415 - Prefect reads the environment
    from prefect.client.schemas.filters import (  # noqa: PLC0415
        DeploymentFilter,
        DeploymentFilterId,
        FlowRunFilter,
        FlowRunFilterState,
        FlowRunFilterStateType,
    )
    from prefect.client.schemas.objects import StateType  # noqa: PLC0415
    from prefect.states import Crashed  # noqa: PLC0415

    alive = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
    async with get_client() as client:
        runs = await client.read_flow_runs(
            deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment_id])),
            flow_run_filter=FlowRunFilter(
                state=FlowRunFilterState(type=FlowRunFilterStateType(any_=alive))
            ),
        )
        for run in runs:
            message = "The run ended without a word: nothing holds the lease of its home."
            await client.set_flow_run_state(run.id, Crashed(message=message), force=True)


async def _serve(settings: Settings, sources: tuple[str, ...]) -> None:
    from prefect.runner import Runner  # noqa: PLC0415 - Prefect reads the environment

    runner = Runner(name="khotin", pause_on_shutdown=False)
    deployment_id = await runner.aadd_deployment(await deployment(settings, sources))
    if lease_holder(Home(settings.home).lease_file) is None:
        await _mark_dead_runs(deployment_id)
    await runner.start()


def main(sources: tuple[str, ...]) -> None:
    """Serve the schedule until told to stop."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    asyncio.run(_serve(Settings(), sources))


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
