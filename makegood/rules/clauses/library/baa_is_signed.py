"""Clause 27: health data."""

from makegood.rules.clauses.ask import UNDER_DATA, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

CLAUSE = Clause(
    number=27,
    check="baa_is_signed",
    title="Health data: the HIPAA agreement",
    protects="You, if patients' data is anywhere in the software.",
    why="If the software touches patients' data in the United States, the law wants a business associate agreement "
    "with "
    "everybody who handles it, before they do. If it does not, you need none.",
    rider="Before Provider or a subcontractor has access to protected health information, it shall sign Customer's "
    "business associate agreement (45 CFR 164.504(e)) and have its subcontractors sign the same. Until then "
    "no such data shall be given to it, and test data is made up.",
    ask=Ask(
        caption="Health information",
        section=r"hipaa|health|" + UNDER_DATA,
        weight=3,
        brief="the HIPAA agreement is signed before anybody sees such data",
        why="The law (HIPAA) asks for it before anybody sees such data.",
        only_if="patients' data will be anywhere in the software",
    ),
    present="A business associate agreement is signed or required.",
    weak="HIPAA is named without an agreement.",
    red_flag="The partner signs no business associate agreement.",
    signs=(
        red(
            r"(?:not|no)\b.{0,60}(?:business associate|\bbaas?\b)|not (?:be )?hipaa",
            "The partner signs no business associate agreement.",
            unless_in=r"until|before|without",
        ),
        protects(
            r"business associate (?:agreement|addendum|contract)|\bbaas?\b",
            unless_in=r"such as,? (?:for example,? )?(?:an? )?business associate|may be required|if (?:required"
            r"|applicable|necessary)",
        ),
        mentions(
            r"business associate (?:agreement|addendum|contract)|\bbaas?\b",
            "A business associate agreement is named, but not owed.",
        ),
        mentions(r"hipaa|protected health information|\bphi\b", "HIPAA is named, but no agreement is signed."),
    ),
)
