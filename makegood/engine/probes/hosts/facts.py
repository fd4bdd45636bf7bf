"""Which hosts the software calls, and whose they are."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

FOREIGN = FactName(
    "hosts.foreign",
    FactType.FINDINGS,
    "places",
    "Places that call or load from a host of the authors' company, a relay, a bare number or nobody known.",
)
CALLED = FactName(
    "hosts.called",
    FactType.TABLE,
    "hosts",
    "Every host that the software calls or is set to call: whose it is, what for where known, and where it stands.",
)
READ = FactName("hosts.files_read", FactType.INTEGER, "files", "Source and settings files that were read for hosts.")
