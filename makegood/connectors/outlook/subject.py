"""What somebody typed as a domain or an address: one host, the domain it stands under, and nothing private of it."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass, replace

from publicsuffixlist import PublicSuffixList

from makegood.connectors.outbound import OutboundRefused, read_address

INSIDE = frozenset(
    "arpa corp home internal intranet invalid lan local localhost localdomain onion private test".split()
)
"""Endings that no registry of the public network sells (RFC 6761, RFC 7686), and those used inside houses."""

REGISTRIES = frozenset(
    """br.com cn.com co.com com.de de.com eu.com gb.net gr.com hu.net in.net jp.net jpn.com mex.com ru.com sa.com
    se.net uk.com uk.net us.com us.org za.com""".split()
)
"""The list of suffixes counts these as private, but they sell domains like any registry (CentralNic and others)."""

LONGEST = 253
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


class SubjectRefused(Exception):
    """Nothing that can be looked at; the message is one clear sentence."""


@dataclass(frozen=True, slots=True)
class Subject:
    """`domain` is what a registry sells ("brightleaf.co.uk"), `host` the name under it, `platform` the name that a host
    of many customers lends ("vercel.app") or "", `site` the domain that `host` itself stands under: usually `domain`.
    All are lower case and in the letters of the wire (xn--...).
    """

    domain: str
    host: str
    site: str
    port: int = 443
    platform: str = ""

    @property
    def is_lent(self) -> bool:
        """The domain is the platform's own, which is nothing to ask about."""
        return bool(self.platform) and self.domain == self.site

    @property
    def url(self) -> str:
        return f"https://{self.host}/" if self.port == 443 else f"https://{self.host}:{self.port}/"

    @property
    def shown(self) -> str:
        """As a person writes it, with the letters of the wire behind it where they differ."""
        return said(self.domain)


def read_subject(domain: str = "", address: str = "") -> Subject:
    """At least one of the two. The path, query and fragment of an address are dropped: they may hold a secret.

    Raises SubjectRefused with one sentence.
    """
    if not domain.strip() and not address.strip():
        raise SubjectRefused("Give a domain name or an address, as example.com or https://app.example.com.")
    host, port = _host(address or domain)
    subject = _placed(host, port)
    if domain.strip() and address.strip():
        other = _placed(*_host(domain))
        return replace(subject, domain=other.domain)
    return subject


def said(name: str) -> str:
    """ "xn--mller-kva.de" -> "müller.de (xn--mller-kva.de)"; other names stay."""
    if "xn--" not in name:
        return name
    try:
        letters = name.encode("ascii").decode("idna")
    except UnicodeError:
        return name
    return f"{letters} ({name})" if letters.isprintable() and letters != name else name


def site_of(host: str) -> str:
    """What a registry sells of a name: "ns1.acme.co.uk" -> "acme.co.uk"; the name itself where nothing is sold."""
    every, sold = _suffixes()
    shared = every.publicsuffix(host) or ""
    if shared in REGISTRIES:
        return every.privatesuffix(host) or host
    return sold.privatesuffix(host) or host


def _host(typed: str) -> tuple[str, int]:
    place = _place(typed)
    if "*" in place:
        raise SubjectRefused("That names many hosts by a *; give one of them, as app.example.com.")
    if len(_wire(place.partition(":")[0])) > LONGEST:
        raise SubjectRefused(f"That is longer than the {LONGEST} letters a domain name can have.")
    try:
        address = read_address(f"https://{_wire(place)}/")
    except OutboundRefused as refused:
        raise SubjectRefused(str(refused)) from None
    if address.ip is not None:
        raise SubjectRefused(
            f"{address.ip} is a number and no name, and no name tells whose it is; give the domain, as example.com."
        )
    return address.host, address.port


def _place(typed: str) -> str:
    """Host and port, in whatever letters they were typed."""
    text = unicodedata.normalize("NFC", typed.strip())
    if len(text) > 2_000:
        raise SubjectRefused("That is longer than an address can be; give the domain name alone, as example.com.")
    scheme, _, rest = text.partition("://") if _SCHEME.match(text) else ("https", "", text.removeprefix("//"))
    if scheme.lower() not in ("http", "https"):
        raise SubjectRefused("That is no address of a web page; give it as example.com or https://app.example.com.")
    place = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if "@" in place:
        kind = "holds a user name or password before the @" if _SCHEME.match(text) else "is a mail address"
        raise SubjectRefused(f"That {kind}; give the name without it, as example.com.")
    return _with_full_stops(place)


def _with_full_stops(place: str) -> str:
    """The full stops of other scripts, which browsers read as a dot (UTS 46)."""
    return place.translate({ord(stop): "." for stop in "。．｡"})


def _wire(place: str) -> str:
    """Letters outside of a-z as the wire wants them (IDNA 2003); what that would change is refused."""
    if place.isascii():
        return place
    host, colon, port = place.partition(":")
    if any(letter in "ßς\u200c\u200d" for letter in host):
        raise SubjectRefused("That holds a letter with two spellings on the wire; write the name as xn--....")
    try:
        wire = host.encode("idna").decode("ascii")
        back = wire.encode("ascii").decode("idna")
    except UnicodeError:
        raise SubjectRefused("That holds a letter that no domain name can have.") from None
    if back != host.lower().removesuffix("."):
        raise SubjectRefused("That holds a letter that stands for another one; write the name in its usual letters.")
    return wire + colon + port


@functools.cache
def _suffixes() -> tuple[PublicSuffixList, PublicSuffixList]:
    return PublicSuffixList(), PublicSuffixList(only_icann=True)


def _placed(host: str, port: int) -> Subject:
    if host.rpartition(".")[2] in INSIDE:
        raise SubjectRefused(f"{host} ends as names inside a house do, so nobody outside can see it.")
    every, sold = _suffixes()
    shared = every.publicsuffix(host) or ""
    if shared in REGISTRIES and host != shared:
        return Subject(site_of(host), host, site_of(host), port)
    domain = sold.privatesuffix(host) or ""
    if not domain:
        raise SubjectRefused(f"{host} is an ending that many share and no domain; give the name before it, too.")
    is_lent = shared != (sold.publicsuffix(host) or "") and host != shared
    return Subject(domain, host, domain, port, shared if is_lent else "")
