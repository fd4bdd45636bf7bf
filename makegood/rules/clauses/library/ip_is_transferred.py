"""Clause 1: who owns what is built, and from when."""

from makegood.rules.clauses.ask import UNDER_OWNERSHIP, Ask
from makegood.rules.clauses.clause import Clause, limits, mentions, protects
from makegood.rules.clauses.ownership import KEPT, OWNING, THIS

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
    ask=Ask(
        caption="Ownership of the deliverables",
        section=UNDER_OWNERSHIP,
        weight=3,
        brief="rights pass to us as the work is made; the fees stay owed",
        why="Without a written assignment, software made by a contractor belongs to the contractor; the fees stay "
        "owed in full and can be claimed as before.",
    ),
    stake="What {price} buys would not be yours.",
    present='The partner assigns what is built to you now and as it is created ("hereby assigns").',
    weak='Only "work made for hire" or "shall be the property of", without a present assignment, or only for part.',
    red_flag='The transfer waits for payment or a later act ("agrees to assign"), or you only get a licence.',
    signs=(
        *KEPT,
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
            unless_in=r"<O> (?:data|content|materials)|confidential information|materials (?:it|that <O>) (?:suppl"
            r"|provid)|"
            r"suppl(?:y|ies) to|furnish\w* to <P>",
        ),
        protects(
            r"(?:hereby|herewith|irrevocably|presently)(?:,| and)? (?:\w+ly )?(?:grants? and )?(?:assigns?"
            r"|transfers?|conveys?)\b.{0,60}"
            r"\b(?:inventions|work product|deliverables|developments|results|works)\b",
            unless_in=THIS + r"|<O> (?:hereby )?(?:irrevocably )?assigns? to <P>|assigns? .{0,30}(?:personnel"
            r"|employee)",
        ),
        mentions(
            r"(?:ownership|title|rights?|copyrights?|intellectual property|\bip\b|code|deliverables?|work product"
            r"|designs?|website|software)\b.{0,80}"
            r"\b(?:belongs?|belong|passes|pass|vests?|goes)\b.{0,20}\b(?:to|in|with|on) (?:the )?<O>",
            "It is said to be yours, but the partner does not assign it.",
            unless_in=r"(?:<O>|customer|client)'?s? (?:data|content|materials)|confidential|suppl(?:y|ied)|furnish"
            r"|provided by",
        ),
        mentions(
            r"<O> (?:(?:shall|will|is|be|remains?|the|sole|exclusive|and|solely|exclusively) ){0,8}(?:owners? of"
            r"|retains? (?:full |all )?ownership of|"
            r"has full ownership|have full ownership|ha(?:s|ve) (?:sole |exclusive |full )+ownership)\b.{0,80}\b"
            r"(?:work|code|software|deliverables?|website|site|design|product|project|invention|intellectual)",
            "It is said to be yours, but the partner does not assign it.",
            unless_in=r"confidential|suppl(?:y|ies|ied)|furnish|it provides|provided by (?:the )?<O>"
            r"|<O>'?s? (?:data|content)",
        ),
        protects(
            r"\b(?:rights?|title|interest|ownership|copyrights?)\b.{0,100}\b(?:is|are) (?:hereby"
            r"|herewith) (?:irrevocably )?(?:assigned|transferred|conveyed)\b.{0,20}\bto (?:the )?<O>",
        ),
        mentions(
            r"<O> (?:is|shall be|will be|becomes?|remains?) (?:the )?(?:sole |exclusive |and |legal )*owner of\b",
            "It is said to be yours, but the partner does not assign it.",
            unless_in=r"(?:<O>|its) (?:data|content|materials|confidential)|confidential|suppl(?:y|ied)|furnish"
            r"|provided by (?:the )?<O>|domain|account",
        ),
        mentions(
            r"\b(?:content|materials|assets|work|code|results?|deliverables?|products?)\b.{0,80}\b(?:is"
            r"|are) owned by (?:the )?<O>",
            "It is said to be yours, but the partner does not assign it.",
            unless_in=r"confidential|suppl(?:y|ied)|furnish|provided by (?:the )?<O>|<O>'?s? (?:data|content)"
            r"|pre-?existing",
        ),
        mentions(
            r"(?:<O>|\byou) (?:(?:will|shall|fully|completely|exclusively|solely) )*owns?\b.{0,40}\b(?:everything"
            r"|all|custom|code|designs?|website|site|application|app|software|content|deliverables?"
            r"|intellectual|work)\b",
            "It is said to be yours, but the partner does not assign it.",
            unless_in=r"(?:<O>|your|customer|all your) (?:data|content|materials|dms|messages)|confidential"
            r"|suppl(?:y|ied)|provided by|it provides|you provide|if you|not own|domain|account",
        ),
        mentions(
            r"\b(?:ip|code|intellectual property|source code)?[ -]?ownership\W{0,3}: (?:the )?<O>|\b(?:ip"
            r"|intellectual property|inventions?|work)\b.{0,80}\b(?:is|are|becomes?) (?:the )?(?:sole "
            r"|exclusive |and )*property of (?:the )?<O>",
            "It is said to be yours, but the partner does not assign it.",
            unless_in=r"confidential|pre-?existing|provided by",
        ),
        protects(r"\bhereby makes? (?:all |any |the )?(?:necessary )?assignments?\b"),
    ),
)
