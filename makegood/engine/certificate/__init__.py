"""Certificates: what an inspection and the gate said, signed over exact bytes, for somebody who trusts neither side."""
