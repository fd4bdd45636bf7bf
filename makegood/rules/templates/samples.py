"""With what a new letter template begins: words that can be used as they are, and changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_END = "{advisor}\n{practice}\n{signature}"


@dataclass(frozen=True, slots=True)
class Sample:
    subject: str
    text: str


SAMPLES: Mapping[str, Sample] = {
    "monthly": Sample(
        "{project}: {month}",
        "Dear {owner},\n\nthis is what happened in {month} with {project}, which {partner} builds for you.\n\n"
        "What happened\n{happened}\n\nWhere you stand today\n{stands}\n\nWhat comes next\n{next}\n\n"
        f"What I advise\n{{advice}}\n\n{{unseen}}\n\n{_END}",
    ),
    "partner": Sample(
        "{client}, {bill}",
        "{today}\n\nGood day,\n\nI advise {client}. Thank you for {bill} over {amount} for {part}. Before it can be "
        "paid, please:\n\n{reasons}\n\n{notice}\n\nPlease answer by {answer_by}. If we have misread something, "
        f"tell us where it says so, and we will correct it.\n\nWith kind regards,\n\n{_END}",
    ),
    "bookkeeper": Sample(
        "{client}: {decision}",
        "{today}\n\nGood day,\n\nabout {bill} of {partner} over {amount}, due on {due}: {decision}.\n\n{reasons}\n\n"
        "If the account is not the one that you paid to before, pay nothing and call {partner} on a number that you "
        f"already had.\n\n{_END}",
    ),
    "access": Sample(
        "{client}: read access to the code",
        "{today}\n\nGood day,\n\nI advise {client} and would like to look at the code that you write for them. Please "
        "give me read access to the repository with all its history by {answer_by}. Nothing is changed by this, and "
        f"nobody else sees the code.\n\nWith kind regards,\n\n{_END}",
    ),
    "contract": Sample(
        "{client}: our proposals on the contract",
        f"{{ours}}\n\n{_END}",
    ),
    "registrar": Sample("{client}: who is registered", f"{{ours}}\n\n{_END}"),
    "host": Sample("{client}: who is registered", f"{{ours}}\n\n{_END}"),
}
