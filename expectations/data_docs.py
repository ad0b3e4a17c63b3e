"""Great Expectations' own pages of a run, made safe to open.

In: a `CheckReport`. Out: a folder with `index.html` and one page a suite.

As Great Expectations writes them, its pages carry unexpected values raw into HTML and load scripts
and styles from eight outside hosts. Here its renderer writes the content only; a cleaner takes
every script, style, form, image and event handler out of it; and the rest is put in a frame of our
own whose Content-Security-Policy allows nothing but the one style sheet in the page. The results
themselves hold counts and no values (see `engine.COUNTS_ONLY`), so there is no press text to leak
in the first place.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml_html_clean import Cleaner

    from expectations.report import CheckReport

_TEMPLATES = Path(__file__).with_name("templates")


def build_data_docs(report: CheckReport, folder: Path) -> Path:
    """Write the pages of `report` and return the path of their index.

    Args:
        report: what `run_checks` handed back.
        folder: where to write; made when missing, pages of an earlier run are overwritten.
    """
    folder.mkdir(parents=True, exist_ok=True)
    style = (_TEMPLATES / "data_docs.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    environment.globals.update(style=Markup(style), style_hash=digest, report=report)  # noqa: S704
    page = environment.get_template("suite.html")
    render = _renderer()
    for validation in report.validations:
        name = str(validation["suite_name"])
        (folder / f"{name}.html").write_text(
            page.render(name=name, statistics=validation["statistics"], content=render(validation)),
            encoding="utf-8",
        )
    index = folder / "index.html"
    index.write_text(
        environment.get_template("index.html").render(validations=report.validations),
        encoding="utf-8",
    )
    return index


def _renderer() -> Callable[[Mapping[str, Any]], Markup]:
    """Return what renders a suite's result as Great Expectations does, cleaned."""
    from great_expectations.core.expectation_validation_result import (  # noqa: PLC0415
        ExpectationSuiteValidationResult,
        ExpectationSuiteValidationResultSchema,
    )
    from great_expectations.render.renderer.page_renderer import (  # noqa: PLC0415
        ValidationResultsPageRenderer,
    )
    from great_expectations.render.view.view import DefaultJinjaPageView  # noqa: PLC0415
    from lxml_html_clean import Cleaner  # noqa: PLC0415

    # One for all suites: a view compiles its templates, which costs more than to fill them in.
    view: Any = DefaultJinjaPageView()
    # Or it would look at each template's file for each table and sentence of a page.
    view.env.auto_reload = False
    pages, schema = ValidationResultsPageRenderer(), ExpectationSuiteValidationResultSchema()
    cleaner = Cleaner(
        scripts=True,
        javascript=True,
        style=True,
        inline_style=True,
        links=True,
        meta=True,
        embedded=True,
        frames=True,
        forms=True,
        remove_tags=["button", "i"],
        kill_tags=["img", "svg", "script", "style"],
        safe_attrs=["id", "class", "href", "colspan", "rowspan", "scope"],
    )

    def render(validation: Mapping[str, Any]) -> Markup:
        loaded = schema.load(dict(validation))
        result = (
            loaded
            if isinstance(loaded, ExpectationSuiteValidationResult)
            else ExpectationSuiteValidationResult(**loaded)
        )
        return _cleaned(view.render(pages.render(result)), cleaner)

    return render


def _cleaned(page: str, cleaner: Cleaner) -> Markup:
    """Return the sections of a page as text, tables and links within the page."""
    from lxml import html  # type: ignore[import-untyped]  # noqa: PLC0415

    body = html.document_fromstring(page).find(".//body")
    parts = []
    for section in body.xpath("//div[contains(concat(' ', @class, ' '), ' ge-section ')]"):
        clean = cleaner.clean_html(section)
        _mend_outline(clean)
        for link in clean.xpath(".//a[not(starts-with(@href, '#'))]"):
            link.attrib.pop("href", None)
        parts.append(html.tostring(clean, encoding="unicode"))
    return Markup("\n".join(parts))  # noqa: S704  (cleaned above)


def _mend_outline(section: Any) -> None:
    """Make headings follow one another and drop header rows without words, for screen readers."""
    for level, tag in (("h5", "h2"), ("h6", "h3")):
        for heading in section.iter(level):
            heading.tag = tag
    for head in section.xpath(".//thead[not(normalize-space())]"):
        head.drop_tree()
