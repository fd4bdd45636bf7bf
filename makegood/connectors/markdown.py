"""Markdown of a stranger -> HTML that can do nothing: CommonMark and tables, no raw HTML, no pictures, honest links.

Two independent hands: markdown-it-py writes without raw HTML, nh3 (ammonia) lets only the list below through.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

LONGEST = 50_000
"""Characters that are read; the rest is left off with a sentence."""

TAGS = {
    "p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a",
    "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
SCHEMES = {"https", "mailto"}
DEEPEST = 12
SWELLS, LEAST = 8, 5_000
"""A text whose page is so many times longer is shown as it was typed: a table of 200 columns fills every short row."""


def html_of(text: str) -> str:
    """Headings begin at h3, as the page has its own; a link whose words name another host gets its host behind it."""
    shown = text[:LONGEST].replace("\0", "")
    if len(text) > LONGEST:
        shown += f"\n\n*Only the first {LONGEST:,} characters are shown.*"
    written = _READER.render(shown)
    if len(written) > SWELLS * len(shown) + LEAST:
        written = f"<pre>{html.escape(shown)}</pre>"
    return nh3.clean(
        written,
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="nofollow noopener noreferrer ugc",
        strip_comments=True,
    )


def _honest(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"
        if token.children:
            token.children = _with_hosts(token.children)


def _with_hosts(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    target, words = "", ""
    for token in tokens:
        kept.append(token)
        if token.type == "link_open":
            target, words = str(token.attrs.get("href", "")), ""
        elif token.type == "link_close" and (host := _host(target)) and _names_another(words, host):
            kept.append(Token("text", "", 0, content=f" ({host})"))
        else:
            words += token.content
    return kept


def _host(target: str) -> str:
    try:
        parts = urlsplit(target)
        return parts.path.rpartition("@")[2].lower() if parts.scheme == "mailto" else (parts.hostname or "")
    except ValueError:
        return ""


def _names_another(words: str, host: str) -> bool:
    named = re.findall(r"(?:[\w-]{1,63}\.){1,8}\w{2,24}", words[:2000].lower())
    return any(name.removeprefix("www.") != host.removeprefix("www.") for name in named)


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    reader.disable(["image", "html_block", "html_inline"])
    reader.core.ruler.push("honest", _honest)
    return reader


_READER = _reader()
