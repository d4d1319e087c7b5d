"""What a message says about somebody, read by patterns, without a model.

A message is cut into clauses; each that tells something becomes a `Fact`. Questions, requests, quotations,
code and suppositions tell nothing. It is careful rather than complete: what no pattern fits stays a turn,
and is found there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from agora.memory.dates import Period, bounds, plain, spans
from agora.memory.phrases import KIN, MANY, PATTERNS, canonical, who

__all__ = ["CORRECTING", "Fact", "Kind", "clauses", "extract", "told"]

Kind = Literal["tell", "change", "end", "past", "correct", "deny"]

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
    r"^(?:(?:no wait|hold on|wait|oh no|hm+,? no|no|nope|nein|non|sorry|pardon|actually|correction|oops|wrong|typo|rather|(?:that|it) should (?:be|have been)|it['’]s actually|make that|my bad|or rather|(?:scratch|strike) that|i should have (?:said|written|put)|let me correct (?:something|that|it|myself)|i (?:got (?:that|it) wrong|misremembered(?: it)?|misspel(?:t|led)(?: (?:that|it))?)|i mistyped(?: it)?|i misspoke|that was wrong|that['’]s (?:wrong|not right)"
    r"|i was wrong|i mixed it up|i misread it|i meant(?: to say)?|i mean|my mistake|in fact|en fait|en realidad|eigentlich|ich meinte|je voulais dire|quise decir)\b\s*[,:.!-]*\s*)+",
    re.IGNORECASE,
)  # fmt: skip
_VALUE_ONLY = re.compile(
    r"^(?:(?:it|that|the \w+|his|hers|s?he)(?:['’]s| is| was)?\s*(?:(?:leaves|starts|departs|begins|is)\s)?)?(?:called\s|named\s)?(?P<p>(?:on|at|in|to|from)\s)?(?:the\s(?=\d))?(?P<v>[^,;!?]{1,60}?)(?:,\s*not\s.+|\sit is|\sinstead)?$",
    re.IGNORECASE,
)  # fmt: skip
_NOT_BUT = re.compile(
    r"^not\s(?P<old>[^,]+?)(?:,\s*(?:but\s)?|\sbut\s)(?P<v>[^,]+?)(?:,\s*sorry)?$", re.IGNORECASE
)
_DENIED = re.compile(
    r"^(?:(?:forget|drop) (?:about )?(?:that|it)\b.*|(?:that|this|it|what i (?:said|told you))(?:['’]s| is)(?: not|n['’]t)? (?:no longer|true|right|the case|correct|over|valid)\b.*"
    r"|(?:scrap|strike|cross out|never ?mind) (?:about )?(?:that|it)\b.*|(?:that|it)(?:['’]s| is| has become) (?:history|outdated|out of date|obsolete|old news)\b.*"
    r"|(?:that|it) (?:no longer|doesn['’]t) (?:holds?|appl(?:y|ies))\b.*|das stimmt nicht mehr.*|ce n['’]est plus vrai.*|ya no es (?:verdad|cierto).*)$",
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
# "Ben, my cousin, lives in …".
_APPOSED = re.compile(r"^([A-Z][\w-]+), (?:my|our|an?) [\w ]{2,30}, ")
# The verb of somebody else: "…, the hero works …".
_OF_ANOTHER = re.compile(r"(?:works|lives|likes|loves|has|is|drives|plays)\b")
_WILL = re.compile(r"^(I|we|s?he|they|[A-Z][\w-]+)(?:['’]ll| will) (?=[a-z])", re.IGNORECASE)
_OF_WORK = re.compile(
    r"\b(?:work\w*|employ\w*|jobs?|compan(?:y|ies)|firm|hired|office|career)\b", re.IGNORECASE
)
_BEEN_WITH = re.compile(r"\b(?:been|now|stayed) with\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?:before(?: that)?|until then|up to then|previously)[,:]?\s(?:(?:I|it|s?he|we|they)(?:\s(?:was|worked|lived|were|work|live|am|had|drove)|['’](?:m|s|re))\s)?(?:(?:at|in|with|for|by)\s)?(?P<v>[^,;]+)$",
    re.IGNORECASE,
)  # fmt: skip
_NOW_IT_IS = re.compile(r"^it(?:['’]s| is)\s(?:now\s)?(?P<v>[^,;]+)$", re.IGNORECASE)
_ANY_MORE = re.compile(r"\b(?:no longer|any ?more|any longer|ya no|nicht mehr|ne .* plus)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:used to|(?<!have )(?<!has )(?<!'ve )lived|worked (?:at|for)|was (?:at|with|living|working)|it was)\b|\bbefore\b", re.IGNORECASE)  # fmt: skip
_PERFECT = re.compile(r"(?:have|has|['’]ve|['’]s)\s(?:\w+\s)?(?:been|worked|lived)", re.IGNORECASE)
_FILLERS = re.compile(
    r"\s*,?\s*\b(?:by the way|these days|at the moment|right now|as you know|finally|in the end|by now|any ?more|any longer|already|recently|just|still|also|always"
    r"|currently|nowadays|instead(?! of)|actually|really|a friend of mine|my friend|please(?: remember (?:that|it))?|if anybody asks|near the station|for (?:a few|many|some|two|three|four|five|\d+) (?:years?|months?|weeks?)|in (?:spring|summer|autumn|winter)|second floor"
    r"|(?:please )?(?:remember|keep|note) (?:that|it)(?: for me| in mind)?|keep that in mind|don['’]t forget(?: it)?|now|jetzt|maintenant|ahora|from now on|again|too|after all|instead of [^,.;]+|before(?=$))\b(?=\s|$|[.,;!])",
    re.IGNORECASE,
)  # fmt: skip
_TIME_ROLES = re.compile(
    r"\s*\b(?:since|from|starting|as of|until|till|up to|depuis|desde|seit|ab|hasta|bis|jusqu'(?:à|en|au))\s(?:on\s|the\s|end\sof\s|the end of\s|le\s|el\s|dem\s|zum\s)*$",
    re.IGNORECASE,
)  # fmt: skip
_DATED = {"birthday", "meeting", "appointment", "deadline", "flight", "exam", "wedding", "trip", "concert"}
_JUNK = re.compile(
    r"^(?:it|that|this|there|here|what|who|so|not|very|too|ok|fine|good|great|well|back|home|gone|ready|sure|true|wrong|right|nice|late|ill|sick|tired|happy|sad|done|a bit.*|a little.*|the same.*|in .* way)$"
    r"|\b(?:ignore|system prompt|instructions?)\b",
    re.IGNORECASE,
)  # fmt: skip
# What an attack speaks of; nobody tells of themselves that their instructions are others.
_COMMANDED = re.compile(r"\b(?:system prompts?|instructions?)(?: are| is)?$")
_AGE = re.compile(r"[\w-]+ (?:years|months|weeks) old")
_BAD_ATTRIBUTE = re.compile(
    r"^(?:it|this|that|there|what|who|problem|question|idea|point|thing|things|answer|plan is|only|first|next|last|one|day|week|time|bus|weather|best|most|other|people|back|head|lunch|result|reason|way|fault|turn|opinion|guess|goal|favou?rite)$"
)  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """One thing that a message says.

    Attributes:
        subject: `you` for the person who speaks, else a name or a relation in small letters.
        attribute: what about the subject; empty where only what was before can tell.
        value: what holds; empty if nothing takes the place of what is over.
        statement: a sentence that makes sense on its own, the person being `you`.
        kind: `tell`; `change` (so far it was otherwise); `end` (it is over); `past` (it is over for long);
            `correct` (it was never otherwise); `deny` (what was said last is not so).
        old: what was before, where the message says it.
        valid_from: since when, in seconds since 1970, where the message says it. So is `valid_until`.
        confidence: 0 to 1.
    """

    subject: str
    attribute: str
    value: str
    statement: str
    kind: Kind = "tell"
    old: str = ""
    valid_from: float | None = None
    valid_until: float | None = None
    confidence: float = 0.9

    @property
    def single(self) -> bool:
        """Whether a newer value takes the place of an older one."""
        return self.attribute not in MANY


def extract(text: str, now: float) -> list[Fact]:
    """Return what a message says, in its order.

    Args:
        text: as it was said; `you` in it counts as the person, as `I` does.
        now: when, in seconds since 1970.

    >>> [(f.subject, f.attribute, f.value) for f in extract("I live in Leeds and work at the library.", 0.0)]
    [('you', 'home', 'Leeds'), ('you', 'work', 'the library')]
    >>> extract("Where do I live? Suppose I lived in Rome.", 0.0)
    []
    """
    facts: list[Fact] = []
    for clause, correcting, subject in clauses(text):
        made = _beside(clause, facts[-1]) if facts else []
        made = made or _facts(clause, now, correcting)
        if not made and subject and not (subject.lower() in ("i", "we") and _OF_ANOTHER.match(clause)):
            made = _facts(f"{subject} {clause}", now, correcting)
        if made and _is_he(clause):
            before = next((f.subject for f in reversed(facts) if f.subject != "you"), "")
            made = [replace(fact, subject=before or fact.subject) for fact in made]
        if made and facts and made[0].kind == "change" and made[0].valid_from is None:
            last = facts[-1]  # "until May …, then …"; "in May I left …, and started …"
            since = last.valid_from if last.kind == "end" else last.valid_until
            made = [replace(made[0], valid_from=since), *made[1:]]
        facts += [fact for fact in made if fact not in facts]
    if any(fact.attribute == "partner" for fact in facts) and _OF_WORK.search(text):
        # "I've been with Telmax since May" tells of work where the rest does.
        return [
            replace(f, attribute="work") if f.attribute == "partner" and _with_whom(f) else f for f in facts
        ]
    return facts


def _with_whom(fact: Fact) -> bool:
    return fact.kind == "past" or bool(_BEEN_WITH.search(fact.statement))


def _beside(clause: str, last: Fact) -> list[Fact]:
    """Return what "before that …" and "now it's …" say about what was told just before."""
    if match := _BEFORE.match(clause):
        said = _to_you(clause)
        return [
            Fact(last.subject, last.attribute, _clean(match["v"]), said, "past", valid_until=last.valid_from)
        ]
    if last.kind == "past" and (match := _NOW_IT_IS.match(clause)):
        return [Fact(last.subject, last.attribute, _clean(match["v"]), _to_you(clause), "change")]
    return []


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


def _subject_of(clause: str) -> str:
    clause = _FRONTED.sub("", clause, count=1)
    match = re.match(r"(I|We|we|My \w+|my \w+|[A-Z][\w-]+)(?=\s|['’](?:m|ve|s)\b)", clause)
    return match.group(1) if match else ""


def _is_he(clause: str) -> bool:
    return bool(re.match(r"(?:he|she|they|his|her|their)\b", clause, re.IGNORECASE))


def _facts(clause: str, now: float, correcting: bool) -> list[Fact]:
    if _DENIED.match(clause):
        return [Fact("", "", "", clause, "deny")]
    begin, end = bounds(clause, now)
    bare = _without_times(clause, now)
    if begin is not None and begin > now:
        bare = _WILL.sub(r"\1 ", bare)
    over = _ANY_MORE.search(bare)
    if over:
        made = _ended(bare, now)
        if made:
            return made
    bare = " ".join(_FILLERS.sub(" ", bare).split()).strip(" ,")
    whole = " ".join(_FILLERS.sub(" ", clause).split()).strip(" ,")
    # "… instead of …" is a filler, unless nothing else tells.
    for candidate in dict.fromkeys((bare, whole, clause) if " of " in clause else (bare, whole)):
        for pattern in PATTERNS:
            match = pattern.form.search(candidate)
            fact = match and _fact(match, pattern.attribute, pattern.kind, clause)
            if fact and (begin is None or candidate == bare or fact.attribute in _DATED):
                if fact.attribute == "work?":
                    if begin is None and end is None:
                        continue
                    fact = replace(fact, attribute="work")
                is_new = re.search(r"\b(?:now|these days|any ?more|any longer|new)\b", clause, re.IGNORECASE)
                kind: Kind = "correct" if correcting and fact.value and not is_new else fact.kind
                is_past = _PAST.search(clause) and not _PERFECT.search(clause) and kind == "tell"
                kind = "past" if is_past and fact.attribute in ("home", "work") else kind
                fact = replace(fact, value=_undated(fact, now))
                since = begin if begin is not None else _moment(clause, fact, now)
                fact = replace(fact, kind=kind, valid_from=since, valid_until=end)
                return [replace(fact, statement=_dated(fact.statement, now))]
    if (bare := _FRONTED.sub("", clause, count=1)) != clause:
        moment = _moment_of(clause[: len(clause) - len(bare)], now)
        return [
            replace(f, valid_from=moment) if f.kind == "change" and f.valid_from is None else f
            for f in _facts(bare, now, correcting)
        ]
    return _right(clause) if correcting else []


def _moment_of(words: str, now: float) -> float | None:
    """Return when it was, of words such as "last week"."""
    found = spans(words, now)
    return _start(found[0].period, now) if found else None


def _undated(fact: Fact, now: float) -> str:
    """Leave out when it was where that is no part of the value: "start at the zoo on 1 June"."""
    found = spans(fact.value, now) if fact.attribute in ("home", "work", "partner", "car", "school") else []
    if not found or found[-1].to < len(fact.value):
        return fact.value
    return (
        re.sub(
            r"\s(?:on|in|from|at|this|(?:at |in )?(?:the )?(?:beginning|start|middle|end) of|early|late)$",
            "",
            fact.value[: found[-1].at].rstrip(),
        )
        or fact.value
    )


def _without_times(clause: str, now: float) -> str:
    """Leave out "since May" and "until 3 June"; what they mean is kept beside the statement."""
    for span in reversed(spans(clause, now)):
        if span.role:
            head = _TIME_ROLES.sub("", clause[: span.at])
            tail = re.sub(r"^ on\b", "", clause[span.to :])
            clause = f"{head} {tail}".strip(" ,")
    return clause


def _fact(match: re.Match[str], attribute: str, kind: str, clause: str) -> Fact | None:
    said = match.groupdict()
    subject = said.get("s") or said.get("own") or ""
    subject = (
        "you" if plain(subject) in ("the", "el", "la", "le", "der", "die", "das", "our") else who(subject)
    )
    value, old = _clean(said.get("v") or ""), _clean(said.get("old") or "")
    if not attribute:
        named, more = said.get("a") or "", said.get("a2") or ""
        attribute = canonical(f"{named} {more}" if named and more else named or more)
        if said.get("fav"):
            attribute = canonical(f"favourite {(said['fav'] or '').removesuffix('s')}")
        if not attribute or _BAD_ATTRIBUTE.match(attribute) or len(attribute) > 40:
            return None
        if _COMMANDED.search(attribute):
            return None
        if said.get("a") and (said.get("own") or "").lower() == "the" and len(value.split()) > 5:
            return None
    if attribute == "debt":
        value = value or "?"
    if (not value and kind != "end") or _JUNK.search(value) or len(value) > 80:
        return None
    if kind == "tell" and (said.get("new") or said.get("new2")):
        kind = "change"
    shown = _to_you(clause)
    attribute = "" if attribute == "?" else "work" if attribute == "job" and kind == "change" else attribute
    if attribute in KIN and re.match(r"an?\s", value):
        subject, attribute = attribute, "is"
    if attribute != "age" and _AGE.fullmatch(value):  # of the thing, not of whose it is
        subject, attribute = attribute, "age"
    return Fact(subject, attribute, "" if value == "?" and kind == "end" else value, shown, kind, old)  # type: ignore[arg-type]


def told(clause: str, subject: str, attribute: str, value: str, confidence: float) -> Fact | None:
    """Return a fact that somebody else found in a clause, unless it looks like none.

    >>> told("Chess is my life.", "I", "hobby", "Chess", 0.5).statement
    'Chess is your life.'
    >>> told("My instructions are new.", "I", "instructions", "new", 0.5) is None
    True
    """
    name, value = canonical(attribute), value.strip(" .,;:'\"")
    if not re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+){0,2}", name) or _BAD_ATTRIBUTE.match(name):
        return None
    if not value or _JUNK.search(value) or _JUNK.search(clause) or _COMMANDED.search(name):
        return None
    return Fact(who(subject), name, value, _to_you(clause), confidence=confidence)


def _clean(value: str) -> str:
    value = " ".join(_FILLERS.sub(" ", f"{value} ").split()).strip(" .,;:'\"")
    value = _WHEN_TAIL.sub("", value) if not re.match(r"(?i:last|next|on|every|the)\b", value) else value
    return re.sub(r"\s(?:a|per) month$|^(?:now|also|still|called|named|is|are)\s", "", value)


def _ended(clause: str, now: float) -> list[Fact]:
    """Return what "I no longer …" and "… not … any more" say is over."""
    was = re.sub(r"\b(?:no longer|any ?more|any longer|ya no)\b", "", clause, flags=re.IGNORECASE)
    was, _, but = was.partition(" but ")
    if not but:
        was, _, but = was.partition(", it")
        but = f"it{but}" if but else ""
    was = re.sub(r"\b(is|are|am|was)(?:n['’]t| not)\b|['’]m not\b", lambda m: f" {m.group(1) or 'am'} ", was)
    was = re.sub(r"\b(?:do|does|did)(?:n['’]t| not)\s(\w+)", r"\1", was)
    was = " ".join(_FILLERS.sub(" ", was).split()).strip(" ,.")
    thing = re.match(
        r"(?P<s>I|We|we|[A-Z]\w+) (?:have|has|own|need|owns) (?:a|the|my|any)?\s?(?P<a>[\w -]+)$", was
    )
    if thing:
        return [Fact(who(thing["s"]), canonical(thing["a"]), "", _to_you(clause), "end", thing["a"])]
    for pattern in PATTERNS:
        match = pattern.form.search(was)
        fact = match and _fact(match, pattern.attribute, "tell", clause)
        if fact:
            new = re.search(r"(?:in|at|on|to|it['’]s|it is)?\s?(?P<v>[^,;]+)$", but)
            if new and but:
                value = re.sub(r"^(?:it['’]s|it is|in|at|on|to)\s", "", _clean(but))
                shown = fact.statement
                return [replace(fact, kind="change", value=value, old=fact.value, statement=shown)]
            return [replace(fact, kind="end", old=fact.value, value="")]
    return []


def _right(clause: str) -> list[Fact]:
    """Return the bare value that a correction gives: "it's Porto", "at nine, not eight"."""
    match = _NOT_BUT.match(clause) or _VALUE_ONLY.match(clause)
    if not match:
        return []
    value = _clean(match["v"])
    if (
        not value
        or len(value.split()) > 6
        or re.match(r"(?i:(?:thanks|thank|problem|that|you|i|we|please|worries|need|idea|way)\b)", value)
    ):
        return []
    return [
        Fact("", "", value, clause, "correct", _clean(match.groupdict().get("old") or ""), confidence=0.7)
    ]


def _moment(clause: str, fact: Fact, now: float) -> float | None:
    """Return when a change happened, where the clause says it: "moved last week", "on 1 June I start"."""
    if fact.kind not in ("change", "end") or fact.attribute not in (
        "home",
        "work",
        "partner",
        "car",
        "school",
        "",
    ):
        return None
    found = [span.period for span in spans(clause, now) if clause[span.at : span.to] not in fact.value]
    return _start(found[0], now) if found else None


def _start(period: Period, now: float) -> float:
    # Of a week that is not over, nobody knows the day: at the latest it is now.
    return period.start if period.end <= now or period.start > now else min(period.start, now)


_WHEN_TAIL = re.compile(
    r"\s(?:last|this|next)\s(?:week|month|year|spring|summer|autumn|winter|[A-Z]\w+day|[A-Z]\w+)$|\s(?:\w+)\s(?:days?|weeks?|months?|years?)\sago$|\s(?:yesterday|today|recently)$|\sin\s(?:spring|summer|autumn|winter|January|February|March|April|May|June|July|August|September|October|November|December)$"
)  # fmt: skip


def _dated(statement: str, now: float) -> str:
    """Put the day behind "tomorrow" and "next Tuesday", which mean another one when they are read."""
    for span in reversed(spans(statement, now)):
        words = statement[span.at : span.to]
        if (
            re.match(r"(?i:yesterday|tomorrow|next|last|ayer|gestern|demain|the day before)", words)
            and span.period.end - span.period.start <= 86_400
        ):
            day = datetime.fromtimestamp(span.period.start, UTC).date().isoformat()
            statement = f"{statement[: span.to]} ({day}){statement[span.to :]}"
    return statement


_PERSON = [
    (r"\bI['’]m\b", "you are"), (r"\bI['’]ve\b", "you have"), (r"\bI['’]d\b", "you would"), (r"\bI['’]ll\b", "you will"),
    (r"\bwe['’]re\b", "you are"), (r"\bwe['’]ve\b", "you have"), (r"\bI am\b", "you are"), (r"\bI was\b", "you were"),
    (r"\b(?:am I)\b", "are you"), (r"\bI\b|\b[Ww]e\b", "you"), (r"\b[Mm]y\b|\b[Oo]ur\b", "your"), (r"\b[Mm]ine\b|\b[Oo]urs\b", "yours"),
    (r"\bmyself\b", "yourself"), (r"\bme\b|\bus\b", "you"),
]  # fmt: skip


def _to_you(clause: str) -> str:
    for form, words in _PERSON:
        clause = re.sub(form, words, clause)
    clause = clause.strip(" ,;")
    return f"{clause[:1].upper()}{clause[1:]}" + ("" if clause.endswith((".", "!")) else ".")
