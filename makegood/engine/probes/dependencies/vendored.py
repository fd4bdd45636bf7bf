"""Libraries for pages that were copied in as files: jquery-1.10.2.min.js is a package, too, and no manifest names it.

The version stands in the file's head or in its path; a file that says neither is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from makegood.engine.probe import Scene
from makegood.engine.probes.dependencies.inventory import Used
from makegood.engine.probes.dependencies.listing import Package, Source, text_of
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_documentation, is_example, is_test
from makegood.engine.repository.tree import Entry

HEAD = 3_000
_VERSION = r"(\d{1,3}\.\d{1,4}(?:\.\d{1,4})?(?:-?(?:alpha|beta|rc)[.\d]*)?)"
# Lodash names in its head the version of Underscore that it follows: only signs may stand between name and number.
_BETWEEN = r"(?:[\s:@(*|,-]|\b(?i:version|core|build)\b){0,20}"

# File name, package, what its head calls itself, licence.
LIBRARIES = tuple(
    (re.compile(name), package, re.compile(rf"(?i:{title})(?:\.js)?{_BETWEEN}v?{_VERSION}\b"), licence)
    for name, package, title, licence in (
        (r"jquery(?:\.slim)?", "jquery", r"jquery(?: javascript library)?(?: compat)?", "MIT"),
        (r"jquery[-.]ui", "jquery-ui", r"jquery ui", "MIT"),
        (r"jquery[-.]migrate", "jquery-migrate", r"jquery migrate", "MIT"),
        (r"jquery[-.]validate", "jquery-validation", r"jquery validation plugin", "MIT"),
        (r"bootstrap(?:\.bundle)?", "bootstrap", r"bootstrap", "MIT"),
        (r"angular", "angular", r"angularjs", "MIT"),
        (r"vue(?:\.global|\.runtime|\.esm)*(?:\.prod)?", "vue", r"vue(?:\.js)?", "MIT"),
        (r"react(?:\.production|\.development)?", "react", r"react", "MIT"),
        (r"react-dom(?:\.production|\.development)?", "react-dom", r"react-dom", "MIT"),
        (r"lodash(?:\.core|\.full)?", "lodash", r"lodash", "MIT"),
        (r"underscore", "underscore", r"underscore\.js", "MIT"),
        (r"backbone", "backbone", r"backbone\.js", "MIT"),
        (r"moment(?:-with-locales)?", "moment", r"moment\.js|version", "MIT"),
        (r"handlebars(?:\.runtime)?", "handlebars", r"handlebars|@license", "MIT"),
        (r"mustache", "mustache", r"mustache\.js", "MIT"),
        (r"knockout", "knockout", r"knockout(?: javascript library)?", "MIT"),
        (r"ember(?:\.prod)?", "ember-source", r"@?version", "MIT"),
        (r"d3", "d3", r"d3(?:js\.org)?", "BSD-3-Clause"),
        (r"axios", "axios", r"axios", "MIT"),
        (r"chart(?:\.bundle)?", "chart.js", r"chart\.js|version:", "MIT"),
        (r"(?:jquery\.)?datatables", "datatables.net", r"datatables", "MIT"),
        (r"select2(?:\.full)?", "select2", r"select2", "MIT"),
        (r"dompurify|purify", "dompurify", r"dompurify", "Apache-2.0"),
        (r"highlight(?:\.pack)?", "highlight.js", r"highlight\.js", "BSD-3-Clause"),
        (r"marked", "marked", r"marked", "MIT"),
        (r"three(?:\.module)?", "three", r"three\.js", "MIT"),
        (r"tinymce", "tinymce", r"tinymce|version:?", "LGPL-2.1-or-later"),
        (r"summernote(?:-lite|-bs\d)?", "summernote", r"summernote", "MIT"),
        (r"quill", "quill", r"quill editor", "BSD-3-Clause"),
        (r"popper", "popper.js", r"popper(?:\.js)?", "MIT"),
        (r"htmx", "htmx.org", r"htmx|version:", "BSD-2-Clause"),
        (r"dropzone", "dropzone", r"dropzone", "MIT"),
        (r"prototype", "prototype", r"prototype javascript framework, version", "MIT"),
        (r"socket\.io", "socket.io-client", r"socket\.io", "MIT"),
        (r"fullcalendar", "fullcalendar", r"fullcalendar", "MIT"),
        (r"leaflet", "leaflet", r"leaflet", "BSD-2-Clause"),
    )
)
_NAME = re.compile(rf"^(?P<own>[a-z][a-z0-9.\-]*?)(?:[-.@_]v?{_VERSION})?(?:[.-](?:min|slim|pack|packed|prod))*\.js$")
_FOLDER = re.compile(rf"(?:^|/)(?:[a-z.\-]+[-@/])?v?{_VERSION}/(?:[\w.-]+/){{0,2}}[^/]+$")


def _library(path: str) -> int | None:
    found = _NAME.match(path.lower().rpartition("/")[2])
    if found is None:
        return None
    return next((place for place, row in enumerate(LIBRARIES) if row[0].fullmatch(found.group("own"))), None)


def wants(entry: Entry) -> str | None:
    """The package's own name, as what its head is called hangs on it."""
    if not entry.path.endswith((".js", ".JS")) or "node_modules/" in entry.path:
        return None
    place = _library(entry.path)
    return None if place is None else LIBRARIES[place][1]


def extract(content: bytes, reading: str) -> object:
    """[version, line], None when the head names none."""
    head = text_of(content[:HEAD])
    title = next(row[2] for row in LIBRARIES if row[1] == reading)
    found = title.search(head)
    return [found.group(1), head.count("\n", 0, found.start(1)) + 1] if found else None


VENDORED = Extractor(name="dependencies.vendored", wants=wants, extract=extract, folder=Path(__file__).parent)


def vendored(scene: Scene) -> Iterator[Used]:
    """Each copied library once, with every place where a copy of this version lies."""
    found: dict[tuple[str, str], Used] = {}
    for entry, result in scene.extracts[VENDORED.name].over(scene.tree.files):
        place = _library(entry.path)
        if place is None or is_test(entry.path) or is_documentation(entry.path) or is_example(entry.path):
            continue
        version, line = result if isinstance(result, list) else (_from_path(entry.path), None)
        if not version:
            continue
        _, name, _, licence = LIBRARIES[place]
        package = Package(
            ecosystem="npm", name=name, version=version, direct=True, source=Source.VENDORED, licence=licence, line=line
        )
        used = found.setdefault((name, version), Used(package, []))
        used.places.append((entry.path, line or 1))
    yield from found.values()


def _from_path(path: str) -> str:
    lower = path.lower()
    name = _NAME.match(lower.rpartition("/")[2])
    if name and name.group(2):
        return name.group(2)
    folder = _FOLDER.search(lower)
    return folder.group(1) if folder else ""
