"""Letters that ask for access: to the partner for the code, to the registrar for the domain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.calendars.business import add_business_days, plain_day
from makegood.rules.clauses.clause import State as ClauseState
from makegood.rules.desk.case import CALENDAR, Case
from makegood.rules.desk.judgement import Cited, Effect, Judgement
from makegood.rules.desk.letters.letter import LAWYER, Letter, Paragraph
from makegood.rules.desk.letters.partner import address_of
from makegood.rules.desk.seen import About, Seen, State

DAYS = 5
WHY = "Reading changes nothing in it. If something speaks against giving us access, please tell us what."
NO_CHANGE = "Please change and lock nothing on account of this letter alone."
NOT_TOLD = "If you may not tell us: please pass this letter on to your customer, and tell us that you did."
NAMED = re.compile(r"\b(?:[a-z0-9-]+\.)+[a-z]{2,}\b", re.IGNORECASE)
REGISTRAR = re.compile(r"\bregistrar (?!not named)([^;]{2,80})", re.IGNORECASE)


def for_access(case: Case, judgement: Judgement) -> Iterator[Letter]:
    """Where the code cannot be seen for want of access, and where a domain or a host is not in the owner's name."""
    wanted = any("code_access" in one.changes for one in judgement.reasons if one.effect is not Effect.WARN)
    if wanted:
        yield _code(case)
    foreign = [row for row in case.dossier.seen if row.state is State.BAD and _is_foreign(row)]
    for row in sorted(foreign, key=lambda row: (row.rule, row.sentence)):
        yield _keeper(case, row)


def _is_foreign(row: Seen) -> bool:
    """Held by the partner. A domain that ends soon or is not locked is no question to a registrar."""
    return row.rule == "domain.owner" or (row.about is About.HOSTING and bool(row.loss))


def _code(case: Case) -> Letter:
    by = add_business_days(case.dossier.today, DAYS, CALENDAR)
    return Letter(
        kind="access",
        to=case.partner_named,
        address=address_of(case),
        subject="Read access to the code",
        day=case.dossier.today,
        by=by,
        paragraphs=(
            Paragraph("greeting", "Good day,"),
            Paragraph(
                "opening",
                "We would like to look at the code that you write for us, so that we can say yes to what is done.",
            ),
            Paragraph(
                "asks",
                f"Please give us by {plain_day(by)}:",
                (
                    "Read access to the repository with all its history, for the account [your account].",
                    "The names of the branches from which you deliver, and how to build and start it.",
                    "A list of the accounts that it runs on (domain, hosting, mail), and in whose name each is.",
                ),
            ),
            *_promised(case),
            Paragraph("why", WHY),
            Paragraph("law", LAWYER),
            Paragraph("closing", "With thanks and kind regards,"),
        ),
        before_sending=("Put the name of your account in its place; a free account at their host is enough.",),
    )  # fmt: skip


def _promised(case: Case) -> tuple[Paragraph, ...]:
    """The words of the contract, where it gives the owner the code or the accounts."""
    for check in ("source_is_reachable", "accounts_are_yours"):
        finding = case.clause(check)
        if finding and finding.state is ClauseState.PRESENT and finding.quote:
            return (Paragraph("promised", "The agreement says of this:", quotes=case.cite_clause(finding)),)
    return ()


def _keeper(case: Case, row: Seen) -> Letter:
    domain = row.about is About.DOMAIN
    name = _thing(row)
    what = f"the domain {name or '[the domain]'}" if domain else f"the hosting of {name or '[the web address]'}"
    owner = case.agreed.owner or "[your firm]"
    answered = (Cited(row.source.answered, row.source.asked),) if row.source.answered else ()
    registrar = REGISTRAR.search(row.source.answered) if domain else None
    return Letter(
        kind="registrar" if domain else "host",
        to=registrar[1].strip() if registrar else "The registrar of the domain" if domain else "The host",
        subject=f"{what[:1].upper()}{what[1:]}: who is your customer?".replace("The domain", "Domain", 1),
        day=case.dossier.today,
        paragraphs=(
            Paragraph("greeting", "Good day,"),
            Paragraph(
                "opening",
                f"We are {owner}, and use {what} in our business. We want to know in whose name it stands with you, "
                f"and what it takes to have it in ours.{' This is what can be seen:' if answered else ''}",
                quotes=answered,
            ),
            Paragraph(
                "asks",
                "Please tell us:",
                (
                    f"Who is your customer for it. {NOT_TOLD}",
                    f"What you need to put it into the name of {owner}, and whether your customer must agree.",
                    "Whether a lock, a transfer or an end is under way, and by when it is paid.",
                ),
            ),
            Paragraph("law", NO_CHANGE),
            Paragraph("closing", "With thanks and kind regards,"),
        ),
        before_sending=(
            row.sentence,
            f"Ask {case.partner} first; with their consent it takes minutes. Who owns it in law, a lawyer decides.",
        ),
    )


def _thing(row: Seen) -> str:
    """The domain or address as the row names it; "" where it does not."""
    for text in (row.source.asked, row.sentence):
        if match := NAMED.search(text):
            return match[0]
    return ""
