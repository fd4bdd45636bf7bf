"""Clause 1: who owns what is built, and from when."""

from makegood.rules.clauses.clause import Clause, limits, mentions, protects, red
from makegood.rules.clauses.words import BUILT

OWNING = (
    r"\b(?:assign(?:s|ed|ment)?|transfer(?:s|red)?|own(?:s|ed|ership|er)?|vests?|title|conveys?|"
    r"intellectual property|copyrights?|(?:sole|exclusive) property|remain the property|property of|belongs?|"
    r"grants?.{0,30}(?:software|code|work))\b"
)
THIS = r"(?:assign|transfer)(?:s|ed|ment)? (?:of )?(?:this|the|its rights under this) (?:agreement|contract)"
OWN_TOOLS = (
    r"pre-?existing|background|tools|methodolog|know-?how|prior to|toolkit|proprietary information|"
    r"independently|developer technology|libraries|generic|templates|marks|trademarks|licensors"
)

CLAUSE = Clause(
    number=1,
    check="ip_is_transferred",
    title="What is built belongs to you",
    protects="Your ownership of the software, from the moment it is written.",
    why="Without a written transfer in the present tense, software made by a contractor belongs to the contractor; you "
    "only may use it. Tied to the last payment, it is theirs exactly when you quarrel about money.",
    rider="Provider hereby irrevocably assigns to Customer, as of the moment each is created, all right, title and "
    "interest worldwide, including all copyrights, in the deliverables and in all work in progress. What "
    "Provider had before or makes outside this agreement is not assigned; it is licensed as this agreement "
    "says. The assignment does not depend on payment; Provider's remedy for unpaid fees is a claim for money.",
    present='The partner assigns what is built to you now and as it is created ("hereby assigns").',
    weak='Only "work made for hire" or "shall be the property of", without a present assignment, or only for part.',
    red_flag='The transfer waits for payment or a later act ("agrees to assign"), or you only get a licence.',
    signs=(
        red(
            r"<P> (?:shall|will) be (?:deemed )?(?:the )?(?:sole )?(?:author and )?owner of.{0,60}\b(?:code|software|"
            r"graphics|deliverables|website|work product)\b",
            "The partner stays the owner of what is built.",
            unless_in=r"pre-?existing|background|prior to",
        ),
        red(
            r"(?:upon|after|following|until|once|when|subject to|conditioned (?:up)?on|contingent (?:up)?on|"
            r"provided|\bon)\b.{0,70}\b(?:payment|paid|pays)\b",
            "It becomes yours only once everything is paid; until then the partner owns it and can keep it.",
            also=(
                OWNING,
                r"software|code|work|deliverable|design|website|property|site|application|materials|copyright|"
                r"intellectual|system|source|platform|product|rights",
            ),
            unless_in=THIS
            + r"|terminat\w+ .{0,80}pay <P>|expenses|sales of|royalt|pay .{0,40}commission|liabilities|stock|"
            r"shares|risks? upon|title to the products?",
        ),
        red(
            r"(?:upon|after) (?:full |final |complete )?payment\b.{0,40}<O> (?:will |shall )?owns?\b",
            "It becomes yours only once everything is paid; until then the partner owns it and can keep it.",
        ),
        red(
            r"(?:remains?|is|stays?|retain\w*|belong\w*)\b.{0,60}(?:property of|owned by|belongs? to|title|ownership|"
            r"with) (?:the )?<P>.{0,40}(?:until|unless)\b.{0,60}pa(?:id|yment)|<P>.{0,40}(?:retains?|keeps?|holds?|"
            r"reserves?) (?:all )?(?:rights?|title|ownership|copyright).{0,120}until\b.{0,60}pa(?:id|yment)",
            "It becomes yours only once everything is paid; until then the partner owns it and can keep it.",
        ),
        red(
            BUILT + r"\b.{0,60}\bremains? (?:the )?(?:sole |exclusive )?<P>'?s? property",
            "The partner keeps what is built for you.",
            unless_in=OWN_TOOLS,
        ),
        red(
            BUILT + r"\b.{0,120}(?:(?:is|are|be|and|shall|will)\b.{0,20}remains?|shall be|will be|is|are"
            r"|belongs?) (?:the "
            r")?(?:sole |exclusive |and )*(?:property of|to|owned by) (?:the )?<P>",
            "The partner keeps what is built for you.",
            also=(r"property|owned|belong",),
            unless=OWN_TOOLS,
            unless_in=OWN_TOOLS + r"|confidential|equipment|<O> (?:shall|will|hereby|owns)|unless|third[ -]party",
        ),
        red(
            r"(?:agreement|contract|<P>)\b.{0,20}(?:does|do|shall|will) not (?:assign|transfer"
            r"|convey)\b.{0,80}(?:intellectual|"
            r"ownership|right|title|copyright)",
            "Nothing is transferred to you.",
            unless_in=r"this agreement without|its rights|without .{0,30}consent|confidential",
        ),
        red(
            r"turned over\b.{0,100}(?:after|upon|once|following)\b.{0,60}(?:fulfil|payment|paid|obligations)",
            "It becomes yours only once everything is paid; until then the partner owns it and can keep it.",
            also=(r"intellectual|rights|title|software|code|work",),
        ),
        red(
            r"<P> (?:shall |will )?retains? all (?:right|title|ownership|intellectual)\w*.{0,60}\b(?:in"
            r"|to)\b.{0,20}(?:services?|platform|"
            r"software|products?|applications?)\b",
            "The partner keeps what is built for you.",
            alone=True,
            unless_in=OWN_TOOLS,
        ),
        red(
            r"assigns?.{0,200}at the time of assignment",
            "It becomes yours only at a time that is set elsewhere, not when it is made.",
        ),
        red(
            r"<O> (?:hereby )?(?:irrevocably )?assigns? to <P>.{0,80}(?:right|title|interest|feedback|improvement)",
            "You give ownership to the partner.",
            unless=r"feedback",
        ),
        red(
            r"<P> (?:shall |will )?(?:retains?|owns?|own|remains? the (?:sole |"
            r"exclusive )?owner).{0,80}(?:deliverables|work product|source code|the software|the work|all code"
            r"|underlying code|the code|"
            r"developed|final)",
            "The partner keeps what is built for you.",
            unless=OWN_TOOLS,
            unless_in=OWN_TOOLS,
        ),
        red(
            r"(?:agrees? to|shall|will|undertakes? to|promises? to) (?:(?:promptly|"
            r"then) )?(?:grant and )?(?:assign|transfer|convey)\b",
            "It is only promised to be transferred later; a promise is no transfer.",
            alone=True,
            also=(r"\brights?\b|title|interest|ownership|copyright|intellectual property",),
            unless_in=THIS + r"|not (?:assign|transfer)|data|personnel to|confidential|securit|funds",
        ),
        red(
            r"(?:grants?|receives?|given|obtains?).{0,60}<O>.{0,120}licen[cs]e to use.{0,80}(?:deliverable|"
            r"software|work product|website|application)",
            "You get permission to use it, not ownership.",
            alone=True,
            unless_in=OWN_TOOLS,
        ),
        red(
            r"<O>.{0,40}(?:receives?|granted|obtains?|acquires?|(?:is|be) given|(?:shall|will) have).{0,60}licen[cs]e"
            r".{0,40}(?:to use|to operate|for).{0,80}(?:deliverable|software|system|work|website|application)",
            "You get permission to use it, not ownership.",
            alone=True,
            unless_in=OWN_TOOLS,
        ),
        protects(
            r"(?:hereby|herewith|irrevocably|presently|does)(?:,| and)? (?:\w+ly )?(?:and \w+ly )?(?:grants? and "
            r")?(?:assigns?|transfers?|conveys?|sells?)\b",
            also=(r"right|title|interest|ownership|copyright|intellectual|all (?:of )?its",),
            unless_in=THIS + r"|<O> (?:hereby )?(?:irrevocably )?assigns? to <P>",
        ),
        protects(
            r"<P> (?:hereby )?(?:irrevocably )?assigns (?:to <O>|all|its|the entire|any)",
            unless_in=THIS,
        ),
        limits(
            r"(?:own|title|assign).{0,320}\band paid for by\b|\b(?:to the extent|as) paid for\b",
            "Only what has been paid for becomes yours.",
            also=(OWNING,),
        ),
        mentions(
            r"works?[ -](?:made[ -])?for[ -]hire",
            "It is called work for hire, which by law seldom fits software; a present assignment is missing.",
        ),
        mentions(
            r"(?:shall|will|is|are|to) (?:be |be and remain |be deemed |remain |become |"
            r"also be )?(?:the )?(?:sole |exclusive |and )*property of (?:the )?(?:u\.s\. )?<O>|<O>'?s (?:sole |"
            r"exclusive )*property|be owned (?:solely |exclusively )?by (?:the )?<O>",
            "It is said to be yours, but the partner does not assign it.",
            unless_in=r"confidential information|furnished by|provided by (?:the )?<O>|\bmarks\b|trademark|"
            r"(?:business|customer|client|<O>) data|messages",
        ),
        mentions(
            r"ownership transfer|transfer of (?:full |all )?(?:ownership|rights)|full (?:source code )?ownership",
            "It is said to be yours, but the partner does not assign it.",
            unless_in=r"control|stock|shares|\bdata\b",
        ),
        mentions(
            r"<O> (?:shall |will )?(?:solely |exclusively )?(?:owns?|retains?|have|"
            r"be (?:the )?(?:sole )?owner).{0,80}(?:all right|title|deliverables|work product|software|works|"
            r"unlimited rights|source code)",
            "It is said to be yours, but the partner does not assign it.",
            unless_in=r"<O> (?:data|content|materials)|confidential information",
        ),
    ),
)
