"""Clause 20: help when you leave."""

from makegood.rules.clauses.ask import UNDER_ENDS, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red
from makegood.rules.clauses.words import PAID

CLAUSE = Clause(
    number=20,
    check="transition_is_owed",
    title="They help you leave",
    protects="Your way to the next developer.",
    why="The old partner knows what is written nowhere. Without a duty to hand over, changing costs you months.",
    rider="When this agreement or a part of the work ends, for whatever reason and also in a dispute, Provider "
    "shall assist for up to 90 days in an orderly transition to Customer or its new provider: all work in "
    "progress, code, data, accounts and documents are handed over at once, and explanation and help are paid "
    "at the rates of this agreement. Neither unpaid nor disputed amounts delay this.",
    ask=Ask(
        caption="Transition",
        section=UNDER_ENDS,
        weight=3,
        brief="help with a hand-over, paid at the agreed rates",
        why="Help with a hand-over is paid at the rates of this agreement.",
    ),
    stake="Whoever goes on begins without help: part of {price} is paid twice.",
    figures={"transition_days": "90 days"},
    present="Help with the hand-over is owed when it ends.",
    weak="Work and materials are handed over at the end, but no help.",
    red_flag="Work is handed over only once everything is paid.",
    owed=True,
    signs=(
        red(
            r"(?:terminat|expir)\w*.{0,300}\b(?:delivers?|delivered|releases?|released|transfers?|transferred"
            r"|provides?|provided|"
            r"turn over)\b.{0,160}(?:upon|after|"
            r"following|subject to|only)\b.{0,40}(?:payment|paid|receipt of)",
            "Work is handed over only once everything is paid.",
            also=(r"work|deliverable|code|files|materials",),
            unless_in=r"<O> (?:shall|will) pay <P> for|refund|\bat .{0,50}rates?\b",
        ),
        red(
            r"<O> (?:will|shall) receive.{0,60}(?:files|source|work|code).{0,40}only (?:if|when|after|"
            r"upon).{0,60}pa(?:id|yments?)",
            "Work is handed over only once everything is paid.",
        ),
        red(
            r"(?:upon|after|following) (?:receipt of )?(?:the )?(?:final|"
            r"full) payment.{0,120}\b(?:provide|deliver|transfer|turn over|hand over)\b.{0,160}(?:works? in progress|"
            r"work product|deliverables|files|materials)",
            "Work is handed over only once everything is paid.",
            also=(r"terminat|cancel|expir",),
        ),
        protects(
            r"(?:transition|termination assistance|exit|hand-?over|disengagement|migration|"
            r"wind-?down)\b.{0,40}(?:assistance|services|support|plan|cooperation|activities)|transition(?:ing|"
            r"al)? (?:out|assistance)",
            also=(r"terminat|expir|conclusion|end of|successor|cessation|wind",),
            unless_in=r"evaluat|system to the",
        ),
        protects(
            r"(?:assist|cooperat|help)\w*.{0,160}(?:transition|transfer|hand-?over|migrat)\w*.{0,160}(?:successor|"
            r"another|replacement|alternative|new|<O>|vendor|provider|contractor)",
            unless_in=r"perfect|registr|intellectual property rights|legacy|assignment of",
        ),
        protects(r"knowledge[ -]transfer", unless_in=r"evaluat|experience"),
        protects(
            r"(?:orderly|smooth|seamless|efficient) (?:and \w+ )?(?:transition|transfer|wind-?down|hand-?over"
            r"|migration|handoff)"
        ),
        protects(
            r"(?:help|assist|support)\w*.{0,40}(?:onboard|transition|migrat|hand-?over|hand-?off)\w*|(?:transition"
            r"|migration|"
            r"hand-?over|hand-?off) (?:support|help|assistance|call|session)",
            also=(r"terminat|cancel|expir|\bend|leav|new (?:team|developer|provider|vendor)|another|included",),
            unless_in=r"evaluat|system to the|data migration|legacy",
        ),
        protects(
            r"transition (?:period|assistance|help|services)|hand[- ]?off|hand[- ]?over",
            under=r"terminat|cancel|exit|offboard|closing|ending",
            unless_in=r"evaluat|optional",
        ),
        protects(
            r"hand-?(?:over|off) (?:and|&) training|training (?:and|&) hand-?(?:over|off)|hand-?(?:over"
            r"|off) (?:session|call|meeting)",
        ),
        mentions(
            r"data export|(?:available for|an?) export|export of (?:their|its|your|all|the) ",
            "Work is handed over at the end, but no help is owed.",
            under=r"terminat|cancel",
        ),
        mentions(
            r"(?:at|upon|on) project (?:close|conclusion)\b.{0,80}(?:provide|deliver|hand|transfer|receive)",
            "Work is handed over at the end, but no help is owed.",
        ),
        mentions(
            r"(?:terminat|cancel|\bend\b)\w*.{0,300}(?:work|files|code|materials|deliverables)\b.{0,100}(?:turned over|"
            r"handed over|delivered|transferred|provided|returned) to (?:you|<O>)",
            "Work is handed over at the end, but no help is owed.",
            unless_in=r"confidential",
        ),
        mentions(
            r"(?:upon|on|after|following|at)\b.{0,80}(?:terminat|expir|completion (?:of (?:the|this) (?:agreement|"
            r"engagement|services|term|project)|or termination))\w*.{0,300}(?:deliver|return|turn over|provide"
            r"|receives|"
            r"hand ?over|transfer|surrender|furnish)\w*.{0,160}(?:work ?product|deliverables?|works?\b|"
            r"improvements|software|source|files|code|drawings|reports|documents|records|(?:completed|"
            r"in[ -]progress|unfinished))",
            "Work is handed over at the end, but no help is owed.",
            unless_in=r"(?:return|destroy)\w* (?:or destroy )?(?:all |any )?(?:copies of )?(?:the )?(?:\w+'?s? "
            r")?confidential|proprietary information|receiving party|<O> (?:shall|will) (?:return|deliver)",
        ),
        mentions(
            r"terminat\w*.{0,120}\bhand ?over\b.{0,120}(?:work|project|code|files|materials|ipr)",
            "Work is handed over at the end, but no help is owed.",
        ),
        mentions(
            r"terminat\w*.{0,200}<P>.{0,40}(?:shall|will|must).{0,60}(?:deliver|transfer|turn over|"
            r"hand over)\w*.{0,120}(?:work|deliverable|software|material|files|code)",
            "Work is handed over at the end, but no help is owed.",
        ),
        red(
            r"\b(?:terminat|cancel|expir|transition)\w*\b.{0,200}\b(?:provide|deliver\w*|release\w*|transfer\w*"
            r"|hand\w* over|assist\w*|turn\w* over)\b.{0,60}"
            r"\b(?:once|if|after|upon|only|until|when|subject to|provided)\b.{0,60}" + PAID + r"|"
            r"\b(?:terminat|cancel|expir)\w*\b.{0,160}\b(?:released?|delivered|handed over|provided"
            r"|transferred)\b.{0,20}\bonly\b.{0,40}" + PAID,
            "Work is handed over only once everything is paid.",
            also=(r"work|deliverable|code|files|materials|assist|transition|data|site|credentials",),
            unless_in=r"<O> (?:shall|will) pay <P> for|refund|all fees .{0,40}survive|\brates?\b|undisputed",
        ),
        protects(
            r"\b(?:help|assist|support|cooperat|work with)\w*\b.{0,60}\b(?:move|moving|switch|chang|transfer"
            r"|transition|migrat)\w*\b.{0,60}\b(?:new|another|other|different|successor|"
            r"replacement|third[ -]party)\b.{0,20}\b(?:developer|provider|vendor|supplier|agency|contractor|team"
            r"|host|platform|firm)",
            unless_in=r"legacy|evaluat|paid in full|optional|separate(?:ly)? quot",
        ),
        mentions(
            r"\b(?:upon|on|after|following|at)\b.{0,40}\b(?:terminat|expir|cancel|end of (?:the|this) (?:agreement"
            r"|contract|engagement|project|term))\w*\b.{0,200}"
            r"\b(?:return|deliver|hand|export|provid|transfer|receiv|download|retriev|turn)\w*\b.{0,120}\b(?:files"
            r"|materials|data|credentials|work|code|documents|assets|copies|deliverables)",
            "Work is handed over at the end, but no help is owed.",
            unless_in=r"(?:return|destroy)\w* (?:or destroy )?(?:all |any )?(?:copies of )?(?:the )?(?:\w+'?s? "
            r")?confidential|confidential|proprietary information|receiving party|<O> (?:shall|will|must"
            r"|agrees? to) "
            r"(?:immediately |promptly )?(?:return|deliver|provid)|terminat\w+ .{0,20}access|warrant|invoice"
            r"|payment (?:is )?due|final payment|refund",
        ),
        mentions(
            r"\b(?:deliver|return|hand over|provide|transfer|export)\w*\b.{0,100}\b(?:work in progress"
            r"|work[ -]?product|all work|deliverables|files|materials|data)\b.{0,80}"
            r"\b(?:upon|on|after|following|at)\b.{0,20}\b(?:terminat|expir|cancel|the end of)",
            "Work is handed over at the end, but no help is owed.",
            unless_in=r"confidential information|<O> (?:shall|will|must|agrees? to) (?:immediately "
            r"|promptly )?(?:return|deliver|provid)",
        ),
        red(
            r"\b(?:terminat|cancel|expir|transition)\w*\b.{0,200}\b(?:if|once|unless|until|only after"
            r"|after)\b.{0,12}\ball\b.{0,40}\b(?:fees|amounts|sums|invoices|payments|charges)\b.{0,60}"
            r"\b(?:paid|settled|cleared)\b",
            "Work is handed over only once everything is paid.",
            also=(r"assist|transition|deliver|hand|release|transfer", r"provid|deliver|hand|releas|transfer"),
            unless_in=r"undisputed|surviv|refund",
        ),
        mentions(
            r"\b(?:upon|on|after|following|at)\b.{0,30}\b(?:terminat|expir|cancel|end of (?:the|this) (?:agreement"
            r"|contract|project)|completion)\w*\b.{0,60}"
            r"\b(?:data|files|work|code|materials|content|credentials|assets)\b.{0,60}\b(?:exported|returned"
            r"|delivered|handed over|provided|transferred|made available|released)",
            "Work is handed over at the end, but no help is owed.",
            unless_in=r"confidential information|by <O>",
        ),
        protects(
            r"\b(?:ends?|ended|terminat\w*|expir\w*|cancel\w*)\b.{0,60}<P>.{0,20}\b(?:supports?|helps?|assists?"
            r"|cooperates?)\b.{0,60}\b(?:move|switch|transfer|transition|change|hand)",
        ),
        protects(
            r"\b(?:assist|help|support|cooperat)\w*\b.{0,20}\bhand(?:ing)?\b.{0,40}\bover\b.{0,60}\b(?:<O>"
            r"|third part|another|new|successor)",
        ),
        mentions(
            r"\bat the end\b.{0,40}<P>.{0,20}\b(?:gives?|hands?|delivers?|returns?|provides?)\b.{0,60}\b(?:copy"
            r"|everything|files|work|materials|code)",
            "Work is handed over at the end, but no help is owed.",
        ),
        mentions(
            r"\baccess to (?:your|its|their|<O>) data\b.{0,40}\bafter (?:cancel|terminat)"
            r"|<O> receives?\b.{0,30}\bwork (?:completed|done|performed)\b.{0,60}(?:cancel|terminat)",
            "Work is handed over at the end, but no help is owed.",
        ),
        red(
            r"\b(?:files|work|code|deliverables?|assets)\b.{0,12}\b(?:released|delivered|handed over"
            r"|transferred)\b.{0,40}\b(?:terminat|cancel)\w*\b.{0,20}\b(?:after|once|upon"
            r"|only|subject)\b.{0,40}(?:" + PAID + r"|\bfees\b)",
            "Work is handed over only once everything is paid.",
        ),
        mentions(
            r"\b(?:files|work|code|deliverables?|assets|data)\b.{0,12}\b(?:released|delivered|handed over"
            r"|transferred|returned|provided)\b.{0,20}\b(?:upon|on|at|after) (?:terminat|cancel|the end)|"
            r"\bdata export\b.{0,40}\b(?:after|upon|on) (?:terminat|cancel)"
            r"|\bexport\b.{0,40}\bdays after (?:terminat|cancel)",
            "Work is handed over at the end, but no help is owed.",
        ),
    ),
)
