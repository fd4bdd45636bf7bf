"""Clause 5: your secrets, and what the partner may do with what it learns."""

from makegood.rules.clauses.ask import UNDER_SECRET, Ask
from makegood.rules.clauses.clause import Clause, limits, mentions, protects, red

SECRET = r"(?:confidential|proprietary (?:and|or|information)|trade secrets?|non-?public)"

CLAUSE = Clause(
    number=5,
    check="no_reuse",
    title="Your information is used for your work only",
    protects="Your business information, data and ideas from being used for others.",
    why="The partner learns how your business works and holds your data. Without a limit on use it may build the same "
    "for a rival or feed your data into its own products.",
    rider="Provider shall use Customer's confidential information and data only to perform this agreement, shall "
    "disclose them only to its people who need them for that and are bound to the same, and shall not use "
    "them, or anything derived from them, to train models or to improve its products. No right to residual "
    "knowledge is granted. Provider shall not reuse for others code that it writes for Customer; its own "
    "prior materials and general skills stay free. What is public, was known before, or must be disclosed by "
    "law is not covered, and nothing here limits what 18 U.S.C. 1833(b) allows.",
    ask=Ask(
        caption="Use of confidential information",
        section=UNDER_SECRET,
        weight=3,
        brief="our information serves this work only",
        why="Our data and plans are given for this work; your own prior materials and skills stay free.",
    ),
    present="Your information may be used only for your work and not be disclosed.",
    weak="Secrecy is promised, but not that your information is used for your work only, or only for a short time.",
    red_flag="The partner may use feedback, usage data, what it remembers, or parts of your code for itself or "
    "for others.",
    owed=True,
    signs=(
        red(
            r"(?:feedback|suggestions|usage data|usage information|technical information|statistical (?:data|"
            r"information)|<O> data|aggregated data).{0,220}(?:freely|without (?:any )?(?:restriction|obligation|"
            r"limitation)|improve (?:its|our|<P>)|for any (?:lawful )?purpose|its own (?:business )?purposes)",
            "The partner may use what it learns from you for its own products.",
            unless_in=r"including,? without limitation|(?:shall|may|will) not (?:use|disclose|exploit|collect)",
        ),
        red(
            r"(?:use|collect|exploit|analy[sz]e)\w*.{0,100}(?:feedback|usage data|technical information|<O> data|"
            r"aggregated).{0,160}(?:freely|without (?:any )?restriction|improve (?:its|our|<P>)|for any purpose)",
            "The partner may use what it learns from you for its own products.",
            unless_in=r"(?:shall|may|will) not (?:use|disclose|exploit|collect)",
        ),
        red(
            r"(?:feedback|suggestions)\b.{0,160}(?:incorporate|use"
            r"|exploit)\w*.{0,120}(?:without (?:any )?(?:compensation|"
            r"attribution|payment|obligation|restriction)|into (?:its|our|their) products?|royalty[ -]free)",
            "The partner may use what it learns from you for its own products.",
            unless_in=r"(?:shall|may|will) not (?:use|disclose|exploit|collect)|<P>'?s feedback",
        ),
        red(
            r"(?:licen[cs]e|right)s? to (?:\w+,? ){0,4}(?:use|incorporate|exploit)\b.{0,60}(?:feedback|suggestions)",
            "The partner may use what it learns from you for its own products.",
            unless_in=r"<P>'?s feedback|(?:no|not) .{0,20}(?:licen[cs]e|right)",
        ),
        red(
            r"\b(?:may|right to|free to|can)\b (?:\w+ and )?re-?use\b.{0,80}(?:code|component|pattern|module"
            r"|snippet|techniques)",
            "The partner may use what it builds for you for others.",
            unless_in=r"not re-?use|may not|<O> (?:may|can|is free)",
        ),
        red(
            r"<P>.{0,80}\b(?:re-?use|re-?sell|resell)\b.{0,80}(?:work product|deliverables|the code|the work|software)",
            "The partner may use what it builds for you for others.",
            unless_in=r"(?:shall|may|will|must|agrees?(?: to)?) not|neither",
        ),
        red(
            r"(?:free|right|may|able)\b.{0,160}(?:retained in|unaided|held in)\b.{0,30}memor",
            "The partner may use whatever its people remember.",
            unless_in=r"no right to residual|(?:shall|may|will|does|do) not",
        ),
        red(
            r"(?:aggregated?|de-?identified|anonymi[sz]ed|usage)\b.{0,100}\b(?:improv|enhanc|develop|benchmark"
            r"|analytics)\w*",
            "The partner may use what it learns from you for its own products.",
            also=(r"\b(?:may|can|right to|free to|use[sd]?)\b",),
            unless_in=r"(?:shall|may|will|does) not|(?:never|not) (?:be )?used",
        ),
        red(
            r"residuals?\b.{0,120}(?:memory|unaided|retained|use)",
            "The partner may use whatever its people remember.",
            unless_in=r"no (?:right to )?residual|(?:shall|may|will|does|do) not",
        ),
        red(
            r"(?:reuse|re-use|free to use|right to (?:re-?)?use|may use).{0,160}(?:other (?:clients|customers|"
            r"projects|engagements)|for (?:others|other|third parties)|third parties' projects)",
            "The partner may use what it builds for you for others.",
            also=(r"code|component|librar|tool|deliverable|work|design|software",),
            unless_in=r"shall not|may not|will not",
        ),
        red(
            r"(?:<O> data|<O>'s data|confidential information|content).{0,120}train\w*.{0,40}(?:model|ai\b|"
            r"machine|algorithm)|train\w*.{0,60}(?:model|ai\b|machine learning).{0,80}<O>",
            "Your data may be used to train the partner's models.",
            unless_in=r"not|no |never|without .{0,30}consent",
        ),
        protects(
            r"(?:not|neither|nor|never)\b.{0,120}\b(?:use|used)\b.{0,160}",
            also=(SECRET, r"disclos|use"),
            unless_in=r"does not include|not include|shall not apply|independently developed|free to perform|"
            r"do not conflict|infring|patent|not less than|no less than|^.{0,160}<O> (?:shall|may|agrees)"
            r"|(?:copied|disclosed|used) by <O>|"
            r"not aware of|claim",
        ),
        protects(
            r"(?:only|solely|exclusively|except).{0,80}(?:use|purpose|perform|obligation|connection|"
            r"as (?:expressly )?authori[sz]ed|as (?:necessary|required))",
            also=(SECRET, r"\buse[ds]?\b|access"),
            unless_in=r"this (?:proposal|document)|addressed|does not include|independently|from a source"
            r"|violation of .{0,40}law|^.{0,160}(?:may not|"
            r"shall not) be (?:copied|used) by <O>",
        ),
        protects(
            r"\buse\b.{0,60}\b(?:only|solely|exclusively)\b|\b(?:only|solely|exclusively)\b.{0,30}\buse\b"
            r"|not use\b.{0,80}(?:other than|"
            r"except|any (?:other )?purpose|own|personal)",
            under=r"confidential|non-?disclosure",
            unless_in=r"<P>'?s confidential information|independently|this (?:proposal|document)|addressed|"
            r"^.{0,60}<O> (?:shall|will|agrees?|must)",
        ),
        protects(
            r"<O>'?s? data\b.{0,40}\b(?:never|not)\b.{0,40}(?:shared|sold|used|disclosed)",
        ),
        protects(
            r"bound by.{0,80}(?:\bnda\b|non-?disclosure|confidentiality agreement)|(?:\bnda\b|"
            r"non-?disclosure agreement).{0,160}(?:incorporated|govern|apply|attached|remain)",
        ),
        limits(
            r"\b(?:one ?\(1\) year|one year|1 year|six ?\(6\) months|six months|6 months|twelve ?\(12\) months|"
            r"12 months)\b.{0,60}(?:from|after|following).{0,60}(?:disclos|terminat|expir|completion|receipt)",
            "Secrecy ends after a short time.",
            also=(SECRET,),
        ),
        mentions(
            SECRET + r"\w*.{0,200}(?:maintain|keep|protect|hold|divulg|disclos|secre|confidence|safeguard)|(?:maintain|"
            r"keep|protect|hold|divulg|disclos|safeguard)\w*.{0,200}" + SECRET,
            "Secrecy is promised, but not that your information is used for your work only.",
            unless_in=r"^.{0,40}<O> (?:acknowledges|agrees) that the|is prohibited|protected by copyright"
            r"|this (?:proposal|document) is|log-?in|passwords?\b|patent, |copyright, |applications for",
        ),
        mentions(
            r"(?:not|never|cannot|non-?)\b.{0,30}(?:disclos|shar|divulg|reveal)\w*|confidential",
            "Secrecy is promised, but not that your information is used for your work only.",
            under=r"confidential|non-?disclosure|secrecy",
            unless_in=r"^.{0,60}<O> (?:shall|will|agrees?|must)\b|does not (?:include|apply)|not apply|exception"
            r"|survive|^.{0,40}confidential information\W*$",
        ),
        mentions(
            r"information\b.{0,160}(?:shall|will|must) not\b.{0,80}be disclosed|(?:shall|will|must"
            r"|agrees?) not\b.{0,80}(?:divulge|disclose)\b"
            r".{0,80}(?:information|data)",
            "Secrecy is promised, but not that your information is used for your work only.",
            unless_in=r"^.{0,60}<O> (?:shall|will|agrees?)",
        ),
        mentions(r"use or disclos\w+ of.{0,60}confidential", "Secrecy is named, but no rule is written."),
        red(
            r"(?:rights?|free|entitled) to (?:\w+ ){0,2}(?:licen[cs]e|sell|re-?sell|re-?use"
            r"|distribute)\b.{0,40}\b(?:code|it|software|work|them)\b.{0,60}"
            r"(?:(?:how(?:ever)?|as) (?:we|i|it|they|<P>) (?:chooses?|sees? fit|wish\w*|likes?|pleases?)"
            r"|to (?:others|third parties|other))",
            "The partner may use what it builds for you for others.",
            unless_in=r"(?:shall|may|will) not",
        ),
        red(
            r"<P>.{0,60}\b(?:may|right to|can|entitled to)\b.{0,60}\b(?:collect|analy[sz]e|use"
            r"|compile)\w*\b.{0,160}\b(?:data|information)\b.{0,160}"
            r"\b(?:improv|enhanc)\w* (?:and \w+ )?(?:its|our|<P>'?s?|the services?|the platform|products|other)",
            "The partner may use what it learns from you for its own products.",
            unless_in=r"(?:shall|may|will) not (?:use|collect|disclose)",
        ),
        protects(
            r"\buse\w*\b.{0,80}\b(?:only|solely|exclusively)\b.{0,80}\b(?:purposes?|perform\w*|provid\w*|agreement"
            r"|services)\b",
            also=(r"information|data", r"not\b.{0,30}\bdisclos|confiden|secre"),
            unless_in=r"this (?:proposal|document)|addressed|independently|<P>'?s confidential information"
            r"|^.{0,40}<O> (?:shall|may|agrees)",
        ),
        protects(
            r"(?:not|never|neither)\b.{0,30}\buse\b.{0,80}(?:<O>'?s? (?:data|information)|customer data"
            r"|client data|the information)\b.{0,80}"
            r"(?:except|other than|for any (?:other )?purpose|unless)",
            unless_in=r"^.{0,40}<O> (?:shall|may|agrees)",
        ),
        mentions(
            r"\b(?:kept|keep|treat\w*|remains?|maintain\w*|held|hold)\b.{0,80}\b(?:confidential|in confidence"
            r"|secret|private|confidentiality)\b",
            "Secrecy is promised, but not that your information is used for your work only.",
            also=(r"information|data|everything|anything|details|secrets|materials",),
            unless_in=r"^\W*as an? |password|log-?in|credential|^\W*<O> (?:shall|will|must|agrees? to)"
            r"|this (?:proposal|document)|privileged",
        ),
        red(
            r"<P>.{0,20}\b(?:may|can|right to|free to|entitled to)\b.{0,80}\b(?:knowledge|code|know-how|experience"
            r"|results|solutions?|components?)\b.{0,120}\b(?:other|further|different) (?:customers|clients"
            r"|projects|purposes|engagements)",
            "The partner may use what it builds for you for others.",
            unless_in=r"(?:may|shall|will) not|general (?:skills|knowledge) and",
        ),
        protects(
            r"\buse\b.{0,80}\b(?:for no (?:other )?purpose|no purpose) (?:other )?than\b|\bmay only be used\b",
            also=(r"information|data|secret", r"secre|confiden|disclos|show"),
            unless_in=r"^.{0,40}<O> (?:shall|may|agrees)",
        ),
        mentions(
            r"\b(?:keep|keeps|treat|guard|preserve)\b.{0,40}\b(?:business )?secrets?\b",
            "Secrecy is promised, but not that your information is used for your work only.",
            unless_in=r"^\W*<O> (?:shall|will|must|agrees? to)",
        ),
        protects(
            r"\b(?:use|access|process|share)s?\b.{0,30}\b(?:<O>|your) (?:data|messages|information"
            r"|content)\b.{0,20}\bonly\b|"
            r"\bonly use\b.{0,20}\b(?:data|information)\b.{0,12}\b(?:for|to)\b",
            unless_in=r"may not|feedback",
        ),
        red(
            r"<P>.{0,20}\b(?:may|can|right to|free to)\b.{0,20}\b(?:re-?)?use\b.{0,80}\b(?:code|techniques"
            r"|components?|ideas)\b.{0,60}\b(?:future|other|further|later) (?:projects?|work|clients"
            r"|engagements)",
            "The partner may use what it builds for you for others.",
            unless_in=r"(?:may|shall|will) not|<O>.{0,10}\bmay",
        ),
        mentions(
            r"\b(?:treated|handled)\b.{0,12}\bconfidential(?:ly)?\b|\bnda\b",
            "Secrecy is promised, but not that your information is used for your work only.",
            unless_in=r"survive",
        ),
    ),
)
