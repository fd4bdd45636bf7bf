"""A page as PDF, by Typst: its own fonts, no network, no file within its reach but the template given."""

from __future__ import annotations

import json
from collections.abc import Mapping


def pdf(template: bytes, values: Mapping[str, object]) -> bytes:
    """`values` reach the template as JSON under `sys.inputs.values`: text in them is never read as markup."""
    import typst

    options = {"format": "pdf", "ignore_system_fonts": True, "sys_inputs": {"values": json.dumps(values)}}
    made: bytes = typst.compile({"main.typ": template}, **options)  # type: ignore[call-overload]  # its stub lacks it
    return made
