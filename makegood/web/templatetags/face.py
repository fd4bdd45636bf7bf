"""How values are said on the pages. Loaded in every template."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def dollars(cents: int | None) -> str:
    """3800000 -> $38,000; 3800050 -> $38,000.50; None -> a dash."""
    if cents is None:
        return "\N{EN DASH}"
    sign, whole, rest = "-" if cents < 0 else "", *divmod(abs(cents), 100)
    return f"{sign}${whole:,}" + (f".{rest:02}" if rest else "")
