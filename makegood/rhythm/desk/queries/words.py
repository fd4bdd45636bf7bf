"""How each value that is read from a paper is asked for: in whose words, in which group, and as what it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """`kind` is how it is typed when it is mended: text, money, span, day, share, part, rate, yes or no, or parts.

    `blank`: asked even where it was not found.
    """

    label: str
    kind: str = "text"
    help: str = ""
    blank: bool = False


WHO: Mapping[str, Asked] = {
    "partner": Asked("Who builds it", help="The firm's name as it stands in the contract.", blank=True),
    "owner": Asked("Who buys it", help="Your company's name.", blank=True),
    "people": Asked("People who were promised to you"),
}
COSTS: Mapping[str, Asked] = {
    "total": Asked("Price of everything", "money", blank=True),
    "parts": Asked("A part and its price", "part", "Its name and its price, such as Sign-in: 12,000."),
    "rates": Asked("Price of an hour or a day", "rate", "Such as 150 per hour."),
    "total_cap": Asked("Never more in all than", "money"),
    "monthly_cap": Asked("Never more in a month than", "money"),
}
DAYS: Mapping[str, Asked] = {
    "effective": Asked("Counts from", "day"),
    "ends": Asked("Ends on", "day"),
    "term": Asked("Lasts", "span"),
    "acceptance": Asked("Time you have to look at what is delivered", "span", blank=True),
    "silence": Asked("Silence counts as yes after", "span", "If you say nothing for so long, it counts as accepted."),
    "cure": Asked("Time to put a breach right", "span"),
    "notice": Asked("Notice that ends the contract", "span"),
}
PAYING: Mapping[str, Asked] = {
    "payment_days": Asked("A bill is due within", "span", blank=True),
    "upfront": Asked("Paid before work begins"),
    "retainage": Asked("Money held back from each payment", "share"),
    "late_fee": Asked("Fee for paying late"),
    "dispute": Asked("Time you have to dispute a bill", "span"),
}
RULES: Mapping[str, Asked] = {
    "warranty": Asked("Warranty", "span"),
    "maintenance": Asked("Maintenance afterwards"),
    "liability_cap": Asked("The most they are liable for"),
    "notice_form": Asked("Form in which a notice counts"),
    "law": Asked("Law that governs"),
    "venue": Asked("Where disputes are heard"),
}
BILL: Mapping[str, Asked] = {
    "number": Asked("Number of the bill"),
    "sender": Asked("Who sends it"),
    "addressee": Asked("Whom it is for"),
    "total": Asked("What it asks for", "money", blank=True),
    "issued": Asked("Day of the bill", "day"),
    "due": Asked("To be paid by", "day"),
    "period": Asked("For work from and until"),
}
ADDED: Mapping[str, Asked] = {
    "parts": Asked("Add a part and its price", "part", "Its name and its price, such as Sign-in: 12,000."),
    "rates": Asked("Add a price of an hour or a day", "rate", "Such as 150 per hour."),
}
"""Of what there may be several, one more can be written."""

YOURS: Mapping[str, Asked] = {
    "signed": Asked("Did both of you sign the contract?", "yes or no"),
    "accepted": Asked("Which parts have you accepted?", "parts", "Accepted: you said in writing that it is done."),
    "paid": Asked("What have you paid them so far, in all?", "money", "All together, such as 10,000. 0: nothing."),
}
"""What no paper tells."""

GROUPS = (
    ("who", "Who it is between", WHO),
    ("costs", "Parts and prices", COSTS),
    ("days", "Dates and days", DAYS),
    ("paying", "How it is paid", PAYING),
    ("rules", "What else was agreed", RULES),
)
LABELS: Mapping[str, Asked] = {name: asked for _, _, group in GROUPS for name, asked in group.items()}
