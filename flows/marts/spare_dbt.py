"""Spares dbt work of which nobody sees the outcome, and a large build waiting.

What comes in: dbt, installed as it is. What goes out: the same dbt, which does less that takes a
third of the time of a small build. What it builds and what it logs stay as they were, but for the
order in which it builds what does not depend on one another, which
`tests/test_spare_dbt.py` holds against dbt unspared; another release of dbt in which something of
this has another name ends that test, and the start of a run, with an error that says so.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dbt.compilation import Linker
    from dbt.contracts.graph.manifest import Manifest
    from dbt_common.events.base_types import BaseEvent, EventLevel
    from dbt_common.events.event_manager import EventManager
    from dbt_common.events.logger import _Logger
    from networkx import DiGraph  # type: ignore[import-untyped]


@cache
def spare_dbt() -> None:
    """Change what dbt does in this process, once; best before anything of it is imported."""
    _compile_serialisers_at_first_use()
    _name_flags_cheaply()
    _tell_what_is_logged()
    _make_modules_once()
    _make_the_empty_table_once()
    _summarise_by_type()
    _begin_with_the_longest_chain()


def _compile_serialisers_at_first_use() -> None:
    """Spare the import of dbt writing and compiling Python for classes that are never stored.

    It asks its library for that itself, but for classes of its own alone.
    """
    from mashumaro.config import BaseConfig  # noqa: PLC0415

    BaseConfig.lazy_compilation = True


def _name_flags_cheaply() -> None:
    """Spare dbt reading the source of its whole call stack for each flag of an adapter.

    It does so to name the module that a flag came from, in a warning that is not shown.
    """
    from dbt_common.behavior_flags import BehaviorFlagRendered  # noqa: PLC0415

    name = staticmethod(lambda: "dbt.adapters")
    BehaviorFlagRendered._default_source = name  # type: ignore[method-assign]


def _tell_what_is_logged() -> None:
    """Spare dbt making a message of a thousand events, and hiding the environment's secrets in it.

    It asks only then whether a log takes messages of that level; its own listener waits for
    warnings alone.
    """
    from dbt.tracking import track_behavior_change_warn  # noqa: PLC0415
    from dbt_common.events.base_types import EventLevel  # noqa: PLC0415
    from dbt_common.events.event_manager import EventManager  # noqa: PLC0415
    from dbt_common.events.logger import PRINT_EVENT_NAMES, _log_level_map  # noqa: PLC0415

    fire_event = EventManager.fire_event
    unheeded = {EventLevel.DEBUG, EventLevel.INFO}

    def takes(logger: _Logger, level: EventLevel) -> bool:
        log = logger._python_logger
        return log is None or log.isEnabledFor(_log_level_map[level])

    def fire_heeded_event(
        self: EventManager,
        e: BaseEvent,
        level: EventLevel | None = None,
        *arguments: Any,
        **keywords: Any,
    ) -> None:
        of = level or e.level_tag()
        if (
            of not in unheeded
            or any(callback is not track_behavior_change_warn for callback in self.callbacks)
            or arguments
            or keywords.get("force_warn_or_error_handling")
            or type(e).__name__ in PRINT_EVENT_NAMES
            or any(takes(logger, of) for logger in self.loggers)
        ):
            fire_event(self, e, level, *arguments, **keywords)

    EventManager.fire_event = fire_heeded_event  # type: ignore[method-assign]


def _make_modules_once() -> None:
    """Spare dbt listing the functions of Python's modules anew for each template and each macro."""
    from dbt.context import base  # noqa: PLC0415

    base.get_context_modules = cache(base.get_context_modules)


def _make_the_empty_table_once() -> None:
    """Spare dbt compiling the grammars of dates for a table without columns after each statement.

    Nobody changes it: its class has no way to.
    """
    from dbt_common.clients import agate_helper  # noqa: PLC0415

    agate_helper.empty_table = cache(agate_helper.empty_table)


def _summarise_by_type() -> None:
    """Spare dbt turning each model and test into a dictionary, twice, to look up what it is.

    The summary of the graph that it writes is the same.
    """
    from dbt.compilation import Linker  # noqa: PLC0415

    def summarise(self: Linker, manifest: Manifest) -> dict[int, dict[str, Any]]:
        places = {name: place for place, name in enumerate(self.graph)}
        summary = {}
        for name, place in places.items():
            node = {"name": name, "type": manifest.expect(name).resource_type.value}
            successors = [places[successor] for successor in self.graph.successors(name)]
            summary[place] = {**node, "succ": successors} if successors else node
        return summary

    Linker.get_graph_summary = summarise  # type: ignore[method-assign]


def _begin_with_the_longest_chain() -> None:
    """Have dbt build first what the longest chain of models waits for.

    It would take them by their distance from the sources, and leave the chain that ends last for
    one thread alone.
    """
    from dbt.graph.queue import GraphQueue  # noqa: PLC0415
    from networkx import topological_sort  # noqa: PLC0415 - imported by dbt

    def score(self: GraphQueue, graph: DiGraph) -> dict[str, int]:
        del self
        # The lowest score is built first.
        scores: dict[str, int] = {}
        for name in reversed(list(topological_sort(graph))):
            waiting = [scores[successor] for successor in graph.successors(name)]
            scores[name] = min(waiting, default=1) - 1
        return scores

    GraphQueue._get_scores = score  # type: ignore[method-assign]
