"""Pictures for the reports, where they say more than a sentence: SVG by vl-convert, offline, without scripts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from makegood.engine.evidence import Finding
from makegood.engine.facts import FactSheet
from makegood.engine.inspection import Inspection
from makegood.engine.reports.story import plain
from makegood.rules.wording import counted

INK, MUTED, ACCENT, WARM = "#1f2933", "#6b7785", "#0b6e6e", "#b4540a"
WIDTH = 620
FOLDERS = 16
NAMED = 5
FEW = 3
"""Fewer places than these are told sooner than drawn."""

SEVERITIES = ("critical", "high", "medium", "low", "info")
TOPICS = {
    "api": "interface",
    "code": "ways in for attackers",
    "git": "history",
    "imports": "reports handed in",
    "hadolint": "container recipes",
    "notices": "copyright notices",
    "ownership": "lock-outs",
    "secrets": "passwords and keys",
    "semgrep": "ways in for attackers",
    "settings": "left switched on",
    "zizmor": "pipeline",
}
"""What a topic of facts is called on the screen; others go by their own name."""


CONFIG: Mapping[str, object] = {
    "background": "transparent",
    "font": "system-ui, sans-serif",
    # Browsers draw with wider letters than those that the drawing was measured with: without room, words were cut off.
    "padding": {"left": 24, "right": 8, "top": 5, "bottom": 5},
    "axis": {
        "labelColor": MUTED,
        "titlePadding": 10,
        "titleColor": MUTED,
        "gridColor": "#e3e7eb",
        "domain": False,
        "ticks": False,
    },
    "view": {"stroke": None},
    "legend": {"labelColor": MUTED, "titleColor": MUTED},
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn picture with its title and the sentence that says the same without eyes."""

    title: str
    says: str
    svg: str


def pictures(inspection: Inspection) -> list[Picture]:
    """What the facts allow to draw; an inspection without history has no picture of it."""
    drawn = []
    for sheet in inspection.sheets:
        drawn += [
            picture for picture in (_work(sheet), _knowledge(sheet), _hot_spots(sheet), _severity(sheet)) if picture
        ]
    return drawn


def _rows(sheet: FactSheet, name: str) -> Sequence[Mapping[str, object]]:
    fact = sheet.facts.get(name)
    return [row for row in fact.value if isinstance(row, dict)] if fact and isinstance(fact.value, list) else []


def _work(sheet: FactSheet) -> Picture | None:
    weeks = _rows(sheet, "git.activity")
    if len(weeks) < 2:
        return None
    bar = max(1, min(18, WIDTH // (len(weeks) + 1) - 2))
    base = {
        "x": {"field": "week", "type": "temporal", "title": None, "scale": {"padding": 14}, "axis": {"labelPadding": 9}}
    }
    spec = {
        "data": {"values": [dict(row) for row in weeks]},
        "vconcat": [
            _panel({**base, "y": _amount("commits", "changes")}, ACCENT, 110, bar),
            _panel({**base, "y": _amount("people", "people")}, WARM, 70, bar),
        ],
    }
    total = sum(_number(row, "commits") for row in weeks)
    most = max(_number(row, "people") for row in weeks)
    crowd = counted(most, "person", "people")
    says = f"{counted(total, 'change')} in {len(weeks)} weeks with work, by at most {crowd} in one week."
    return Picture("Work and people, week by week", says, _draw(spec))


def _amount(field: str, title: str) -> dict[str, object]:
    return {"field": field, "type": "quantitative", "title": title, "axis": {"tickMinStep": 1}}


def _panel(encoding: Mapping[str, object], colour: str, height: int, bar: int) -> dict[str, object]:
    return {
        "width": WIDTH,
        "height": height,
        "mark": {"type": "bar", "color": colour, "binSpacing": 0, "width": bar},
        "encoding": encoding,
    }


def _knowledge(sheet: FactSheet) -> Picture | None:
    folders = sorted(_rows(sheet, "knowledge.by_folder"), key=lambda row: -_number(row, "files"))[:FOLDERS]
    if not folders:
        return None
    values = [{**row, "folder": plain(str(row.get("folder", "")))[:40] or "(top)"} for row in folders]
    spec = {
        "data": {"values": values},
        "width": 460,
        "mark": {"type": "bar", "cornerRadiusEnd": 2},
        "encoding": {
            "y": {"field": "folder", "type": "nominal", "sort": None, "title": None},
            "x": {
                "field": "people",
                "type": "quantitative",
                "title": "people who know it",
                "axis": {"values": _whole_numbers(max(_number(row, "people") for row in folders)), "format": "d"},
            },
            "color": {
                "condition": {"test": "datum.people < 2", "value": WARM},
                "value": ACCENT,
            },
        },
    }
    alone = sum(1 for row in folders if _number(row, "people") < 2)
    known = f"{alone} {'is' if alone == 1 else 'are'} known by fewer than two people (in orange)"
    says = f"Of the {len(folders)} largest folders, {known if alone else 'each is known by two or more people'}."
    return Picture("How many people know each folder", says, _draw(spec))


def _hot_spots(sheet: FactSheet) -> Picture | None:
    """Files by how often they change and how hard they are to follow: up and to the right each change costs most."""
    rows = _rows(sheet, "structure.hot_spots")
    if len(rows) < 3:
        return None
    names = ["/".join(plain(str(row.get("path", ""))).split("/")[-2:])[:40] for row in rows]
    values = [
        {**row, "name": name if rank < NAMED else ""} for rank, (row, name) in enumerate(zip(rows, names, strict=True))
    ]
    place = {"x": _amount("changes", "changes, of the last 500"), "y": _amount("ways", "ways through it")}
    named = {**place, "text": {"field": "name", "type": "nominal"}}
    spec = {
        "data": {"values": values},
        "width": WIDTH - 120,
        "height": 240,
        "layer": [
            {"mark": {"type": "point", "filled": True, "size": 60, "color": ACCENT}, "encoding": place},
            {"mark": {"type": "text", "align": "left", "dx": 8, "color": WARM}, "encoding": named},
        ],
    }
    says = f"Of these files {names[0]} costs most: it changes often and is hard to follow."
    return Picture("Where each change costs most", says, _draw(spec))


def _severity(sheet: FactSheet) -> Picture | None:
    tally: Counter[tuple[str, str]] = Counter()
    for fact in sheet.facts.values():
        if isinstance(fact.value, list):
            topic = TOPICS.get(fact.name.partition(".")[0]) or fact.name.partition(".")[0].replace("_", " ")
            tally.update((topic, item.severity) for item in fact.value if isinstance(item, Finding))
    values = [{"topic": t, "severity": s, "count": n} for (t, s), n in tally.items() if s in SEVERITIES]
    if sum(tally.values()) < FEW:
        return None
    spec = {
        "data": {"values": values},
        "width": 460,
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "topic", "type": "nominal", "title": None},
            "x": {
                "field": "count",
                "type": "quantitative",
                "title": "places",
                "axis": {"tickMinStep": 1, "labelOverlap": True},
            },
            "order": {"field": "severity", "sort": list(SEVERITIES)},
            "color": {
                "field": "severity",
                "type": "nominal",
                "sort": list(SEVERITIES),
                "scale": {
                    "domain": list(SEVERITIES),
                    "range": ["#7a1020", "#b4540a", "#c99a2e", "#7fa6a6", "#c6ced6"],
                },
            },
        },
    }
    heavy = sum(n for (_, s), n in tally.items() if s in ("critical", "high"))
    total = sum(tally.values())
    places = counted(total, "place was", "places were")
    says = f"{places} noted, {f'{heavy:,}' if heavy else 'none'} of them critical or high."
    return Picture("What was noted, by topic and severity", says, _draw(spec))


def _whole_numbers(most: int) -> list[int]:
    """At most nine marks of an axis: there is no half a person."""
    return list(range(0, most + 1, max(1, -(-most // 8))))


def _number(row: Mapping[str, object], name: str) -> int:
    value = row.get(name, 0)
    return value if isinstance(value, int) else 0


def _draw(spec: Mapping[str, object]) -> str:
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(json.dumps({**spec, "config": CONFIG}))
    return svg
