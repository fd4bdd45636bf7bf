"""Questions to the name server that this machine asks anyway: few kinds, one after the other, each with its limit.

An answer of the domain name system has 64 kB at most by its own format; of these ROWS values of TEXT letters are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address

import dns.exception
import dns.name
import dns.nameserver
import dns.rdata
import dns.rdatatype
import dns.resolver
from dns.rdtypes.ANY.CAA import CAA
from dns.rdtypes.ANY.MX import MX
from dns.rdtypes.ANY.SOA import SOA
from dns.rdtypes.ANY.TXT import TXT

from makegood.connectors.outlook.notebook import NotAnswered, Notebook
from makegood.connectors.outlook.record import ROWS, Records, Unanswered, clean

SECONDS = 6.0
ONE = 2.5
LONG_TEXT = 2_000


class Names:
    """`servers`: addresses and ports to ask instead of those of the system's own settings."""

    def __init__(self, servers: Sequence[tuple[str, int]] | None = None, *, seconds: float = SECONDS) -> None:
        self._servers, self._seconds = servers, seconds

    def records(self, name: str, kind: str, notebook: Notebook) -> Records:
        """`kind`: A, AAAA, NS, SOA, MX, TXT, CAA or PTR (of an address, written backwards by us)."""
        at = notebook.clock()
        found = notebook.ask("the name server", f"{kind} of {name}", lambda: self._asked(name, kind, notebook))
        if isinstance(found, Unanswered):
            return Records(name, kind, at, problem=found)
        values, exists, alias = found
        return Records(name, kind, at, values, exists, alias)

    def _asked(self, name: str, kind: str, notebook: Notebook) -> tuple[tuple[tuple[str, ...], bool, str], str, int]:
        try:
            resolver = self._resolver(notebook.left)
            wanted = dns.name.from_text(_backwards(name) if kind == "PTR" else name)
            answer = resolver.resolve(wanted, kind, search=False)
        except dns.resolver.NXDOMAIN:
            return ((), False, ""), "there is no such name", 0
        except dns.resolver.NoAnswer:
            return ((), True, ""), "none", 0
        except dns.resolver.NoResolverConfiguration:
            raise NotAnswered("no name server is set up on this machine.", ours=True) from None
        except dns.exception.Timeout:
            raise NotAnswered(f"it did not answer within {self._seconds:.0f} seconds.", ours=True) from None
        except dns.resolver.NoNameservers:
            raise NotAnswered("no name server of that name gives an answer that can be read.") from None
        except (dns.exception.DNSException, OSError, ValueError, EOFError):
            raise NotAnswered("what came back is no answer of a name server.") from None
        values = tuple(_value(row) for row in list(answer)[:ROWS])
        alias = _said(answer.canonical_name) if answer.canonical_name != answer.qname else ""
        return (values, True, alias), ", ".join(values) or "none", len(answer.response.to_wire())

    def _resolver(self, left: float) -> dns.resolver.Resolver:
        resolver = dns.resolver.Resolver(configure=self._servers is None)
        if self._servers is not None:
            resolver.nameservers = [dns.nameserver.Do53Nameserver(host, port) for host, port in self._servers]
        resolver.lifetime = min(self._seconds, max(left, 0.1))
        resolver.timeout = min(ONE, resolver.lifetime)
        resolver.use_edns(0, 0, 1232)
        return resolver


def _backwards(ip: str) -> str:
    return ip_address(ip).reverse_pointer


def _value(row: dns.rdata.Rdata) -> str:
    if isinstance(row, TXT):
        return clean(b"".join(row.strings).decode("utf-8", "replace"), LONG_TEXT)
    if isinstance(row, MX):
        return f"{row.preference} {_said(row.exchange)}"
    if isinstance(row, SOA):
        return f"{_said(row.mname)} {_said(row.rname)}"
    if isinstance(row, CAA):
        return clean(f"{row.tag.decode('ascii', 'replace')} {row.value.decode('utf-8', 'replace')}")
    target = getattr(row, "target", None)
    return _said(target) if isinstance(target, dns.name.Name) else clean(row.to_text())


def _said(name: dns.name.Name) -> str:
    return clean(name.to_text(omit_final_dot=True).lower(), 253)
