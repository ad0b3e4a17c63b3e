"""Keeps what dbt makes of its templates and of its own classes, for all runs of this installation.

What comes in: dbt's manifest, once, at `make setup`. What goes out: in a run, Python for each of
its templates without a parse of Jinja, and the schemas by which dbt checks its settings; both
depend on nothing but the text of the template, the class, and the versions of dbt and of Jinja,
and take half a second of a small build. What is not among them is made as ever.
"""

from __future__ import annotations

import hashlib
import marshal
import pickle
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import CodeType

    from dbt.contracts.graph.manifest import Manifest
    from dbt_common.clients.jinja import MacroFuzzEnvironment
    from dbt_common.dataclass_schema import dbtClassMixin
    from jinja2 import Environment

# Python by the digest of the template; schemas by the name of the class.
_codes: dict[bytes, bytes] = {}
_schemas: dict[str, dict[str, Any]] = {}


def keep(place: Path, manifest: Manifest) -> None:
    """Compile all templates of the manifest; keep them, and the schemas that dbt asked for."""
    from dbt_common.clients.jinja import get_environment  # noqa: PLC0415

    environment = get_environment()
    codes = {}
    for template in set(_templates(manifest)):
        code = environment.compile(template)
        codes[_digest(environment, template)] = marshal.dumps(code)
    partial = place.with_name(f"{place.name}.partial")
    partial.write_bytes(pickle.dumps((codes, _schemas), pickle.HIGHEST_PROTOCOL))
    partial.replace(place)


def use(place: Path) -> None:
    """Have dbt take what was kept in that place, in this process."""
    codes, schemas = pickle.loads(place.read_bytes())  # noqa: S301 - a file of the environment, as our code
    _codes.update(codes)
    _schemas.update(schemas)


@cache
def remember() -> None:
    """Have dbt look here first for the Python of a template and the schema of a class."""
    _remember_codes()
    _remember_schemas()


def _remember_codes() -> None:
    from dbt_common.clients import jinja  # noqa: PLC0415

    compile_template = jinja.MacroFuzzEnvironment.compile

    def find_or_compile(
        self: MacroFuzzEnvironment, source: Any, *arguments: Any, **keywords: Any
    ) -> CodeType | str:
        is_plain = isinstance(source, str) and not arguments and not keywords
        if is_plain and _codes and not jinja.MACRO_DEBUGGING:
            kept = _codes.get(_digest(self, source))
            if kept is not None:
                code: CodeType = marshal.loads(kept)  # noqa: S302 - a file of the environment
                return code
        made: CodeType | str = compile_template(self, source, *arguments, **keywords)
        return made

    jinja.MacroFuzzEnvironment.compile = find_or_compile  # type: ignore[assignment,method-assign]


def _remember_schemas() -> None:
    from dbt_common.dataclass_schema import dbtClassMixin  # noqa: PLC0415

    make = dbtClassMixin.json_schema.__func__  # type: ignore[attr-defined]

    def find_or_make(cls: type[dbtClassMixin]) -> dict[str, Any]:
        name = f"{cls.__module__}.{cls.__qualname__}"
        if name not in _schemas:
            _schemas[name] = make(cls)
        return _schemas[name]

    dbtClassMixin.json_schema = classmethod(find_or_make)  # type: ignore[assignment,method-assign]


def _digest(environment: Environment, template: str) -> bytes:
    """What the Python of a template depends on: its text and how the environment reads it."""
    kind = f"{type(environment).__qualname__} {sorted(environment.extensions)}\n"
    return hashlib.sha256((kind + template).encode()).digest()


def _templates(manifest: Manifest) -> Iterator[str]:
    """What dbt compiles in a build: macros, models and their hooks."""
    from dbt.contracts.graph.nodes import ModelNode  # noqa: PLC0415

    for macro in manifest.macros.values():
        yield macro.macro_sql
    for node in manifest.nodes.values():
        if isinstance(node, ModelNode):
            yield node.raw_code
            for hook in (*node.config.pre_hook, *node.config.post_hook):
                yield hook.sql
