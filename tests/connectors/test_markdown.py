"""A stranger's Markdown shows text, and can neither run, nor fetch, nor lie about where a link leads."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makegood.connectors.markdown import LONGEST, SCHEMES, TAGS, html_of
from tests.costing import at_most

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<!-- --><b>x</b>",
    "<iframe src='javascript:alert(1)'></iframe>", "<a href='javascript:x'>y</a>", "<style>*{}</style>",
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](vbscript:x)", "[x](file:///etc/passwd)", "[x](//evil.example)",
    "[x](/accounts/logout)", "[x](http://evil.example)", "<javascript:alert(1)>", "[x]: javascript:alert(1)\n\n[x]",
    "![x](https://evil.example/pixel.png)", "![x](file:///etc/passwd)", "![x][y]\n\n[y]: https://evil.example/p.png",
    "[![x](https://evil.example/p.png)](https://a.example)", "```html\n<script>x</script>\n```", "`<script>`",
    '[x](https://a.example "onmouseover=alert(1)")', '[x](https://a.example" onmouseover="alert(1))', "\0<script>\0",
    "|a|\n|-|\n|<script>x</script>|", "# <script>x</script>", "<https://a.example/\"onclick=x>",
    "<noscript><p title=\"</noscript><img src=x onerror=x>\">",
    "<math><mtext></mtext><mglyph><style></math><img src onerror=x>", "[a](mailto:x@y.example?subject=<script>)",
]  # fmt: skip


class Strict(HTMLParser):
    """Fails at anything that is not on the list."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        allowed = {"a": {"href", "rel"}, "ol": {"start"}}.get(tag, set())
        assert {name for name, _ in attrs} <= allowed
        for name, value in attrs:
            if name == "href":
                assert value is not None
                assert value.partition(":")[0].lower() in SCHEMES

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def checked(text: str) -> str:
    html = html_of(text)
    Strict().feed(html)
    return html


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_is_text(text: str) -> None:
    checked(text)


@given(
    st.lists(
        st.sampled_from([*HOSTILE, "*", "[", "](", "\n", "> ", "- ", "|", "`", "  ", "<", "&#x", "a"]), max_size=30
    )
)
def test_hostile_markdown_in_any_mixture_is_text(parts: list[str]) -> None:
    checked("".join(parts))


@given(st.text(max_size=500))
def test_any_text_is_safe(text: str) -> None:
    checked(text)


def test_ordinary_markdown_is_shown() -> None:
    html = checked(
        "# Done\n\n**Bold** and `code`, [docs](https://docs.partner.example)\n\n3. third\n\n|a|\n|-|\n|b|\n\n~~old~~"
    )
    assert "<h3>Done</h3>" in html
    assert "<strong>Bold</strong>" in html
    assert '<a href="https://docs.partner.example" rel="nofollow noopener noreferrer ugc">docs</a>' in html
    assert '<ol start="3">' in html
    assert "<td>b</td>" in html
    assert "<s>old</s>" in html


def test_raw_html_is_shown_as_it_was_typed() -> None:
    assert "&lt;b&gt;x&lt;/b&gt;" in checked("<b>x</b>")


def test_a_picture_is_not_fetched_from_anywhere() -> None:
    assert "<img" not in checked("![logo](https://evil.example/pixel.png) and ![x](data:image/png;base64,AA==)")


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("[https://bank.example/login](https://evil.example)", "(evil.example)"),
        ("[www.bank.example](https://bank.example.evil.example)", "(bank.example.evil.example)"),
        ("[pay@bank.example](mailto:pay@evil.example)", "(evil.example)"),
    ],
)
def test_a_link_that_names_another_host_shows_its_own(text: str, host: str) -> None:
    assert host in checked(text)
    assert "(" not in checked("[bank.example](https://www.bank.example/x)")


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "*a_ ",
        "> ",
        "- ",
        "`",
        "![",
        "<a ",
        "](",
        "a**b",
        "[a](b",
        "|",
        "&",
        "\\",
        "[a]: b\n",
        "_*",
        "~~a ",
        "<",
        "1. ",
    ],
)
def test_no_text_takes_long(unit: str) -> None:
    with at_most(3):
        checked(unit * (LONGEST // len(unit)))


def test_a_long_text_says_that_it_was_cut() -> None:
    assert "Only the first 50,000 characters are shown." in checked("word " * 20_000)


def test_a_text_that_swells_is_shown_as_it_was_typed() -> None:
    """A table of 200 columns and short rows made 700 kB of 50."""
    swelling = "|a" * 200 + "\n" + "|-" * 200 + "\n" + "a\n" * 20_000
    shown = html_of(swelling)
    assert shown.startswith("<pre>|a|a")
    assert len(shown) < 60_000
    assert "<table>" in html_of("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n")
