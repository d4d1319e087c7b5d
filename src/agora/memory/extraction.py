"""What a message says about somebody, read by patterns, without a model.

Each clause that tells something becomes a `Fact`. It is careful rather than complete: what no pattern fits
stays a turn, and is found there.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from agora.memory.clauses import PUT_OFF, clauses, unfronted
from agora.memory.dates import Period, bounds, plain, spans
from agora.memory.phrases import KIN, MANY, PATTERNS, canonical, who
from agora.memory.sentence import dated, to_you

__all__ = ["Fact", "Kind", "extract", "told"]

Kind = Literal["tell", "change", "end", "past", "correct", "deny"]

# A sentence of its own puts nothing right: "Actually, chicken sounds good."
_VERB = re.compile(
    r"\s(?:is|are|was|were|has|have|had|will|can|does?|did|sounds?|looks?|seems?|feels?|tastes?|went|goes|got|makes?)\b"
)
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
_NOT = re.compile(r"\b(?:not|no longer)\b|n['’]t\b", re.IGNORECASE)
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
# "I moved to the sofa", "I joined my friends", "I work in the garden": nobody's home or employer, unless it is a sort of one.
_OF_THE_HOUSE = re.compile(
    r"(?:an?|the|my|our|his|her|their|your)\s(?!(?:[\w'’&-]+\s){0,3}?(?:[\w-]*(?:shop|store|house|firm|office|works|yard|school|farm|side|town)"
    r"|company|start-?up|bank|hospital|universit\w+|college|council|police|army|navy|museum|librar\w+|restaurant|caf[eé]|bakery|factory|agency|clinic"
    r"|hotel|studio|ministry|zoo|theat\w+|station|airport|lab\w*|institute|newspaper|brewery|bar|pub|charity|church|court|embassy|garage|gym|nursery"
    r"|kindergarten|pharmacy|plant|practice|publisher\w*|salon|supermarket|warehouse|department|government|city|railway|brigade|consultancy|centre"
    r"|center|group|union|foundation|association|academy|team|village|coast|suburbs?|sea|mountains?|country|island|north|south|east|west|capital"
    r"|flat|apartment|cottage|villa|place|home|building|street|neighbou?rhood|district|quarter|camp|port|harbou?r|mill|mine|bookmaker\w*|bureau"
    r"|orchestra|choir|club|competition|competitor|other)\b)[a-z]",
)
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
        if (
            not made
            and subject
            and not _is_he(clause)
            and not (subject.lower() in ("i", "we") and _OF_ANOTHER.match(clause))
        ):
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
        said = to_you(clause)
        return [
            Fact(last.subject, last.attribute, _clean(match["v"]), said, "past", valid_until=last.valid_from)
        ]
    if last.kind == "past" and (match := _NOW_IT_IS.match(clause)):
        return [Fact(last.subject, last.attribute, _clean(match["v"]), to_you(clause), "change")]
    return []


def _is_he(clause: str) -> bool:
    return bool(re.match(r"(?:he|she|they|his|her|their)\b", clause, re.IGNORECASE))


def _facts(clause: str, now: float, correcting: bool) -> list[Fact]:
    if _DENIED.match(clause):
        return [Fact("", "", "", clause, "deny")]
    if match := PUT_OFF.match(clause):
        return [Fact("", "", _clean(match["v"]), to_you(clause), "change", confidence=0.7)]
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
                return [replace(fact, statement=dated(fact.statement, now))]
    if (bare := unfronted(clause)) != clause:
        moment = _moment_of(clause[: len(clause) - len(bare)], now)
        return [
            replace(f, valid_from=moment) if f.kind == "change" and f.valid_from is None else f
            for f in _facts(bare, now, correcting)
        ]
    if _NOT.search(bare) and (made := _ended(bare, now)):
        return made
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
    if attribute in ("home", "work") and kind != "end" and _OF_THE_HOUSE.match(value):
        return None
    if (not value and kind != "end") or _JUNK.search(value) or len(value) > 80:
        return None
    if kind == "tell" and (said.get("new") or said.get("new2")):
        kind = "change"
    shown = to_you(clause)
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
    return Fact(who(subject), name, value, to_you(clause), confidence=confidence)


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
        return [Fact(who(thing["s"]), canonical(thing["a"]), "", to_you(clause), "end", thing["a"])]
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
        or _VERB.search(value)
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
    found = [
        span.period
        for span in spans(clause, now, past=bool(_DONE.search(clause)))
        if clause[span.at : span.to] not in fact.value
    ]
    return _start(found[0], now) if found else None


# What is done lies behind: "I moved on Friday" means the last one.
_DONE = re.compile(
    r"(?<!be )(?<!get )\b(?:[a-z]+ed|left|quit|sold|began|got|took|went|became|bought|gave|broke)\b"
)


def _start(period: Period, now: float) -> float:
    # Of a week that is not over, nobody knows the day: at the latest it is now.
    return period.start if period.end <= now or period.start > now else min(period.start, now)


_WHEN_TAIL = re.compile(
    r"\s(?:last|this|next)\s(?:week|month|year|spring|summer|autumn|winter|[A-Z]\w+day|[A-Z]\w+)$|\s(?:\w+)\s(?:days?|weeks?|months?|years?)\sago$|\s(?:yesterday|today|recently)$|\sin\s(?:spring|summer|autumn|winter|January|February|March|April|May|June|July|August|September|October|November|December)$"
)  # fmt: skip
