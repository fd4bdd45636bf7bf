"""Whether the part of the product that an import names is among the delivered files."""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from makegood.engine.evidence import Finding
from makegood.engine.probes.build.delivered import Delivered, joined

Import = tuple[int, str, Sequence[str]]
ENDINGS = tuple(
    ".js .jsx .ts .tsx .mjs .cjs .mts .cts .json .vue .svelte .d.ts .css .scss .node .coffee .native.js .web.js .ios.js"
    " .android.js .native.tsx .web.tsx .native.ts .web.ts".split()
)
_JS_OF_TS = re.compile(r"\.([cm]?)jsx?$")
_MADE_JAVA = re.compile(r"Q[A-Z]\w*|\w+_|\w*(?:Impl|Grpc|Proto|OuterClass|Mapper|Builder|Record|Generated)\w*")


@dataclass(slots=True)
class Modules:
    """`texts` gives the text of a delivered file (an `__init__.py`), empty where there is none."""

    delivered: Delivered
    texts: Callable[[str], str]
    go_modules: dict[str, str] = field(default_factory=dict)
    """Module path -> folder of its go.mod."""

    java_roots: frozenset[str] = frozenset()
    """Source roots: folders from which the packages of Java files count."""

    def check(self, path: str, reading: str, imports: Iterable[Import]) -> Iterator[Finding]:
        for line, name, taken in imports:
            missing = self._missing(path, reading, name, taken)
            if missing:
                said = f"{path.rpartition('/')[2]} imports “{name}”, and {missing}"
                yield Finding.at("missing-module", said, path, line=line, text=f"{name} {missing}", severity="high")

    def _missing(self, path: str, reading: str, name: str, taken: Sequence[str]) -> str:
        if reading == "python":
            return self._python(path, name, taken)
        if reading in ("go", "java"):
            return self._go(name) if reading == "go" else self._java(path, name)
        return self._relative(path, reading, name)

    def _python(self, path: str, name: str, taken: Sequence[str]) -> str:
        folder = path.rpartition("/")[0]
        if name.startswith("."):
            dots = len(name) - len(name.lstrip("."))
            base = folder
            for _ in range(dots - 1):
                if not base:
                    return ""
                base = base.rpartition("/")[0]
            return self._dotted(base, name.lstrip("."), taken) if base else ""
        first = name.partition(".")[0]
        if first in sys.stdlib_module_names:
            return ""
        for root in self._roots(folder):
            top = posixpath.join(root, first)
            if f"{top}/__init__.py" in self.delivered.paths or f"{top}.py" in self.delivered.paths:
                if f"{top}.py" in self.delivered.paths:
                    return ""
                return self._dotted(root, name, taken)
        return ""

    def _roots(self, folder: str) -> Iterator[str]:
        """Where an absolute import may begin: the folders above that are no packages themselves, nearest first."""
        while folder:
            if f"{folder}/__init__.py" not in self.delivered.paths:
                yield folder
            folder = folder.rpartition("/")[0]
        yield ""
        yield "src"

    def _dotted(self, base: str, name: str, taken: Sequence[str]) -> str:
        place = posixpath.join(base, *name.split(".")) if name else base
        if name and not self._is_module(place):
            return self._absent(place, self._is_named(base, name))
        if f"{place}/__init__.py" not in self.delivered.paths:
            return ""
        named = [one for one in taken if one == one.lower() and one != "*"]  # modules are written small
        gone = [one for one in named if not self._is_module(posixpath.join(place, one))]
        text = self.texts(f"{place}/__init__.py") if gone else ""
        if re.search(r"__getattr__|import \*|globals\(\)|__path__|lazy|setattr|exec\(", text):
            return ""
        lost = [one for one in gone if not re.search(rf"\b{re.escape(one)}\b", text)]
        return self._absent(posixpath.join(place, lost[0]), False) if lost else ""

    def _is_named(self, base: str, name: str) -> bool:
        """Whether the last part is a name that the package above it makes, as `from .package.thing import` may not."""
        above = posixpath.join(base, *name.split(".")[:-1])
        return not self._is_module(above) and "." in name

    def _is_module(self, place: str) -> bool:
        paths = self.delivered.paths
        if any(f"{place}{ending}" in paths for ending in (".py", "/__init__.py", ".pyi", ".pyx", ".so", ".pyd", ".c")):
            return True
        return place in self.delivered.folders

    def _absent(self, place: str, unsure: bool) -> str:
        if unsure or self.delivered.may_be_made(f"{place}.py") or self.delivered.may_be_made(place):
            return ""
        return f"there is no {place}.py."

    def _relative(self, path: str, reading: str, name: str) -> str:
        bare = name.partition("?")[0].partition("!")[0].partition("#")[0]
        place = joined(path.rpartition("/")[0], bare.lstrip("/") if reading == "php" else bare)
        if place is None or "$" in name or "*" in name:
            return ""
        if place == "":
            return ""
        candidates = list(_candidates(place, reading))
        if any(one in self.delivered.paths for one in candidates) or (
            place in self.delivered.folders and reading != "ruby"
        ):
            return ""
        if self.delivered.may_be_made(place) or any(self.delivered.may_be_made(one) for one in candidates[:6]):
            return ""
        other = next(
            (self.delivered.lower[one.lower()] for one in candidates if one.lower() in self.delivered.lower), ""
        )
        return f"the file is called {other}, which is another name on a server." if other else f"there is no {place}."

    def _go(self, name: str) -> str:
        for module, folder in self.go_modules.items():
            if name.startswith(f"{module}/"):
                place = posixpath.join(folder, name[len(module) + 1 :])
                if place in self.delivered.folders or self.delivered.may_be_made(place):
                    return ""
                inner = any(other != module and name.startswith(f"{other}") for other in self.go_modules)
                return "" if inner else f"there is no folder {place}."
        return ""

    def _java(self, importer: str, name: str) -> str:
        package, _, last = name.rpartition(".")
        if not re.fullmatch(r"[A-Z]\w*", last) or _MADE_JAVA.fullmatch(last):
            return ""
        place = package.replace(".", "/")
        if re.search(r"(?:^|/)[A-Z]", place):
            return ""  # a class inside a class
        roots = [root for root in self.java_roots if posixpath.join(root, place) in self.delivered.folders]
        if (
            not roots
            or f"{last}.java" in self.delivered.names
            or any(
                f"{posixpath.join(root, place, last)}.{ending}" in self.delivered.paths
                for root in roots
                for ending in ("java", "kt", "groovy", "scala")
            )
        ):
            return ""
        folders = {posixpath.join(root, place) for root in roots}
        files = [path for path in self.delivered.paths if path.rpartition("/")[0] in folders]
        if any(path.endswith(".kt") for path in files) or not files:
            return ""
        # One file of ours in somebody else's package, as tests have them, does not make that package ours.
        ours = len(files) > 1 or len(set(_pairs(importer, place))) >= 3
        return f"there is no {place}/{last}.java." if ours else ""


def _pairs(importer: str, place: str) -> list[str]:
    """The leading parts that a package shares with the one of the importing file."""
    own = importer.partition("/java/")[2].split("/")
    shared: list[str] = []
    for one, other in zip(own, place.split("/"), strict=False):
        if one != other:
            break
        shared.append("/".join((*shared[-1:], one)))
    return shared


def _candidates(place: str, reading: str) -> Iterator[str]:
    yield place
    if reading in ("ruby", "php"):
        yield f"{place}.rb" if reading == "ruby" else place
        return
    if _JS_OF_TS.search(place):  # TypeScript names the file that it will become
        for ending in (r".\1ts", r".\1tsx", ".jsx", ".d.ts"):
            yield _JS_OF_TS.sub(ending, place)
    for ending in ENDINGS:
        yield f"{place}{ending}"
        yield f"{place}/index{ending}"
