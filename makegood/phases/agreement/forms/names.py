"""Who agrees about what: the names on the agreement, where an engagement began with working names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from makegood.accounts.lines import LineField, looks_like
from makegood.accounts.models import Company
from makegood.engagements.actions.opening import has_working_name
from makegood.engagements.permissions import Standing
from makegood.phases.agreement.models import Agreement, AgreementState


class NamesForm(forms.Form):
    """A field that may not be changed any more is left out: the partner's once they sit at the table, the company's
    once something was sent in its name."""

    name = LineField(
        label="What is being built?",
        max_length=160,
        error_messages={"required": "Give it a name, such as “Customer portal”."},
    )
    company_name = LineField(
        label="Your company’s name",
        help_text="It signs the agreement.",
        max_length=160,
        error_messages={"required": "Write the name of your company."},
    )
    partner_name = LineField(
        label="Who builds it?",
        help_text="The firm’s name as it stands on their bills.",
        max_length=160,
        error_messages={"required": "Write the name of the firm that builds it."},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, standing: Standing) -> None:
        self.engagement = engagement = standing.engagement
        company = engagement.owner_company
        initial = {
            "name": engagement.name,
            "partner_name": engagement.partner_name,
            "company_name": "" if has_working_name(company) else company.name,
        }
        super().__init__(data, initial=initial)
        if engagement.partner_company_id is not None:
            del self.fields["partner_name"]
        if not _may_rename(company, standing):
            del self.fields["company_name"]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        owner = given.get("company_name") or self.engagement.owner_company.name
        if given.get("partner_name") and looks_like(given["partner_name"], owner):
            self.add_error("partner_name", "That is the name of your own company; write the firm that builds it.")
        return given

    def names(self) -> dict[str, str]:
        """After `is_valid`. Empty: not asked."""
        return {name: self.cleaned_data.get(name, "") for name in ("name", "partner_name", "company_name")}


def _may_rename(company: Company, standing: Standing) -> bool:
    """A working name is nobody's name, and is changed even after something was signed under it."""
    if not company.memberships.filter(user=standing.user, may_manage=True).exists():
        return False
    sent = Agreement.objects.filter(engagement__owner_company=company).exclude(state=AgreementState.DRAFT)
    return has_working_name(company) or not sent.exists()
