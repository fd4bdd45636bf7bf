"""The certificate of a server: who issued it, for which names, until when, and whether a browser would take it."""

from __future__ import annotations

from cryptography import x509
from cryptography.x509.oid import ExtensionOID, NameOID

from makegood.connectors.outbound import Limits, Outbound, presented_at
from makegood.connectors.outlook.notebook import NotAnswered, Notebook
from makegood.connectors.outlook.record import ROWS, Certificate, Unanswered, clean
from makegood.connectors.outlook.subject import Subject

ONE = Limits(seconds=10)


def certificate(subject: Subject, outbound: Outbound, notebook: Notebook) -> Certificate | Unanswered:
    def how() -> tuple[Certificate, str, int]:
        shown = presented_at(subject.url, outbound, notebook.within(ONE))
        try:
            found = _read(x509.load_der_x509_certificate(shown.der), shown.problem, notebook)
        except (ValueError, x509.UnsupportedGeneralNameType):
            raise NotAnswered("The certificate that it shows cannot be read.") from None
        good = "good for this host" if not found.problem else found.problem
        return found, f"by {found.issuer}, until {found.ends:%Y-%m-%d}, {good}", len(shown.der)

    return notebook.ask(subject.host, "its certificate", how)


def _read(shown: x509.Certificate, problem: str, notebook: Notebook) -> Certificate:
    try:
        held = shown.extensions.get_extension_for_oid(ExtensionOID.SUBJECT_ALTERNATIVE_NAME).value
        names = held.get_values_for_type(x509.DNSName) if isinstance(held, x509.SubjectAlternativeName) else []
    except x509.ExtensionNotFound:
        names = []
    return Certificate(
        at=notebook.clock(),
        issuer=_issuer(shown.issuer),
        names=tuple(clean(name, 253) for name in names[:ROWS]),
        begins=shown.not_valid_before_utc,
        ends=shown.not_valid_after_utc,
        problem=clean(problem, 200),
        by_itself=shown.issuer == shown.subject,
    )


def _issuer(name: x509.Name) -> str:
    for kind in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME):
        if found := name.get_attributes_for_oid(kind):
            return clean(found[0].value, 100)
    return "somebody without a name"
