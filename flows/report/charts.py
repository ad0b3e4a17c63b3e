"""Charts of the report: inline SVG from pygal, coloured by the report's own style sheet.

In: labels and counts. Out: `Markup` with one `<svg>`.

pygal writes a style sheet, a configuration script and hidden tooltips into every chart. The
report's Content-Security-Policy forbids all three, and its light and dark colours come from
classes, so they are taken out and pygal's geometry and class names stay.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

_SVG = "{http://www.w3.org/2000/svg}"
_UNWANTED_TAGS = {f"{_SVG}{name}" for name in ("defs", "script", "style", "title", "desc")}
_LABEL_SIZE = 13
_BAR_HEIGHT = 26
_CHART_WIDTH = 400
_COLUMN_WIDTH = 64
_MINIMUM_POINTS = 2


def bars(title: str, rows: Sequence[tuple[str, int]]) -> Markup:
    """Return a chart of horizontal bars, the first row on top, each with label and count."""
    pygal = _pygal()
    chart = pygal.HorizontalBar(
        _configuration(),
        height=_BAR_HEIGHT * len(rows) + 12,
        show_x_labels=False,
        print_values=False,
        margin_right=56,
    )
    chart.x_labels = [f"{label}" for label, _ in reversed(rows)]
    chart.add("", [count for _, count in reversed(rows)])
    return _clean(chart.render(), title, values=True)


def columns(title: str, rows: Sequence[tuple[str, int]]) -> Markup:
    """Return a chart of upright bars in the order given, each with its label and its count."""
    pygal = _pygal()
    chart = pygal.Bar(
        _configuration(width=min(_COLUMN_WIDTH * len(rows) + 16, _CHART_WIDTH)),
        height=180,
        show_y_labels=False,
        margin_top=24,
    )
    chart.x_labels = [label for label, _ in rows]
    chart.add("", [count for _, count in rows])
    return _clean(chart.render(), title, values=True)


def sparkline(title: str, values: Sequence[float | None]) -> Markup:
    """Return a line the size of a word, oldest value first; nothing with fewer than two values."""
    if sum(value is not None for value in values) < _MINIMUM_POINTS:
        return Markup("")
    pygal = _pygal()
    chart = pygal.Line(_configuration(), show_dots=False, stroke=True)
    chart.add("", list(values))
    return _clean(chart.render_sparkline(width=96, height=22), title, values=False)


def _pygal() -> Any:
    """Return the library; it is typed only in part, and only a report needs it."""
    return importlib.import_module("pygal")


def _configuration(width: int = _CHART_WIDTH) -> Any:
    pygal = _pygal()
    return pygal.Config(
        js=[],
        css=[],
        width=width,
        show_legend=False,
        show_y_guides=False,
        show_x_guides=False,
        disable_xml_declaration=True,
        no_data_text="",
        margin=4,
        style=pygal.style.Style(
            label_font_size=_LABEL_SIZE, major_label_font_size=_LABEL_SIZE, font_family="sans-serif"
        ),
    )


def _clean(rendered: str | bytes, title: str, *, values: bool) -> Markup:
    """Take scripts, styles and tooltips out, name the chart, write the counts beside the bars."""
    source = rendered if isinstance(rendered, bytes) else rendered.encode()
    root = etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True))
    if values:
        _write_values(root)
    for element in list(root.iter()):
        if _is_unwanted(element):
            _drop(element)
        else:
            element.attrib.pop("style", None)
    _, _, width, height = root.get("viewBox").split()
    root.attrib.pop("id", None)
    root.set("width", width)
    root.set("height", height)
    root.set("role", "img")
    root.set("aria-label", title)
    root.set("focusable", "false")
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704  (escaped by lxml)


def _is_unwanted(element: Any) -> bool:
    """Say whether an element is a comment, a script, a style, a tooltip or a line of an axis."""
    if not isinstance(element.tag, str):
        return True
    if element.tag in _UNWANTED_TAGS:
        return True
    classes = set(str(element.get("class", "")).split())
    return any("overlay" in name for name in classes) or (
        "line" in classes and bool(classes & {"axis", "guide"})
    )


def _write_values(root: Any) -> None:
    """Write each bar's count at its end: pygal centres it inside, where a short bar hides it."""
    is_horizontal = "horizontal" in root.find(f"{_SVG}g").get("class", "")
    for bar in root.iterfind(f".//{_SVG}g[@class='bar']"):
        rectangle = bar.find(f"{_SVG}rect")
        value = bar.find(f"{_SVG}desc[@class='value']")
        if rectangle is None or value is None:
            continue
        left, top, width, height = (
            float(rectangle.get(name)) for name in ("x", "y", "width", "height")
        )
        text = etree.SubElement(bar, f"{_SVG}text", {"class": "value"})
        text.text = f"{int(value.text):,}"
        if is_horizontal:
            text.set("x", f"{left + width + 6:.1f}")
            text.set("y", f"{top + height / 2 + _LABEL_SIZE / 3:.1f}")
        else:
            text.set("x", f"{left + width / 2:.1f}")
            text.set("y", f"{top - 5:.1f}")
            text.set("text-anchor", "middle")


def _drop(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
