"""What helps a developer at the desk and a stranger in production."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

LEFT_ON = FactName(
    "settings.left_on",
    FactType.FINDINGS,
    "places",
    "Debug modes, open profilers, breakpoints and switched-off checks of certificates or origins, outside development.",
)
READ = FactName("settings.files_read", FactType.INTEGER, "files", "Source and settings files that were looked through.")
