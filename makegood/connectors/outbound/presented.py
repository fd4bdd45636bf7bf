"""The certificate that a server shows. Nothing is sent to it and nothing of it is believed but the certificate."""

from __future__ import annotations

import ssl
import time
from dataclasses import dataclass

from makegood.connectors.outbound.address import OutboundRefused
from makegood.connectors.outbound.client import Limits, Outbound, connected, on_the_clock, reason_of

ONE = Limits(seconds=10)


@dataclass(frozen=True, slots=True)
class Presented:
    """`der`: the server's own certificate. `problem`: "" where it proves the host, else why it does not."""

    der: bytes
    problem: str
    handshakes: int


def presented_at(url: str, outbound: Outbound, limits: Limits = ONE) -> Presented:
    """Asked a second time without believing it, where the first handshake fails on the certificate alone.

    Raises OutboundRefused.
    """
    checked = outbound.check(url, ("https",), limits.resolving)
    end = time.monotonic() + limits.seconds
    problem = ""
    for number, context in enumerate((outbound.trust, _believing_nothing()), 1):
        raw, _ = connected(checked, end)
        with on_the_clock(raw, end) as late:
            try:
                with context.wrap_socket(raw, server_hostname=checked.address.host) as line:
                    return Presented(line.getpeercert(binary_form=True) or b"", problem, number)
            except ssl.SSLCertVerificationError as failed:
                problem = failed.verify_message.rstrip(".") or "it cannot be checked"
            except (OSError, ValueError) as failed:
                raise OutboundRefused(reason_of(failed, late.is_set(), limits)) from None
            finally:
                raw.close()
    raise OutboundRefused("shows no certificate")


def _believing_nothing() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
