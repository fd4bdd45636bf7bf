"""What is signed in envelopes: the types by which the certificate and the process that signs it know each other."""

from __future__ import annotations

IN_TOTO = "application/vnd.in-toto+json"
STATEMENT = "https://in-toto.io/Statement/v1"
ACCEPTANCE = "urn:makegood:acceptance:1"
