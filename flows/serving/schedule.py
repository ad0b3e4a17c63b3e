"""The schedule: which runs there shall be, when, and how many at once.

What comes in: the settings. What goes out: a Prefect deployment of the flow. One run at a time is
asked of Prefect too, so that its UI shows a second one as cancelled; but the lease of the home
decides, because a run that is killed keeps Prefect's slot for minutes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment

    from flows.settings import Settings

DEPLOYMENT = "khotin"


class ScheduleError(ValueError):
    """The settings' schedule cannot be read; the message says what is wrong."""


def check_schedule(settings: Settings) -> None:
    """Refuse a schedule that would never fire.

    Raises:
        ScheduleError: `schedule` is no cron line.
    """
    from prefect.client.schemas.schedules import CronSchedule  # noqa: PLC0415 - costs seconds

    try:
        CronSchedule(cron=settings.schedule, timezone=settings.time_zone)
    except ValueError as error:
        raise ScheduleError(
            f"The schedule {settings.schedule!r} is no cron line: name minute, hour, day of "
            "month, month and day of week, such as '0 5 * * *', in KHOTIN_SCHEDULE or khotin.toml."
        ) from error


async def deployment(settings: Settings, sources: tuple[str, ...]) -> RunnerDeployment:
    """The scheduled run of a home, as Prefect knows it.

    Args:
        settings: of the home; the runs read all but `home` from the environment again.
        sources: what the runs read.
    """
    from prefect.client.schemas.objects import (  # noqa: PLC0415 - costs seconds
        ConcurrencyLimitConfig,
        ConcurrencyLimitStrategy,
    )
    from prefect.schedules import Cron  # noqa: PLC0415
    from prefect.types.entrypoint import EntrypointType  # noqa: PLC0415

    from flows.load_press import scheduled_load_press  # noqa: PLC0415

    return await scheduled_load_press.ato_deployment(
        name=DEPLOYMENT,
        schedule=Cron(settings.schedule, timezone=settings.time_zone),
        parameters={"sources": list(sources), "home": str(settings.home.expanduser().resolve())},
        concurrency_limit=ConcurrencyLimitConfig(
            limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        ),
        description="Read the sources, publish what passes the checks, and report.",
        tags=["khotin"],
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
