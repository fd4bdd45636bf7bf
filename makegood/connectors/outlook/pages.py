"""The page at an address as a visitor's browser first meets it, and the two small files beside it."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

from makegood.connectors.outbound import Answer, Limits, Outbound, OutboundRefused, read_address
from makegood.connectors.outlook.notebook import Notebook
from makegood.connectors.outlook.record import ROWS, Cookie, Note, Page, Unanswered, clean
from makegood.connectors.outlook.subject import Subject

AGENT = {"User-Agent": "Makegood (looks at an owner's address)", "Accept": "text/html,*/*"}
ONE = Limits(seconds=12, body=200_000)
SMALL = Limits(seconds=8, body=32_000)
HOPS = 3
FORWARDS = frozenset({301, 302, 303, 307, 308})

TOLD = (
    "server", "x-powered-by", "x-aspnet-version", "x-generator", "via", "location", "x-robots-tag",
    "strict-transport-security", "content-security-policy", "content-security-policy-report-only", "x-frame-options",
    "x-content-type-options", "referrer-policy",
    # Signs of a host; their values are ids of the request.
    "cf-ray", "x-vercel-id", "x-amz-cf-id", "x-served-by", "fly-request-id", "x-github-request-id", "x-nf-request-id",
    "x-shopid", "x-shopify-stage", "x-azure-ref", "x-wix-request-id", "rndr-id", "x-railway-request-id",
    "x-pantheon-styx-hostname", "x-kinsta-cache", "wpe-backend", "x-do-app-origin",
    "x-squarespace-region", "x-sucuri-id", "x-akamai-transformed",
)  # fmt: skip

_META = re.compile(r"<meta\b([^<>]{0,1000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def page(subject: Subject, outbound: Outbound, notebook: Notebook) -> Page | Unanswered:
    """GET /, and up to HOPS further ones where it forwards within its own domain, each checked like the first."""
    url = subject.url
    hops: tuple[str, ...] = ()
    while True:
        found = _one(url, hops, outbound, notebook)
        onward = None if isinstance(found, Unanswered) else _onward(found, subject)
        if onward is None or onward in (url, *hops) or len(hops) == HOPS:
            return found
        hops = (*hops, url)
        url = onward


def plain(subject: Subject, outbound: Outbound, notebook: Notebook) -> Page | Unanswered | None:
    """HEAD by http, only to learn where it forwards; nothing is sent and nothing is believed."""
    if subject.port != 443:
        return None
    url = f"http://{subject.host}/"

    def how() -> tuple[Page, str, int]:
        answer = outbound.ask("HEAD", url, headers=AGENT, limits=notebook.within(SMALL), schemes=("http",))
        found = _page(answer, (), notebook)
        return found, f"status {found.status} {found.header('location')}".strip(), 0

    return notebook.ask(subject.host, f"HEAD {url}", how)


def note(beside: Page, path: str, outbound: Outbound, notebook: Notebook) -> Note | Unanswered:
    """A text file beside the page, where that led to. A page, as many programs give for every path, is none."""
    url = urljoin(beside.url, path)

    def how() -> tuple[Note, str, int]:
        answer = outbound.ask("GET", url, headers=AGENT, limits=notebook.within(SMALL))
        kind = (answer.header("content-type") or "").lower()
        is_text = answer.status == 200 and kind.startswith("text/plain") and answer.whole
        text = answer.body.decode("utf-8", "replace") if is_text else ""
        lines = [clean(line, 300) for line in text.splitlines()[:200]]
        found = Note(url, notebook.clock(), answer.status, "\n".join(lines).strip())
        return found, f"status {answer.status}{'' if found.text else ', no such text'}", len(answer.body)

    return notebook.ask(_host(url), f"GET {url}", how)


def _one(url: str, hops: tuple[str, ...], outbound: Outbound, notebook: Notebook) -> Page | Unanswered:
    def how() -> tuple[Page, str, int]:
        answer = outbound.ask("GET", url, headers=AGENT, limits=notebook.within(ONE))
        found = _page(answer, hops, notebook)
        more = "" if answer.whole else " and more"
        return found, f"status {found.status}, {len(answer.body)} bytes{more}", len(answer.body)

    return notebook.ask(_host(url), f"GET {url}", how)


def _page(answer: Answer, hops: tuple[str, ...], notebook: Notebook) -> Page:
    headers = tuple((name, clean(value, 300)) for name in TOLD if (value := answer.header(name)) is not None)
    cookies = [_cookie(value) for name, value in answer.headers if name.lower() == "set-cookie"]
    metas = _metas(answer.body.decode("utf-8", "replace"))
    noindex = "noindex" in (answer.header("x-robots-tag") or "").lower() or "noindex" in metas.get("robots", "").lower()
    return Page(
        url=answer.url,
        at=notebook.clock(),
        status=answer.status,
        headers=headers,
        cookies=tuple(cookies[:ROWS]),
        hops=hops,
        generator=clean(metas.get("generator", ""), 100),
        noindex=noindex,
    )


def _cookie(text: str) -> Cookie:
    """Its value may be a session of ours and is not kept."""
    first, *rest = text.split(";")
    flags = {name.strip().lower(): value.strip() for name, _, value in (part.partition("=") for part in rest)}
    same_site = clean(flags.get("samesite", ""), 10).lower()
    return Cookie(clean(first.partition("=")[0], 100), "secure" in flags, "httponly" in flags, same_site)


def _metas(html: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for inside in _META.findall(html)[:100]:
        given = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(inside)}
        found.setdefault(given.get("name", "").lower(), given.get("content", ""))
    return found


def _onward(found: Page, subject: Subject) -> str | None:
    """Where it forwards to, within the same domain and by https. Elsewhere is told and not followed."""
    target = found.header("location")
    if found.status not in FORWARDS or not target:
        return None
    try:
        there = read_address(urljoin(found.url, target))
    except (OutboundRefused, ValueError):
        return None
    return there.url if f".{there.host}".endswith((f".{subject.domain}", f".{subject.site}")) else None


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0]
