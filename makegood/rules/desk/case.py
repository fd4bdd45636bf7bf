"""One bill of the dossier with all that is known around it; what the sources of reasons look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from makegood.rules.bills.agreed import Agreed
from makegood.rules.bills.auditing import Audit
from makegood.rules.bills.bill import Bill
from makegood.rules.calendars.business import Calendar, add_business_days, zone
from makegood.rules.clauses.clause import State
from makegood.rules.clauses.judging import Finding
from makegood.rules.desk.dossier import Dossier
from makegood.rules.desk.judgement import Cited
from makegood.rules.documents.document import Found, Quote, Sureness
from makegood.rules.figures.spans import Span
from makegood.rules.money.amount import exact
from makegood.rules.payments.matching import Settled
from makegood.rules.payments.payment import Kind
from makegood.rules.reading.together import ReadPaper, agreements_of
from makegood.rules.terms.reading import best

CALENDAR = Calendar(zone("UTC"))
NAMES = {"USD": ("dollar", "dollars"), "EUR": ("euro", "euros"), "GBP": ("pound", "pounds")}


def money(cents: int, currency: str | None = "USD") -> str:
    """ "38,000 dollars", "38,000.50 dollars", "1 dollar"; another currency by its code: "CHF 38,000"."""
    amount = exact(abs(cents)).removesuffix(".00")
    minus = "-" if cents < 0 else ""
    one, many = NAMES.get(currency or "USD", ("", ""))
    return f"{minus}{amount} {one if abs(cents) == 100 else many}" if one else f"{currency} {minus}{amount}"


def after(day: date, span: Span) -> date:
    """The day that is the span after another; business days leave out weekends and federal holidays."""
    if span.kind == "business" and span.unit in ("day", "week"):
        return add_business_days(day, span.count * (5 if span.unit == "week" else 1), CALENDAR)
    if span.unit in ("month", "year"):
        months = day.month - 1 + span.count * (12 if span.unit == "year" else 1)
        year, month = day.year + months // 12, months % 12 + 1
        last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
        return date(year, month, min(day.day, last))
    return day + timedelta(days=span.count * 7 if span.unit == "week" else span.count if span.unit == "day" else 1)


def cited(file: str, quotes: Iterable[Quote]) -> tuple[Cited, ...]:
    """Quotes with the file they stand in."""
    return tuple(Cited(quote.text, str(quote.place), file) for quote in quotes)


@dataclass(frozen=True, slots=True)
class OnDesk:
    """A bill that asks for money. `cents` is what is still open of it."""

    paper: ReadPaper
    bill: Bill
    audit: Audit
    cents: int
    settled: Settled | None

    @property
    def is_priced(self) -> bool:
        """Whether any amount of it could be read."""
        return bool(self.cents or self.bill.total or self.bill.lines_cents())

    @property
    def label(self) -> str:
        """ "bill NW-7", else the name of the file."""
        return f"bill {self.bill.number.value}" if self.bill.number else f"the bill in {self.paper.name}"

    @property
    def parts(self) -> str:
        """Names of the agreement's parts that its lines belong to; "" where none was found."""
        return ", ".join(dict.fromkeys(match.part.name for match in self.audit.matches if match.part))

    @property
    def title(self) -> str:
        """The label where a sentence begins."""
        return self.label[:1].upper() + self.label[1:]


@dataclass(frozen=True)
class Case:
    """The dossier, and the bill that is judged; None at doors without one."""

    dossier: Dossier
    on: OnDesk | None = None

    @property
    def agreed(self) -> Agreed:
        return self.dossier.reading.agreed

    @property
    def currency(self) -> str:
        return (self.on.bill.currency if self.on else None) or self.agreed.currency or "USD"

    @property
    def cents(self) -> int:
        """What is at stake: what the bill still asks; without a bill the price of all."""
        return self.on.cents if self.on else self.price or 0

    def money(self, cents: int) -> str:
        return money(cents, self.currency)

    @cached_property
    def agreements(self) -> tuple[ReadPaper, ...]:
        """Contracts, amendments, orders and proposals, in the order in which they count."""
        return tuple(agreements_of(self.dossier.reading.papers))

    @property
    def has_agreement(self) -> bool:
        """Whether any paper or the person says what was agreed."""
        return bool(self.agreements or self.agreed.parts or self.agreed.rates)

    @cached_property
    def price(self) -> int | None:
        """Cents of all parts, else the total that was read or confirmed."""
        if self.agreed.parts:
            return sum(part.cents for part in self.agreed.parts)
        told = self.value("total")
        cents = getattr(told, "cents", told)
        return cents if isinstance(cents, int) else self.agreed.total_cap

    def found(self, name: str) -> tuple[ReadPaper, Found[object]] | None:
        """The paper and the value that count; None when confirmed otherwise, not found, or contradicted."""
        if name in self.dossier.confirmed and self.dossier.confirmed[name].value is None:
            return None
        for paper in self.agreements:
            told = best(paper.terms.all(name)) if paper.terms and name in paper.terms.found else ()
            if told and len({str(one.value) for one in told}) == 1:
                return paper, told[0]
        return None

    def value(self, name: str) -> object | None:
        """What the person said, else what the papers say."""
        if name in self.dossier.confirmed:
            return self.dossier.confirmed[name].value  # type: ignore[no-any-return]
        told = self.found(name)
        return told[1].value if told else None

    def cite(self, name: str) -> tuple[Cited, ...]:
        """The words of a value."""
        told = self.found(name)
        return cited(told[0].name, [told[1].quote]) if told else ()

    def span(self, name: str) -> Span | None:
        told = self.value(name)
        return told if isinstance(told, Span) else None

    def clause(self, check: str) -> Finding | None:
        """The finding on a clause (its id without `contract.`); None when no contract was judged, or not for sure."""
        review = self.dossier.review
        if review is None or not review.judged:
            return None
        return next((one for one in review.findings if one.clause.check == check and one.judged and one.sure), None)

    def is_red(self, check: str) -> bool:
        told = self.clause(check)
        return told is not None and told.state is State.RED_FLAG

    def cite_clause(self, finding: Finding) -> tuple[Cited, ...]:
        file = self.dossier.review_files.get(finding.clause.number, self.dossier.review_file)
        return cited(file, [finding.quote]) if finding.quote else ()

    @cached_property
    def paid(self) -> int | None:
        """Cents paid to the partner so far, as the person said, else as exports show; None when nobody knows."""
        said = self.dossier.confirmed.get("paid")
        if said is not None:
            return said.value if isinstance(said.value, int) else 0
        reading = self.dossier.reading
        exports = [paper.export for paper in reading.papers if paper.export]
        if not any(all(asked.about != "columns" for asked in export.questions) for export in exports):
            return None
        free = [one.payment for one in reading.unbilled]
        sent = sum(one.cents * (1 if one.kind is Kind.PAID else -1) for one in free)
        return sum(one.paid_cents for one in reading.settled) + sent

    @cached_property
    def proven(self) -> int | None:
        """Cents of the parts that were accepted; None when there are no parts, or of some nobody said."""
        if not self.agreed.parts or any(part.accepted is None for part in self.agreed.parts):
            return None
        return sum(part.cents for part in self.agreed.parts if part.accepted)

    @property
    def partner(self) -> str:
        """The partner's name, as far as it is known."""
        sender = self.on.bill.sender.value if self.on and self.on.bill.sender else None
        return self.agreed.partner or sender or "the partner"

    @property
    def partner_named(self) -> str:
        """The partner's name as it stands over a letter, or a place for it."""
        return self.partner if self.partner != "the partner" else "[name of the partner]"

    def due(self) -> date | None:
        """The day by which the bill is to be paid: that of the agreement, where one was read, else the bill's own."""
        if self.on is None:
            return None
        issued, own = self.on.bill.issued, self.on.bill.due
        agreed = self.agreed.payment_days
        if agreed is not None and issued is not None:
            counted = after(issued.value, agreed)
            return max(counted, own.value) if own else counted
        return own.value if own else None


def on_desk(dossier: Dossier) -> tuple[tuple[OnDesk, ...], tuple[OnDesk, ...]]:
    """Bills that ask for money and are not paid, by their days; and the paid ones. Credit notes are neither."""
    reading = dossier.reading
    said = {_plain(name) for name in (dossier.confirmed["settled"].value if "settled" in dossier.confirmed else ())}
    open_bills: list[OnDesk] = []
    paid: list[OnDesk] = []
    for paper in ordered(reading.papers):
        if paper.bill is None or paper.audit is None or not _asks(paper.bill):
            continue
        told = next((one for one in reading.settled if one.bill == paper.bill), None)
        sure = told is not None and told.payments and told.sureness is not Sureness.UNSURE
        asked = paper.bill.asked_cents() or _typed(dossier)
        left = min(told.open_cents, asked) if told and sure else asked
        name = paper.bill.number.value if paper.bill.number else paper.name
        one = OnDesk(paper, paper.bill, paper.audit, max(left, 0) or asked, told if sure else None)
        (paid if (sure and left <= 0) or _plain(name) in said else open_bills).append(one)
    return tuple(open_bills), tuple(paid)


def _asks(bill: Bill) -> bool:
    """A bill of which no amount could be read asks, too; a credit note, and one that comes to nothing, do not."""
    return not bill.credit and (bill.asked_cents() > 0 or (bill.total is None and not bill.lines_cents()))


def _typed(dossier: Dossier) -> int:
    """Cents that the person read in a bill in which we could not."""
    said = dossier.confirmed.get("asked")
    return said.value or 0 if said else 0


def ordered(papers: Sequence[ReadPaper]) -> Iterator[ReadPaper]:
    """Bills by their day and number, so that the order in which papers were given is nothing."""
    return iter(
        sorted(
            papers,
            key=lambda paper: (
                str(paper.bill.issued.value) if paper.bill and paper.bill.issued else "9999",
                paper.bill.number.value if paper.bill and paper.bill.number else "",
                paper.name,
            ),
        )
    )


def _plain(name: str) -> str:
    return "".join(mark for mark in name.casefold() if mark.isalnum())
