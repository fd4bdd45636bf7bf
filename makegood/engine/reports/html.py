"""One self-contained HTML file without scripts; page one can be read by somebody who cannot read code."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from makegood.engine.inspection import Inspection
from makegood.engine.reports import story
from makegood.engine.reports.charts import pictures
from makegood.rules.stationery.brand import Brand

TEMPLATES = Path(__file__).parent / "templates"


def render(inspection: Inspection, brand: Brand | None = None) -> str:
    """The whole report. Everything that comes from a partner is escaped by the template engine.

    `brand`: a copy in the name of whoever hands it on; what it tells is the same.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = story.plain
    environment.filters["place"] = story.place
    environment.filters["day"] = story.day
    drawn = [(picture, Markup(picture.svg)) for picture in pictures(inspection)]
    return environment.get_template("report.html").render(
        inspection=inspection,
        gate=inspection.gate,
        story=story,
        decision=story.DECISION[inspection.gate.state],
        meaning=story.meaning(inspection),
        next=story.next_step(inspection),
        summary=story.summary(inspection),
        sections=story.sections(inspection),
        letter=story.letter(inspection),
        pictures=drawn,
        brand=brand,
    )
