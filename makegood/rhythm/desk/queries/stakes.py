"""What a sentence of the contract can cost, with the price that is known; nothing is said where none is."""

from __future__ import annotations

from collections.abc import Mapping

STAKES: Mapping[int, str] = {
    1: "What {price} buys would not be yours.",
    3: "Without them, nobody may go on with what {price} bought.",
    7: "Work for {price} could count as accepted before anybody tried it.",
    8: "What is paid ahead, up to {price}, is gone if they stop.",
    9: "Nothing stops the bills at {price}.",
    11: "What is added on the way comes on top of {price}, without your signature.",
    12: "Defects that show after the last payment are mended at your cost, on top of {price}.",
    14: "While you argue about one bill, what {price} bought can be switched off.",
    15: "Who holds the accounts decides what happens to what {price} bought.",
    18: "You cannot stop before {price} is spent.",
    20: "Whoever goes on begins without help: part of {price} is paid twice.",
    21: "Without the source code, what {price} bought can only be bought again.",
    24: "What a failure costs you beyond what they are liable for is yours, whatever share of {price} you paid.",
}


def stake_of(clause: int, price: str) -> str:
    """ "" where no money hangs on it, or nobody knows the price."""
    return STAKES.get(clause, "").format(price=price) if price else ""
