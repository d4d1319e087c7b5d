"""Signs in what is said: that something changed or is over, where somebody is, and of which sort an answer is."""

import re

__all__ = ["AT", "CHANGE", "DWELL", "ENDED", "NAME", "PLACED", "SORTS", "WHERE"]

# A name within a sentence, or at its head.
NAME = re.compile(
    r"(?<=[\w,;'’] )(?!I\b)[A-Z][\w-]+|^(?!(?:I|My|Our|The|We|They|He|She|It|That|This|These|Those|Well|So|Also|Oh|And|But|You|There)\b)[A-Z][\w-]+"
)

# That something is no longer as it was, in whatever words follow.
CHANGE = re.compile(
    r"\b(?:now|today|no longer|no more|any ?more|any longer|instead|rather than|after all|these days|from .{1,20} on|since|again|new|another|other"
    r"|(?:ex)?chang\w+|switch\w*|swap\w*|mov(?:e|ed|ing)|replac\w+|renam\w+|transferr?\w*|left|leaving|quit|sold|lost|stole|stolen|broke|broken|died?|dead|passed away"
    r"|gone|gave|given|cancel\w*|scrapp\w+|stopp?\w*|dropp?\w*|retired?|ended|ends|over|finish\w*|clos\w+|threw|thrown|lent|handed|postpon\w+|put off|extended"
    r"|renew\w+|raised|increas\w+|lowered|went|got|became|become|turned|started|took up|settled|found|won['’]t|can['’]t|isn['’]t|aren['’]t|doesn['’]t|don['’]t|ran|run away|flew"
    r"|down|up|quits|split|but (?:it|that)['’]?s|wants?|will|decided|signed|dumped|fired|independent|bust|elected|succeeded|bought|adopted|refuses|just|off|only|prefer\w*|shift\w*|shunted|renovat\w+|passed on|treated (?:my|our)self|packed in|it['’]s [A-Z]\w+ (?:that|who)|so (?:I|we)['’]ve)\b",
    re.IGNORECASE,
)  # fmt: skip

# That something is over.
ENDED = re.compile(
    r"\b(?:no longer|no more|any ?more|any longer|sold|lost|stole|stolen|died|passed away|gone|gave|cancel\w*|stopped|dropped|retired|ended|over|closed|quit|swapped|binned|ditched|dumped|fired|left|called it quits|broke up|split|stepped down|gave up|given up|flew away|ran away)\b",
    re.IGNORECASE,
)  # fmt: skip

_NUMBER = (
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|once|twice|half|dozen|no|none)\b"
)
SORTS = [
    (re.compile(r"^(?:what|which)(?:['’]s|\s(?:is|was))?\s(?:the\s|my\s|our\s)?(?:[\w'’-]+\s){0,3}?(?:code|combination|pin|number|size)\b|^[\w ]*\b(?:code|combination|pin|number)\?$", re.IGNORECASE),
     re.compile(rf"{_NUMBER}|\b(?:small|medium|large)\b", re.IGNORECASE)),
    (re.compile(r"^(?:what|which) colou?r\b", re.IGNORECASE),
     re.compile(r"\b(?:\w*(?:red|green|blue|yellow|white|black|gr[ae]y|brown|orange|pink|purple|violet)(?:ish)?|teal|navy|beige|cream|gold\w*|silver|turquoise|maroon|magenta|lilac|sage|ivory|tan|scarlet|crimson|mauve|olive|khaki|indigo|burgundy|peach|mint|lavender)\b", re.IGNORECASE)),
    (re.compile(r"^(?:on |at |since |until |by )?(?:when|what time|(?:which|what) (?:day|date|month|year))\b", re.IGNORECASE),
     re.compile(rf"{_NUMBER}|day\b|days\b|noon|midnight|morning|evening|tomorrow|tonight|week|month|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b|spring|summer|autumn|winter")),
    (re.compile(r"^(?:at |for )?(?:how (?:many|much|old|long|often|high|heavy|big|tall)|what (?:age|number))\b", re.IGNORECASE), re.compile(_NUMBER, re.IGNORECASE)),
    (re.compile(r"^(?:from |in )?where\b", re.IGNORECASE), re.compile(r"\b(?:in|at|on|to|under|near|from|with|by|inside|behind|into|of|as|is|'s)\b")),
    (re.compile(r"^(?:with |to |for )?(?:who|whom|whose)\b|\b(?:called|name|names)\b", re.IGNORECASE), re.compile(r"(?<=[\w,;.] )(?!I\b|I'|My\b|The\b)[A-Z]\w|^(?!I\b|I'|My\b|Our\b|The\b|We\b|They\b|It\b|That\b|This\b)[A-Z]\w+")),
]  # fmt: skip

# "I've been in Tucson for ever", "in Hastings now": as good as that one lives there; not "in Paris this week".
WHERE = re.compile(r"(?:in |from )?(?:where|which (?:town|city|country|place|village))\b", re.IGNORECASE)
DWELL = {"live", "stay", "base", "home", "town", "citi", "countri", "place", "villag"}
_PASSING = r"(?!.*\b(?:this|for the|for an?|holidays?|vacation|trip|visit\w*|tonight|today|until|conference|meeting)\b)"
PLACED = re.compile(
    rf"(?:^(?:[Ii]n|[Bb]ack in)|\b(?:been|am|is|are|now|back|settled|landed|arrived|up)\s(?:back\s|now\s)?in|['’](?:s|m|re)\s(?:back\s|now\s)?in|(?:moved|all the way)\sto|\bleft)\s(?:[Tt]he\s)?[A-Z]{_PASSING}"
)
AT = re.compile(r"\b(?:[Ii]n|[Aa]t|with|for)\s(?:the\s)?[A-Z]")
