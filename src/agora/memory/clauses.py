"""Cutting a message into clauses, and leaving out those that tell nothing.

Questions, requests, quotations, code and suppositions tell nothing, nor does a text that somebody hands over.
"""

import re
from collections.abc import Iterator

__all__ = ["CORRECTING", "PUT_OFF", "clauses", "unfronted"]

# A message that is longer is a text that somebody hands over, not something said.
_MOST_CHARS = 1_500
_MOST_CLAUSE = 200

_QUOTED = re.compile(
    r"```.*?(?:```|\Z)|^[ \t]*>[^\n]*$|\"[^\"]{20,}\"|“[^”]{20,}”|«[^»]{20,}»", re.DOTALL | re.MULTILINE
)
# A full stop ends a sentence, unless it stands in a title, a number or a day.
_SENTENCE = re.compile(r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bSt)(?<!\bNr)(?<!\d)\.(?=\s|$)|(?<=\d)\.(?=\s+[A-Z]|$)|[!?]+(?=\s|$)|;\s|\n+")  # fmt: skip
_LEAD = re.compile(
    r"^(?:(?:by the way|btw|also|well|so|oh|hey|hi|hello|ok|okay|for now|big change|guess what|(?:big news|news|fyi|note|update|memo)(?=\s*[:,])|for (?:the record|your memory|later|next time)"
    r"|just so (?:that )?you know(?: and remember it)?|please|remember(?: that| this(?: about me)?)?|keep in mind(?: that)?|note(?: that| down)?|don['’]t forget(?: that)?|you should know(?: that)?"
    r"|i want you to remember this about me|something about me(?: for your memory)?|save for later that|store (?:it|the fact that)|i just learned that|can you (?:note|remember) that|i (?:just )?wanted to (?:tell you|say) that"
    r"|these days|nowadays|currently|right now|now|at the moment|from now on|finally|as of today|from today(?: on)?|from this (?:week|month|year)(?: on)?|then|by now|and|but|that(?=\s)|i think(?: that)?|you know|maintenant|ahora|jetzt|übrigens|au fait|por cierto|merk dir,? dass|retiens que|recuerda que)"
    r"\b\s*[,:!]?\s*(?:-\s)?)",
    re.IGNORECASE,
)  # fmt: skip
CORRECTING = re.compile(
    r"^(?:(?:(?:oh|ah|ugh|argh)\b[,.! ]*)?(?:no wait|hold on|wait|oh no|hm+,? no|no|nope|nein|non|sorry|pardon|actually|correction|oops|whoops|i tell a lie|no,? sorry|i stand corrected|wrong|typo|rather|(?:that|it) should (?:be|have been)|it['’]s actually|make that|my bad|or rather|(?:scratch|strike) that|i should have (?:said|written|put)|let me correct (?:something|that|it|myself)|i (?:got (?:that|it) wrong|misremembered(?: it)?|misspel(?:t|led)(?: (?:that|it))?)|i mistyped(?: it)?|i misspoke|that was wrong|that['’]s (?:wrong|not right)"
    r"|i was wrong|i mixed it up|i misread it|i meant(?: to say)?|i mean|my mistake|in fact|en fait|en realidad|eigentlich|ich meinte|je voulais dire|quise decir)\b\s*[,:.!-]*\s*)+",
    re.IGNORECASE,
)  # fmt: skip
# "They moved it to 28 March": what it is, was said just before.
PUT_OFF = re.compile(
    r"^(?:(?:so|but|and|well|now)[, ]\s?)?(?:(?:I|we|they|he|she)(?:['’]ve| have|['’]s| has| had to)?\s(?:moved?|changed?|shift(?:ed)?|put|push(?:ed)?|brought|bring|postponed?|rescheduled?|delay(?:ed)?|bump(?:ed)?|raised?|lowered|cut|set)\s(?:it|that)"
    r"|(?:it|that)(?:['’]s| is| has| got| was)?(?:\sbeen|\sgot|\snow|\sgone)?\s(?:moved|changed|shifted|put|pushed|brought|postponed|rescheduled|delayed|bumped|raised|lowered|cut|set|up|down))"
    r"(?:\s(?:back|off|forward|up|down|over|out))?\sto\s(?P<v>[^,;!?]{1,60}?)(?=\s*(?:$|[,;!?.]|\s(?:because|since|so|and|but|now|instead)\b))",
    re.IGNORECASE,
)  # fmt: skip
_ASKED = re.compile(
    r"^(?:who|what|when|where|which|why|how|whose|whom|do|does|did|can|could|would|will|should|is|are|am|was|were|has|have|tell|give|write|explain|show|help|suggest|translate|compute|calculate|find|list|make|imagine|suppose|pretend|if|say|let|wer|wo|wann|wie|was|welche[rs]?|où|qui|quel(?:le)?|quand|comment|est-ce|quién|qué|cuándo|dónde|cómo|cuál|¿)\b(?!\s(?:have|am|was)\b)",
    re.IGNORECASE,
)  # fmt: skip
_SUPPOSED = re.compile(
    r"\b(?:if|suppose|imagine|would|could|might|maybe|perhaps|wish|pretend|as if|hopefully|probably)\b", re.IGNORECASE
)  # fmt: skip
_GOING_ON = re.compile(
    r"(?<!\bto)(?<!\buntil)\s*(?:,\s*|;\s*|\s)(?:and|but|then|so|y|et|und)\s(?=(?:I|I['’]m|we|he|she|they|my|our|the|it|now|then|is|am|are|works?|lives?|likes?|loves?|has|have|bought|started|joined|now)\b|(?:(?:Ms|Mrs|Mr|Dr|Frau|Herr)\.?\s)?[A-Z][\w-]+(?:['’]s)?\s(?:is|has|lives|works|likes|loves|left|was|can)\b)"
    r"|,?\s(?:and\s)?(?=(?:before that|until then|up to then)\b)|,\s*(?=(?:I|we|he|she|they|my|it['’]s my|before that|before|then|until then|up to then|now)\b)|:\s(?=(?:I|I['’]m|we|my|now|ahora|maintenant|jetzt)\b)"
)  # fmt: skip
# What belongs together in spite of its comma or "and".
_ONE = re.compile(
    r"^(?:I|we|[A-Z][\w-]+)(?:['’]ve| have| has)? (?:switched|changed) (?!my mind)[\w ]+?(?:,|:| and)|^not [^,]+(?:,| but )|^[A-Z][\w-]+ and I\b",
    re.IGNORECASE,
)
# "Before I moved to Graz I lived in Porto": two things, and the first word tells their order.
_TWO = re.compile(
    r"^(?P<how>before|after|when|since|until|once|as soon as)\s(?P<one>(?:I|we|s?he|they|[A-Z][\w-]+)\s.+?),?\s(?P<two>(?:I|we|s?he|they)(?:['’]\w+)?\s.+)$",
    re.IGNORECASE,
)  # fmt: skip
_THING = re.compile(r"(?:the|our|my) [\w-]+(?: [\w-]+)?[.!]?")
_WAS = re.compile(r"(?:I|we|s?he|they)\s(?:was|were|lived|worked|used to)\b", re.IGNORECASE)
# What stands before the one who is spoken of, and tells what for or when: "For getting around I've got …".
_FRONTED = re.compile(
    r"^(?:(?:for|to|instead of|when it comes to|as for)\s[a-z][\w' -]{2,40}?|(?:on|in|at|last|this|next|by|around)\s[\w ]{2,30}?),?\s(?=(?:I|we)(?:\s|['’]))",
    re.IGNORECASE,
)  # fmt: skip
# "Living in Hove", "Moved to Lewes", "Got a new car": it is oneself who does.
_GOING = (
    "living",
    "working",
    "driving",
    "seeing",
    "dating",
    "staying",
    "renting",
    "reporting",
    "studying",
    "learning",
    "moving",
)
_ELIDED = re.compile(
    rf"^(?:{'|'.join(_GOING)}|moved|live|work|drive|switched|changed|joined|quit|left|sold|bought|got|started)\b(?=\s(?!is\b|are\b|was\b|for the win\b)\w)",
    re.IGNORECASE,
)
# "Ben, my cousin, lives in …".
_APPOSED = re.compile(r"^([A-Z][\w-]+), (?:my|our|an?) [\w ]{2,30}, ")


def clauses(text: str) -> Iterator[tuple[str, bool, str]]:
    """Yield what may tell something: a clause, whether it corrects, and the subject of the one before it."""
    if len(text) > _MOST_CHARS:
        return
    rest = _QUOTED.sub("\n", text)
    correcting = False
    start = 0
    for match in [*_SENTENCE.finditer(rest), None]:
        sentence = rest[start : match.start() if match else len(rest)].strip(" \t\"'“”-–—*•")
        asks = match is not None and "?" in match.group()
        start = match.end() if match else len(rest)
        if not sentence or asks:
            continue
        corrects = CORRECTING.match(sentence)
        bare = sentence[corrects.end() :] if corrects else sentence
        correcting = (
            correcting or bool(corrects) or bool(re.match(r"not [^,]+(?:,| but )", sentence, re.IGNORECASE))
        )
        if not bare:
            continue  # "No." and then what is right
        subject = ""
        whole = _APPOSED.sub(r"\1 ", _without_lead(bare))
        for part in _parts(whole):
            clause = _without_lead(part.strip(" ,;-"))
            clause = _ELIDED.sub(_with_subject, clause) if not subject else clause
            if subject and re.match(r"(?:is|are|am|has|have|was)\s", clause):
                clause = f"{subject} {clause}"
            if (
                clause
                and len(clause) <= _MOST_CLAUSE
                and not _ASKED.match(clause)
                and not _SUPPOSED.search(clause)
            ):
                yield clause, correcting, subject
                subject = _subject_of(clause) or subject
        correcting = False


def _parts(whole: str) -> list[str]:
    if _ONE.match(whole):
        return [whole]
    if two := _TWO.match(whole):
        if two["how"].lower() in ("before", "until"):
            return [two["one"], f"before that {two['two']}"] if _WAS.match(two["two"]) else [two["one"]]
        return [two["one"], two["two"]]
    parts = list[str]()
    for part in _GOING_ON.split(whole):
        if parts and _THING.fullmatch(part):  # "football and the piano"
            parts[-1] += f" and {part}"
        else:
            parts.append(part)
    return parts


def _without_lead(text: str) -> str:
    before = ""
    while text != before:
        before, text = text, _LEAD.sub("", text, count=1).lstrip(" ,:;-")
    return text


def _with_subject(match: re.Match[str]) -> str:
    word = match.group()
    return f"I'm {word.lower()}" if word.lower().startswith(_GOING) else f"I {word.lower()}"


def _subject_of(clause: str) -> str:
    match = re.match(
        r"(I|We|we|My \w+|my \w+|(?!(?:The|This|That|These|Those|It|There|Our|Your)\b)[A-Z][\w-]+)(?=\s|['’](?:m|ve|s)\b)",
        unfronted(clause),
    )
    return match.group(1) if match else ""


def unfronted(clause: str) -> str:
    """Leave out what stands before the one who is spoken of.

    >>> unfronted("For getting around I've got a bicycle")
    "I've got a bicycle"
    """
    return _FRONTED.sub("", clause, count=1)
