"""semgrep (its maker's wheel, LGPL-2.1) with our own taint rules, for languages that our own analysis does not read.

The rules of the registry may not be shipped with a product (Commons Clause), and fetching them needs a network.
"""

from __future__ import annotations

import re
from pathlib import Path

from makegood.engine.repository.paths import is_product
from makegood.engine.repository.tree import Entry
from makegood.engine.tools.scanner import Control, Scanner

RULES = Path(__file__).parent / "rules"
ENDINGS = {"php": "code.php", "ruby": "code.rb", "java": "Code.java", "csharp": "Code.cs", "go": "code.go"}

_CONTROL = """package main
func planted(w http.ResponseWriter, r *http.Request) {
  db.Query("SELECT a FROM t WHERE a = '" + r.FormValue("a") + "'")
}
"""


def _name(entry: Entry) -> str | None:
    return ENDINGS.get(entry.language or "") if is_product(entry.path) else None


def _command(copy: str) -> list[str]:
    quiet = ["--metrics=off", "--disable-version-check", "--quiet", "--no-rewrite-rule-ids"]
    blind = ["--no-git-ignore", "--disable-nosem", "--max-target-bytes=2000000", "--timeout=20", "--jobs=1"]
    return ["scan", "--config=/rules", *quiet, *blind, "--sarif", copy]


SEMGREP = Scanner(
    name="semgrep",
    program="semgrep",
    command=_command,
    wants=_name,
    control=Control(name="code.go", content=_CONTROL, rule="go-sql-injection"),
    marks=re.compile(rb"nosem(?:grep)?\b", re.IGNORECASE),
    clean=frozenset({0}),
    seconds=280,
    memory_bytes=3 * 1024**3,
    reads={"/rules": RULES},
)
