"""Clause 6: code that a machine wrote."""

from makegood.rules.clauses.ask import UNDER_OWNERSHIP, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

MACHINE = (
    r"(?:artificial intelligence|generative|\bai[ -](?:tools?|generated|assisted|models?|systems?|services?|"
    r"assistants?)|large language model|\bllms?\b|copilot|chatgpt|machine[ -]generated)"
)
PRODUCT = (
    r"chat ?bot|concierge|(?:content|copy|images?|writing|copywriting)\b.{0,40}$|ai[ -](?:generated"
    r"|assisted) (?:copy|content)"
)
FEATURE = r"chat ?bot|concierge|assistant|feature|integration of|recommendation"

CLAUSE = Clause(
    number=6,
    check="ai_use_disclosed",
    title="Use of AI is told",
    protects="Your copyright and your secrets when a machine writes parts of your software.",
    why="What a machine writes without a person has no copyright in the United States, so nobody can transfer it to "
    "you, and prompts may carry your data outside. You want to know where it was used and who checked it.",
    rider="With each milestone Provider shall disclose which tools of generative AI were used and for which parts. "
    "It shall put none of Customer's confidential information or data into a tool that keeps or learns from "
    "it, shall have every such part reviewed and substantially shaped by a named person, and warrants it like"
    " all other work.",
    ask=Ask(
        caption="Use of artificial intelligence",
        section=r"artificial|\bai\b|" + UNDER_OWNERSHIP,
        weight=2,
        brief="you tell us where AI was used; a person looks it over",
        why="AI may be used; we need to know where, because what no person shaped has no copyright in the United "
        "States.",
    ),
    present="The use of AI needs your consent, is disclosed, or what it made is checked by people.",
    weak="AI is named without disclosure or consent.",
    red_flag="The partner may use AI as it likes.",
    owed=True,
    signs=(
        red(
            r"may (?:freely )?(?:use|employ|utili[sz]e).{0,80}" + MACHINE,
            "The partner may use AI as it likes.",
            unless_in=r"disclos|consent|notif|approv|informs? |informed|only|review|provided",
        ),
        protects(
            MACHINE + r".{0,250}(?:disclos|consent|approv|notif|informs? |informed|record|identif|review|prohibit"
            r"|not |shall be)|"
            r"(?:disclos|consent|approv|notif|informs? |informed|record|identif|not|without)\w*.{0,200}" + MACHINE,
            also=(r"<P>|\btools?\b|generat\w+|\bcode\b|deliverable|consent|disclos|confidential|<O>",),
            unless_in=PRODUCT + r"|conversational|\bvoice\b|\bpersona",
        ),
        mentions(MACHINE, "AI is named, but not that you are told where it is used.", unless_in=FEATURE, doubt=True),
    ),
)
