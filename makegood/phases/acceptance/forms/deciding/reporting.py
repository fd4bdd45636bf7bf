"""What a reviewer fills in to hand in a report."""

from __future__ import annotations

from django import forms

from makegood.connectors.uploads.kinds import MB
from makegood.phases.acceptance.actions.deciding.reporting import MOST_BYTES


class ReportForm(forms.Form):
    file = forms.FileField(
        label="The report",
        help_text=f"SARIF as your tool wrote it, at most {MOST_BYTES // MB} MB.",
        error_messages={"required": "Choose the report to hand in."},
    )
