"""Copied files, tangled functions, circles; beside them long code that is none of these."""

from __future__ import annotations

from collections.abc import Sequence

from bench.breaches.copies import Copy, Place
from bench.breaches.plants import Breach, Decoy, Plant

FAMILY = "structure"
COPIED, TANGLED, WORSE = "structure.is_not_copied", "structure.is_not_tangled", "structure.gets_no_worse"
PETCLINIC = "src/main/java/org/springframework/samples/petclinic"


def copied(source: str, target: str, old: str, name: str) -> Plant:
    """A file again under another name, with one word changed throughout."""
    return lambda copy: copy.write(target, copy.read(source).replace(old, name))


def many_copies(source: str, folder: str, count: int) -> Plant:
    def plant(copy: Copy) -> Place:
        text, ending = copy.read(source), source.rpartition(".")[2]
        for number in range(count):
            copy.write(f"{folder}/variant_{number}.{ending}", text.replace("update", f"update{number}"))
        return Place(f"{folder}/variant_0.{ending}")

    return plant


def of(path: str, text: str, mark: str) -> Plant:
    return lambda copy: copy.write(path, text, mark)


def tangle_in_python(width: int = 14) -> str:
    rows = ["def price(order, customer, options):", "    total = 0"]
    for number in range(width):
        for level in range(5):
            test = f"order.field_{number}_{level} > {level} and customer.rank != {number}"
            rows.append("    " * (level + 1) + f"if {test}:")
        rows.append("    " * 6 + f"total += {number} * order.amount")
        rows.append(f"    if options.get('o{number}') or total > {number * 10}:")
        rows.append(f"        total -= {number}")
    return "\n".join([*rows, "    return total", ""])


def tangle_in_braces(head: str, foot: str, width: int = 14) -> str:
    rows = [head]
    for number in range(width):
        rows += ["  " * (level + 1) + f"if (a{level} > {number} && b{level} != {level}) {{" for level in range(5)]
        rows.append("  " * 6 + f"total = total + {number};")
        rows += ["  " * (level + 1) + "}" for level in reversed(range(5))]
    return "\n".join([*rows, foot, ""])


def circle(folder: str, names: Sequence[str], package: str) -> Plant:
    def plant(copy: Copy) -> Place:
        for name, following in zip(names, [*names[1:], names[0]], strict=True):
            body = f"    return {following}.{following}_total(rows[1:]) if rows else 0\n"
            text = f"from {package} import {following}\n\n\ndef {name}_total(rows):\n{body}"
            copy.write(f"{folder}/{name}.py", text)
        return Place(f"{folder}/{names[0]}.py")

    return plant


SCRIPT = tangle_in_braces(
    "function price(a0, a1, a2, a3, a4, b0, b1, b2, b3, b4) {\n  let total = 0;",
    "  return total;\n}\nmodule.exports = { price };",
)
GO = "package price\n\n" + tangle_in_braces(
    "func Price(a0, a1, a2, a3, a4, b0, b1, b2, b3, b4 int) int {\n\ttotal := 0", "\treturn total\n}"
).replace("if (", "if ").replace(") {", " {")

BREACHES = [
    Breach(FAMILY, name, host, check, plant)
    for name, host, check, plant in (
        (
            "one file copied",
            "fastapi",
            COPIED,
            copied("backend/app/crud.py", "backend/app/crud_partner.py", "user", "partner"),
        ),
        (
            "service copied five times",
            "node",
            COPIED,
            many_copies("src/services/auth.service.js", "src/services/partners", 5),
        ),
        (
            "controller copied in Java",
            "petclinic",
            COPIED,
            many_copies(f"{PETCLINIC}/owner/OwnerController.java", f"{PETCLINIC}/copies", 3),
        ),
        ("views copied in Django", "healthchecks", COPIED, many_copies("hc/api/views.py", "hc/copies", 4)),
        (
            "tangle in Python",
            "fastapi",
            TANGLED,
            of("backend/app/pricing.py", tangle_in_python(), "def price"),
        ),
        ("tangle in JavaScript", "node", TANGLED, of("src/services/price.service.js", SCRIPT, "function price")),
        ("tangle in Go", "memos", TANGLED, of("internal/price/price.go", GO, "func Price")),
        (
            "circle of modules",
            "fastapi",
            TANGLED,
            circle("backend/app/billing", ["invoice", "ledger", "payment"], "app.billing"),
        ),
    )
] + [
    Breach(FAMILY, name, host, WORSE, plant, since=True)
    for name, host, plant in (
        ("tangle added since", "healthchecks", of("hc/lib/pricing.py", tangle_in_python(), "def price")),
        ("copies added since", "lobsters", many_copies("app/models/story.rb", "app/models/copies", 3)),
    )
]

CODES = "CODES = {\n" + "".join(f'    "{number:03}": "Country {number}",\n' for number in range(240)) + "}\n"
TESTS = "".join(
    f"test('adds {number}', () => {{\n  expect({number} + 1).toBe({number + 1});\n}});\n\n" for number in range(30)
)
KINDS = (
    "package kind\n\nfunc Name(kind int) string {\n\tswitch kind {\n"
    + "".join(f'\tcase {number}:\n\t\treturn "kind-{number}"\n' for number in range(20))
    + '\t}\n\treturn ""\n}\n'
)
SUMS = (
    "def net(rows):\n    return sum(row.net for row in rows)\n\n\n"
    "def gross(rows):\n    return sum(row.gross for row in rows)\n"
)

DECOYS = [
    Decoy(FAMILY, name, host, plant)
    for name, host, plant in (
        ("long table of values", "fastapi", of("backend/app/codes.py", CODES, "CODES")),
        ("tests that resemble each other", "node", of("tests/unit/sums.test.js", TESTS, "adds 0")),
        ("switch over kinds in Go", "memos", of("internal/kind/kind.go", KINDS, "func Name")),
        (
            "minified script of others",
            "petclinic",
            of("src/main/resources/static/vendor/client.min.js", "function a(b){return b}" * 300, "function"),
        ),
        ("two small functions alike", "healthchecks", of("hc/lib/sums.py", SUMS, "def net")),
    )
]
