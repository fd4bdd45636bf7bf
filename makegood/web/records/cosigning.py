"""The page on which each side cosigns the record, and sees who holds which state of it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from makegood.engagements.asking import read_and_write, refused_on, to_confirm
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.record.cosigning import content_to_cosign
from makegood.engagements.scope import in_engagement
from makegood.web.records import deeds
from makegood.web.records.queries import holdings_of, latest_signed, passkey_line, stamped_of


@read_and_write
@in_engagement(Act.SEE_LEDGER)
def show(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    engagement = standing.engagement
    latest = latest_signed(engagement)
    if request.method == "POST":
        here = reverse("record_cosign", args=[engagement.pk])
        if latest is None:
            return refused_on(request, "Nothing is signed yet. Please try again in a minute.", here)
        try:
            return to_confirm(standing, deeds.COSIGN, content_to_cosign(latest, standing.user), here)
        except Refused as refused:
            return refused_on(request, str(refused), here)
    shown = {
        "latest": latest,
        "root": bytes(latest.root).hex() if latest else "",
        "holdings": holdings_of(engagement),
        "may_cosign": standing.is_owner or standing.is_partner,
        "line": passkey_line(engagement, standing.user),
        "stamped": stamped_of(engagement),
        "asks": bool(settings.MAKEGOOD_TIMESTAMPS),
    }
    return render(request, "web/records/cosign.html", shown)
