"""Which rows of the desk hold what people typed, by the kind of entry that says it, too (H24)."""

from __future__ import annotations

from makegood.engagements.record.forgetting import keeps_words
from makegood.rhythm.desk.models import CalledBack, Contract, Help, Letter, PaidAnyway, Wanted


def register() -> None:
    keeps_words("desk.letter_sent", Letter, "event", "address subject text problem")
    keeps_words("desk.paid_anyway", PaidAnyway, "event", "bill reason")
    keeps_words("desk.called_back", CalledBack, "event", "phone spoke_to account_end")
    keeps_words("desk.changes_chosen", Wanted, "event", "words")
    keeps_words("desk.changes_chosen", Contract, "desk_id", "letter docx sheet_html sheet_pdf made_of beside")
    keeps_words("desk.assistant_asked", Help, "event", "text")
