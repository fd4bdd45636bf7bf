"""The tables of who advises: practices, their clients and letters, what they compare and hand on."""

from makegood.rhythm.portfolio.models.practice import (
    Away,
    AwayState,
    Client,
    Colleague,
    Import,
    LetterState,
    Limit,
    MonthlyLetter,
    Practice,
    Template,
    TemplateKind,
    TemplateVersion,
    WorkHours,
)
from makegood.rhythm.portfolio.models.shown import ComparisonConsent, ReportCopy

__all__ = [
    "Away",
    "AwayState",
    "Client",
    "Colleague",
    "ComparisonConsent",
    "Import",
    "LetterState",
    "Limit",
    "MonthlyLetter",
    "Practice",
    "ReportCopy",
    "Template",
    "TemplateKind",
    "TemplateVersion",
    "WorkHours",
]
