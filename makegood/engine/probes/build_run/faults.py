"""Whose fault a failed step is: only what points into the delivered code counts against it."""

from __future__ import annotations

import re
from collections.abc import Collection

_OWN_SCRIPT = re.compile(
    r"error TS\d+|Missing script: |SyntaxError: |Could not resolve \"\.{1,2}/|Can't resolve '\.{1,2}/"
    r"|Cannot find module '\.{1,2}/"
    r"|Could not resolve entry module|Failed to resolve import \"\.{1,2}/|ParseError|Parsing error|Unexpected token"
    r"|Entry module not found|is not exported (?:by|from)"
)
_SURROUNDINGS = re.compile(
    r"Cannot find module '[^./]|Cannot find type definition file|ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT"
    r"|fetch failed|EROFS"
    r"|EACCES|ERR_OSSL|heap out of memory|Killed|command not found|: not found|Could not find a declaration file"
    r"|TS2307|TS7016"
    r"|TS2688|prisma generate|node-gyp|postinstall|invalid ELF|ENOSPC|Can't resolve '[^./]|Unsupported engine"
)
_FRAME = re.compile(r'^  File "([^"]+)", line (\d+)', re.MULTILINE)
_NO_MODULE = re.compile(r"ModuleNotFoundError: No module named '([\w.]+)'")
_NO_NAME = re.compile(r"ImportError: cannot import name '\w+' from (?:partially initialized module )?'([\w.]+)'")


def script_fault(output: str) -> str:
    """The line of a failed script that names a fault of the code itself; empty where it may be ours."""
    if _SURROUNDINGS.search(output):
        return ""
    return next((line.strip()[:300] for line in output.splitlines() if _OWN_SCRIPT.search(line)), "")


def import_fault(output: str, inside: str, own: Collection[str]) -> tuple[str, str, int] | None:
    """(what it says, path, line) of an import that fails by the code's own fault, else None.

    `inside` is where the code is shown, `own` are the names of its own packages and modules at the root.
    """
    frames = _FRAME.findall(output)
    last = next((line for line in reversed(output.strip().splitlines()) if line.strip()), "")[:300]
    if not frames or not frames[-1][0].startswith(f"{inside}/"):
        return None
    path, line = frames[-1][0][len(inside) + 1 :], int(frames[-1][1])
    if re.match(r"(?:SyntaxError|IndentationError|TabError|NameError|AttributeError: module)", last):
        return last, path, line
    named = _NO_MODULE.search(last) or _NO_NAME.search(last)
    return (last, path, line) if named and named.group(1).partition(".")[0] in own else None
