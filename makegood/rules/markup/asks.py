"""What is asked of the partner for each clause: its name in a contract, where it belongs, and why it is fair to ask.

`why` is read by both sides (in comments and in the letter), so it names the need and blames nobody; `Clause.why` speaks
to the owner alone. `weight` orders what is missing: 3 decides who holds code, data and money, 2 is usual in contracts
for software, 1 is good to have and left out unless it is asked for. `only_if` says when it does not concern you at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Ask:
    """`section` are words that begin in the heading under which such a clause stands, the likeliest first."""

    caption: str
    section: str
    weight: int
    why: str
    only_if: str = ""


_OWNERSHIP = r"intellectual|ownership|proprietary|work product|work for hire|title|\bip\b|rights in"
_SECRET = r"confidential|non-?disclosure|secrecy"
_DATA = r"data|privacy|security"
_ENDS = r"terminat|term\b|expir|exit|transition"
_PAY = r"payment|fees|compensation|invoic|price|pricing|billing|charges"
_PEOPLE = r"personnel|staff|team|subcontract|resources|independent contractor"
_WORK = r"services|scope|deliver|work\b|performance|obligations of|development"

ASKS: Mapping[int, Ask] = MappingProxyType(
    {
        1: Ask(
            "Ownership of the deliverables",
            _OWNERSHIP,
            3,
            "Without a written assignment, software made by a contractor belongs to the contractor; the fees "
            "stay owed in full and can be claimed as before.",
        ),
        2: Ask(
            "Chain of title",
            _OWNERSHIP,
            2,
            "Both sides need to know that everybody who contributed has signed; otherwise neither can give or hold "
            "a clear title.",
        ),
        3: Ask(
            "Pre-existing materials",
            _OWNERSHIP,
            3,
            "You stay the owner of what you bring along; we only need to be able to keep running and changing what "
            "was built on it.",
        ),
        4: Ask(
            "Open source",
            r"open source|third[- ]party|" + _OWNERSHIP,
            2,
            "Permissive components stay free to use; only licenses that would oblige us to publish our own code need a "
            "word first.",
        ),
        5: Ask(
            "Use of confidential information",
            _SECRET,
            3,
            "Our data and plans are given for this work; your own prior materials and skills stay free.",
        ),
        6: Ask(
            "Use of artificial intelligence",
            r"artificial|\bai\b|" + _OWNERSHIP,
            2,
            "AI may be used; we need to know where, because what no person shaped has no copyright in the United "
            "States.",
        ),
        7: Ask(
            "Acceptance",
            r"accept|testing|review and approval|approval",
            3,
            "Criteria and days are known before the work starts, a late answer from us moves your dates, and work that "
            "meets the criteria has to be accepted.",
        ),
        8: Ask(
            "Payment by parts and retainage",
            r"retainage|" + _PAY,
            3,
            "Payment follows what is accepted; what is held back has a day on which it is due.",
        ),
        9: Ask(
            "Ceiling",
            _PAY,
            3,
            "We have to plan the spend; you never need to begin work above the ceiling that was not approved.",
        ),
        10: Ask(
            "Invoices and records",
            _PAY,
            2,
            "An invoice that can be checked at once is an invoice that can be paid at once.",
        ),
        11: Ask(
            "Change orders",
            r"change order|change control|change request|changes|scope",
            3,
            "It protects both: nothing is owed that was not signed, and nothing has to be done that was not signed.",
        ),
        12: Ask(
            "Warranty",
            r"warrant|defect",
            3,
            "Defects show in use; the time is limited, and what others changed is not yours to answer for.",
        ),
        13: Ask(
            "Security",
            r"security|warrant",
            2,
            "A named standard can be tested on the day of delivery; 'reasonable' can only be argued about.",
        ),
        14: Ask(
            "No suspension or disabling",
            _PAY + r"|suspen|dispute",
            3,
            "A running business must not stop over an invoice; new work may be put off, and the claim for the money "
            "stays.",
        ),
        15: Ask(
            "Accounts",
            r"accounts|hosting|access|infrastructure|" + _WORK,
            3,
            "It keeps the bills and the liability for these accounts with us, and you keep the access that the work "
            "needs.",
        ),
        16: Ask(
            "Subcontractors",
            r"subcontract|assignment|" + _PEOPLE,
            2,
            "We chose you; consent is not withheld without a reason.",
        ),
        17: Ask(
            "Key personnel",
            r"key person|" + _PEOPLE,
            2,
            "We chose these people; illness, leave and departure are accepted as they come.",
        ),
        18: Ask(
            "Termination for convenience",
            _ENDS,
            3,
            "Plans change; accepted parts and usable work in progress are paid at the agreed rates.",
        ),
        19: Ask(
            "Termination for breach",
            _ENDS,
            2,
            "It is the same for both sides and leaves time to put things right.",
        ),
        20: Ask(
            "Transition",
            _ENDS,
            3,
            "Help with a hand-over is paid at the rates of this agreement.",
        ),
        21: Ask(
            "Source code",
            r"source|escrow|deliver|" + _OWNERSHIP,
            3,
            "Code that is committed as it is written needs no hand-over at the end and proves the work that is billed.",
        ),
        22: Ask(
            "Documentation",
            r"documentation|deliver|" + _WORK,
            2,
            "Written with each milestone it costs little; written at the end it is rarely finished.",
        ),
        23: Ask(
            "Indemnity",
            r"indemn",
            3,
            "Only you can know where the code came from; what our own materials or changes caused is not yours.",
        ),
        24: Ask(
            "Limits of liability",
            r"liab|limitation",
            3,
            "It limits both sides; what hurts most follows what insurance covers.",
        ),
        25: Ask(
            "Insurance",
            r"insur",
            1,
            "Insurance makes a promise to pay worth something, for you as well.",
        ),
        26: Ask(
            "Data protection",
            _DATA + r"|" + _SECRET,
            3,
            "The law gives us days, not weeks, to tell the people concerned.",
        ),
        27: Ask(
            "Health information",
            r"hipaa|health|" + _DATA,
            3,
            "The law (HIPAA) asks for it before anybody sees such data.",
            only_if="patients' data will be anywhere in the software",
        ),
        28: Ask(
            "Security report",
            r"audit|soc|" + _DATA,
            1,
            "A report that you have anyway answers our customers' questions; without one, a questionnaire does.",
            only_if="your own customers ask you for such a report",
        ),
        29: Ask(
            "Service provider terms",
            r"privacy|" + _DATA,
            2,
            "State privacy laws ask for these sentences in a contract with everybody who handles such data.",
            only_if="personal data of consumers is handled and such a law binds you",
        ),
        30: Ask(
            "Disputes",
            r"dispute|arbitrat|mediation|governing law",
            3,
            "What is undisputed is paid on time; what is disputed is talked about within days.",
        ),
        31: Ask(
            "Delay",
            r"schedule|timeline|delay|time of|milestone|" + _WORK,
            2,
            "The reduction is small and limited, and does not run for what we or events beyond your control caused.",
        ),
        32: Ask(
            "Entire agreement",
            r"entire|general|miscellaneous|precedence",
            2,
            "What both relied on when deciding should count, and which paper wins should be known.",
        ),
    }
)
