"""What a question asks for: whose attribute, and whether now or before."""

import re
from dataclasses import dataclass

from agora.memory.dates import plain, spans
from agora.memory.phrases import PROFESSIONS, canonical, who

__all__ = ["DID", "MOST_ASKED", "PAST", "Ask", "asked", "asks_all", "moment"]


@dataclass(frozen=True)
class Ask:
    """What a question asks for.

    Attributes:
        subject: `you` for the person, else a name or a relation in small letters.
        attributes: names under which the answer may be kept, the likeliest first.
        past: it asks for what was before.
        loose: it may ask for something else about what is named.
    """

    subject: str
    attributes: tuple[str, ...]
    past: bool = False
    loose: bool = False


_NAME = r"[A-Z][\w-]+(?<!['’]s)"
_S = rf"(?P<s>I|i|we|you|he|she|they|(?:[Mm]y|[Oo]ur)\s[\w-]+|{_NAME}(?:\s{_NAME})?)"
_DO = rf"(?:do|does|did|am|is|are|was|were|has|have|can|should|must|will|would)\s{_S}"
_A = r"(?P<a>(?:[\w'’-]+\s){0,3}?[\w-]+?)"
_OWN = rf"(?:(?P<own>[Mm]y|[Oo]ur|the|your)\s|(?P<n>(?:[Mm]y\s[\w-]+|{_NAME}))['’]s\s)"
_STOP = r"(?=\s*(?:[?.!,]|$|\snow|\sagain|\sthese days|\sany\s?more|\sat the moment|\scalled|\snamed))"

_FORMS: list[tuple[tuple[str, ...], str]] = [
    (("home",), rf"(?i:where)\s{_DO}\s(?:\w+ly\s)?(?:live|living|reside|at home|based|stay)"),
    (("home",), rf"(?i:which|what)\s(?:town|city|country|place|village)\s{_DO}\s(?:live|living|in|based)?"),
    (("home",), r"(?i:where|in which \w+|what \w+)\s(?:is|are|was|were)\s(?:(?P<own>my|our)|(?P<n>(?:my\s[\w-]+|[A-Z][\w-]+))['’]s)\s(?:home|flat|house|apartment|place)\b"),
    (("home",), rf"(?i:where)\s{_S}\s(?:live|lives|am living|is living|am based)"),
    (("work", "job"), rf"(?i:where|for whom|who)\s{_S}\s(?:work|works)"),
    (("address",), rf"(?i:which|what)\s(?:address|street)\s{_DO}\s(?:live)"),
    (("work", "job"), rf"(?i:where)\s{_DO}\s(?:work|working|employed)"),
    (("work",), rf"(?i:which|what|for which|at which|for what)\s(?:company|firm|employer|place|shop)\s{_DO}\s?(?:work|with|employed|at)?"),
    (("work",), rf"(?i:who|whom|for whom)\s{_DO}\s(?:work|employed)"),
    (("job", "work", "is"), rf"(?i:what)\s{_DO}\sdo\s(?:for a living|for work|professionally)"),
    (("boss",), rf"(?i:who|whom|to whom)\s{_DO}\sreport"),
    (("phone",), rf"(?i:how|on which number|on what number|where|at which number)\s(?:do|can|could|should|shall)\s(?:I|we|you|people|one|somebody)\s(?:reach|call|phone|ring|get hold of)\s(?P<s>me|us|{_NAME}|my \w+)"),
    (("birthday", "birth year"), rf"(?i:when|on which day|what day)\s{_DO}\sborn"),
    (("birth place", "origin"), rf"(?i:where)\s{_DO}\s(?:born|from)"),
    (("age", "birthday"), rf"(?i:how old)\s(?:am|is|are)\s{_S}"),
    (("partner",), rf"(?i:who|whom|to whom)\s{_DO}\s(?:married|engaged|dating|seeing|together|with|going out|in love)"),
    (("car",), rf"(?i:what|which)\s?(?:kind of |sort of |make of )?(?:car|vehicle)?\s{_DO}\s(?:drive|driving)"),
    (("car",), r"(?i:which|what)\s(?:vehicle|car)\sis\s(?P<own>mine)"),
    (("rent",), rf"(?i:how much|what)\s(?:rent\s)?{_DO}\spay\s?(?:in|for|as)?\s?(?:the\s|my\s)?(?:rent)?"),
    (("salary",), rf"(?i:how much|what)\s(?:money\s)?{_DO}\s(?:earn|make)"),
    (("allergy",), rf"(?i:what|which|to what)[\w\s]*?\s{_DO}\s(?:allergic|not eat)"),
    (("allergy",), rf"(?i:is|am|are)\s{_S}\sallergic"),
    (("allergy",), rf"(?i:which|what)\sallerg(?:y|ies)\s{_DO}"),
    (("debt",), rf"(?i:what|how much|does)[\w\s]*?\s?(?:do|does)?\s?{_S}\s(?:still\s)?owes?\b"),
    (("club",), rf"(?i:which|what|in which|in what)\sclub\s{_DO}"),
    (("likes", "dislikes"), rf"(?i:what|which \w+)\s{_DO}\s(?:like|love|enjoy|prefer)(?!\s(?:best|most))"),
    (("dislikes",), rf"(?i:what|which \w+)\s{_DO}\s(?:hate|dislike|not like)"),
    (("diet", "allergy"), rf"(?i:what)\s(?:can't|doesn't|don't)\s{_S}\seat"),
    (("school",), rf"(?i:where|which \w+)\s{_DO}\s(?:study|studying|go to school)"),
    (("learns",), rf"(?i:what|which \w+)\s{_DO}\slearning"),
    (("plays",), rf"(?i:what|which \w+)\s{_DO}\splay"),
    (("speaks",), rf"(?i:what|which \w+)\s{_DO}\sspeak"),
    (("gym",), r"(?i:where|at which gym|which gym)\sdo\s(?P<s>I)\s(?:go to the gym|train|work out)"),
    (("fav",), r"(?i:what|which)\s(?P<fav>\w+)\s(?:do\sI\slike\sbest|is\smy\sfavou?rite|do I (?:like|love) (?:the )?most)"),
    (("",), rf"(?i:which|what|at which|to which|in which|what kind of)\s(?P<a>{PROFESSIONS}|bank|school|church|dog|cat)\s{_DO}"),
    (("",), rf"(?i:which|what)\s(?:kind of |sort of )?(?P<a>[\w-]+)\s(?:do|does|did)\s{_S}\s(?:have|own|use)"),
    (("",), rf"(?i:do|does|did)\s{_S}\s(?:have|own|still have)\s(?:a|an|any)\s(?P<a>[\w-]+){_STOP}"),
    (("",), rf"(?i:what|which)\s(?:is|are|was|were)\s(?:the\s)?{_A}\sof\s(?:(?P<own>my)\s(?P<a2>[\w-]+)|(?P<n>{_NAME}))"),
    (("",), r"(?i:what|what's|tell me|which)\s?(?:is\s)?the\sname\sof\s(?P<own>my)\s(?P<a>[\w-]+)(?P<rest>'s \w+)?"),
    (("",), r"(?i:what|what's)\s?(?:is\s)?the\sname\sof\s(?P<n>[A-Z][\w-]+)['’]s\s(?P<a>[\w-]+)"),
    (("",), rf"(?i:where|on which \w+|in which \w+|when|at what time|what time|how long|at which \w+)\s(?:do|does|did)\s{_OWN}{_A}\s(?:take place|take|leave|depart|start|begin|end|open|close|live|stand|go|come|arrive|run|happen|finish)"),
    (("",), rf"(?i:where|when|on which \w+|what time)\s(?:do|does|did)\s(?:I|we)\shave\s(?P<own>my|our|the)\s{_A}{_STOP}"),
    (("",), r"(?i:who|what|when|where|which|how (?:high|much|long|old|big|many)|on which \w+|in which \w+|what time|at what time|at which \w+)(?:['’]s|['’]re|\s(?:is|are|was|were))\s" + _OWN + _A + r"(?:['’]s name)?" + _STOP),
    (("",), rf"(?i:tell me|do you (?:know|have|remember)|remind me of|give me|name of|i forgot|what about|what did i (?:say|tell you) about)\s(?:again\s)?(?:what\s|who\s|when\s)?{_OWN}{_A}(?:['’]s name)?(?:\sis|\swas)?{_STOP}"),
    (("",), rf"^{_OWN}{_A}(?:['’]s name)?\s?\?*$"),
    (("",), r"^(?P<own>)(?P<a>[\w -]+?)\s(?:when|where|who)\s?\?*$"),
    # German, French, Spanish
    (("home",), r"(?i:wo|in welcher stadt|in welchem ort)\s(?:wohne|lebe|wohnst|lebst)\s(?P<s>ich|du)"),
    (("home",), r"(?i:wo|in welcher stadt)\s(?:wohnt|lebt)\s(?P<s>[A-Z]\w+)"),
    (("work", "job"), r"(?i:wo|bei wem|für wen)\sarbeite\s(?P<s>ich)"),
    (("",), r"(?i:bei welchem|bei welcher|welchen|welche)\s(?P<a>\w+)\s(?:bin|habe|gehe)\s(?P<s>ich)"),
    (("",), r"(?i:wer|was|wie|wann|wo)\s(?:ist|sind|heißt|lautet|hoch ist)\s(?P<own>meine?|unsere?)\s(?P<a>\w+)"),
    (("home",), r"(?i:où)\s(?:est-ce que\s)?(?P<s>j['’]\s?|je\s|)(?:habite|vis)"),
    (("home",), r"(?i:dans quelle ville)\s(?:est-ce que\s)?(?P<s>je\s|j['’])(?:vis|habite)"),
    (("work", "job"), r"(?i:où|pour qui)\s(?:est-ce que\s)?(?P<s>je)\stravaille"),
    (("",), r"(?i:quel(?:le)? est|c['’]est quoi|qui est|comment s['’]appelle|quand est|où est)\s(?P<own>mon|ma|mes)\s(?P<a>\w+(?:\sde\s\w+)?)"),
    (("",), r"^(?P<own>[Mm]on|[Mm]a)\s(?P<a>\w+(?:\sde\s\w+)?)\s?\?"),
    (("home",), r"(?i:dónde|en qué ciudad)\s(?P<s>)(?:vivo)"),
    (("home",), r"(?i:dónde está)\s(?P<own>mi)\s(?:casa|piso)"),
    (("work", "job"), r"(?i:dónde|para quién)\s(?P<s>)trabajo"),
    (("",), r"(?i:cuál es|quién es|cómo se llama|cuándo es|dónde está)\s(?P<own>mi)\s(?P<a>\w+(?:\sde\s\w+)?)"),
    # the last resort: "my …" somewhere in a short question
    (("",), rf"(?i:who|what|when|where|which|how)\b.*?\b{_OWN}{_A}{_STOP}"),
]  # fmt: skip
_PATTERNS = [(names, re.compile(form)) for names, form in _FORMS]
# That a question asks for what was before.
PAST = re.compile(
    r"\b(?:used? to|before|previous(?:ly)?|former(?:ly)?|earlier|original(?:ly)?|initial(?:ly)?|at first|to begin with|ancient|(?<!how )old|back then|(?<=\bmy )last(?! name))\b",
    re.IGNORECASE,
)
# What says no more than that, before the thing: "my old number".
_OLD = re.compile(
    r"(?<=\s)(?:old|original|initial|previous|former|earlier|(?<=\bmy )last(?! name))\s(?=[a-z])"
)

_IS = re.compile(r"\b(what|who|when|where|how)['’]s\b", re.IGNORECASE)

_DONE = re.compile(r"\s(?:\w+ing|\w+ed|due|kept)$")

# A question that is longer is a task.
MOST_ASKED = 160


def asked(query: str) -> Ask | None:
    """Return what a question asks for, if it is a plain question for an attribute of somebody.

    >>> asked("Where does Ana live?")
    Ask(subject='ana', attributes=('home',), past=False, loose=False)
    >>> asked("What's my phone number?").attributes
    ('phone',)
    >>> asked("Write a poem about my garden.") is None
    True
    """
    text = _IS.sub(r"\1 is", query.strip().lstrip("¿").strip())
    if len(text) > MOST_ASKED:
        return None
    past, text = bool(PAST.search(text)), _OLD.sub("", text)
    for names, pattern in _PATTERNS:
        match = pattern.search(text)
        if not match:
            continue
        said = match.groupdict()
        subject = said.get("n") or said.get("s") or ""
        attributes, done = names, ""
        if names == ("fav",):
            attributes = (canonical(f"favourite {said['fav']}"),)
        elif names == ("",):
            words = f"{said.get('a') or ''} {said.get('a2') or ''}".strip()
            attributes = (canonical(words),)
            if said.get("a2"):
                attributes += (canonical(f"{said['a2']} {said['a']}"),)
            if _DONE.search(words):  # "my horse stabled", "the plumber coming"
                done = canonical(_DONE.sub("", words))
                attributes += (done,)
            if not attributes[0] or len(words.split()) > 4:
                continue
        if attributes == ("job",):
            attributes = ("job", "work", "is")
        return Ask(
            "you" if plain(subject) in ("mine", "du") else who(subject),
            attributes,
            past,
            pattern is _PATTERNS[-1][1] or bool(done),
        )
    return None


# That it asks of what was at a time, which it then names.
DID = re.compile(r"\b(?:did|was|were|had|held|applied|used to|habitais|vivía|wohnte)\b", re.IGNORECASE)
_ALL = re.compile(
    r"^what (?:held|applied|was true|was the case|was so|did you know(?: (?:of|about) me)?)\W*$",
    re.IGNORECASE,
)
_LED = re.compile(r"\s*\b(?:(?:back|as|all|already)\s)?(?:on|in|at|of|by|during|before|until|the|back)?\s*$", re.IGNORECASE)  # fmt: skip


def moment(query: str, now: float) -> tuple[float, str] | None:
    """Return the second that a question of what was asks about, and the question without it.

    Args:
        now: seconds since 1970.

    >>> from datetime import UTC, datetime
    >>> now = datetime(2026, 6, 10, tzinfo=UTC).timestamp()
    >>> at, rest = moment("Where did I live in April?", now)
    >>> datetime.fromtimestamp(at, UTC).date().isoformat(), rest
    ('2026-04-30', 'Where did I live?')
    >>> moment("Where do I live?", now), moment("When is the exam on Monday?", now)
    (None, None)
    """
    if len(query) > MOST_ASKED or not DID.search(query):
        return None
    found = [span for span in spans(query, now, past=True) if span.period.start <= now]
    if len(found) != 1:
        return None
    [span] = found
    before = query[: span.at]
    early = span.role == "until" or re.search(r"(?i)\bbefore\s(?:the\s)?$", before)
    at = span.period.start if early else min(span.period.end, now)
    rest = f"{_LED.sub('', before)}{query[span.to :]}".strip(" ,")
    return at - 1, rest[:1].upper() + rest[1:]


def asks_all(query: str) -> bool:
    """Whether a question, without its time, asks for everything that held.

    >>> asks_all("What held?"), asks_all("What held the door?")
    (True, False)
    """
    return bool(_ALL.match(query.strip()))
