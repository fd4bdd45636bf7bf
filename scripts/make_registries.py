"""Writes the list of registries from IANA's list of RDAP services (dns.json), which whoever keeps it up has fetched."""

from __future__ import annotations

import sys
from pathlib import Path

from makegood.connectors.outlook.registries import written

LIST = Path(__file__).parents[1] / "makegood" / "connectors" / "outlook" / "registries.txt"

if __name__ == "__main__":
    LIST.write_text(written(Path(sys.argv[1]).read_text(encoding="utf-8")), encoding="ascii")
