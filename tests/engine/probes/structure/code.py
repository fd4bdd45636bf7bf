"""Little programs that the tests of structure are about, in seven languages."""

from __future__ import annotations

PARTS = ("gross", "discount", "tax")


def module(subject: str = "order", *, renamed: bool = False) -> str:
    """A Python module of some 60 statements. `renamed` gives some of its names others."""
    lines = ["import logging", "", "log = logging.getLogger(__name__)", "", ""]
    for number, part in enumerate(PARTS):
        again = f", {part}" * number
        lines += [
            f"def {part}_of_{subject}({subject}, rules{again}):",
            f'    """The {part} of one {subject}."""',
            f"    base = {subject}.{part}{'.value' * number}",
            f"    if base is None or base < {number}{' or not rules' * number}:",
            f"        log.info('no %s', {subject}.number{again})",
            f"        return 0{' or base' * number}",
            f"    for rule in rules.{part}{'[0]' * number}:",
            f"        base -= rule.amount * {number}{' + rule.extra' * number}",
            f"        if rule.last{' and base' * number}:",
            f"            break{'' if number else '  # nothing left'}",
            "    else:",
            f"        raise ValueError({subject}.number{again})",
            "    with rules.lock:",
            f"        {subject}.{part}_done = True{' and rules.done' * number}",
            f"        {subject}.save({'force=True, ' * number}now=rules.clock())",
            f"    parts = [each.{part} for each in {subject}.lines{' if each' * number}]",
            f"    parts.sort(key=lambda each: each.{part}{'.value' * number})",
            f"    assert sum(parts) >= base{' or rules' * number}, 'the parts are less than the whole'",
            f"    while base > rules.most{' and parts' * number}:",
            f"        base = base - parts.pop({'0' * (number > 0)})",
            f"    return round(base, {number}){' or None' * number}",
            "",
            "",
        ]
    text = "\n".join(lines)
    return text.replace("rules", "policy").replace("base", "amount") if renamed else text


def tangle(ways: int, name: str = "settle", padding: int = 0) -> str:
    """A Python function with that many ways through it."""
    lines = [f"def {name}(kind, prices):", "    total = 0"]
    for number in range(ways - 1):
        lines += [f"    if kind == {number}:", f"        total = total + prices[{number}]"]
    lines += ["    total += 1"] * padding
    return "\n".join([*lines, "    return total", ""])


GROWN = {
    "a.py": (
        "def pick(a, b):\n    for x in a:\n        if x and b:\n            return x\n    try:\n        return b\n"
        "    except KeyError:\n        return [y for y in b if y]\n"
    ),
    "a.js": (
        "function pick(a, b) {\n  for (const x of a) {\n    if (x && b) {\n      return x;\n    }\n  }\n"
        "  try {\n    return b;\n  } catch (e) {\n    return b ? a : b;\n  }\n}\n"
    ),
    "a.tsx": (
        "export function Pick({ a, b }: Props) {\n  for (const x of a) {\n    if (x && b) {\n      return <p>{x}</p>;\n"
        "    }\n  }\n  try {\n    return b;\n  } catch (e) {\n    return b ? a : b;\n  }\n}\n"
    ),
    "a.php": (
        "<?php\nfunction pick($a, $b)\n{\n    foreach ($a as $x) {\n        if ($x && $b) {\n"
        "            return $x;\n        }\n    }\n    try {\n        return $b;\n    } catch (E $e) {\n"
        "        return $b ? $a : $b;\n    }\n}\n"
    ),
    "a.rb": (
        "def pick(a, b)\n  while a\n    if a && b\n      return a\n    end\n  end\n  begin\n    b\n  rescue KeyError\n"
        "    b ? a : b\n  end\nend\n"
    ),
    "A.java": (
        "class A {\n  int pick(int[] a, boolean b) {\n    for (int x : a) {\n      if (x > 0 && b) {\n"
        "        return x;\n      }\n    }\n    try {\n      return 1;\n    } catch (E e) {\n      "
        "return b ? 1 : 2;\n    }\n  }\n}\n"
    ),
    "A.cs": (
        "class A {\n  int Pick(int[] a, bool b) {\n    foreach (var x in a) {\n      if (x > 0 && b) {\n"
        "        return x;\n      }\n    }\n    try {\n      return 1;\n    } catch (E e) {\n      "
        "return b ? 1 : 2;\n    }\n  }\n}\n"
    ),
    "a.go": (
        "package a\n\nfunc pick(a []int, b bool) int {\n\tfor _, x := range a {\n\t\tif x > 0 && b {\n\t\t\treturn x\n"
        "\t\t}\n\t}\n\tswitch {\n\tcase b:\n\t\treturn 1\n\tcase !b:\n\t\treturn 2\n\t}\n\treturn 3\n}\n"
    ),
}
"""The same function in each language: a loop, a condition of two, and two ways more."""
