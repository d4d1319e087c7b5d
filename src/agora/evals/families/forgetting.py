"""What is to be forgotten, is no longer true, or was wrong."""

from agora.evals.families._facts import NAMES, fact, in_language
from agora.evals.task import Dice, Task, family, task

_GONE = {
    "en": "I have forgotten it.",
    "fr": "Je l'ai oublié.",
    "es": "Lo he olvidado.",
    "de": "Ich habe es vergessen.",
}
_NEVER = {
    "en": "I knew nothing about that.",
    "fr": "Je n'en savais rien.",
    "es": "No sabía nada de eso.",
    "de": "Davon wusste ich nichts.",
}
_FORGET = "gone = forget(<q!>)\nanswer(<g!> if gone else <u!>)"


@family("memory", weight=8)
def forget_mine(r: Dice) -> Task:
    told, other = fact(r, 2)
    known = r.random() < 0.8
    wordings = [
        "Forget <k>.", "Please forget what I told you about <k>.", "Delete <k> from your memory.", "You don't need to remember <k> any more.", "Remove everything about <k>.",
        "I don't want you to know <k>.", "Erase <k>, please", "<k>: forget it.", "It's private after all, so forget <k>.", "Strike <k> from your notes.",
        "fr: Oublie <k>.", "es: Olvida <k>, por favor.", "de: Vergiss bitte: <k>.", "de: Lösche aus deinem Gedächtnis: <k>.",
    ]  # fmt: skip
    made = task(r, wordings, _FORGET, k=told.mine, q=told.key, g=_GONE, u=_NEVER)
    made.memories = [in_language(made, other.kept)] + [in_language(made, told.kept)] * known
    made.answer = in_language(made, _GONE if known else _NEVER)
    made.forgets, made.remembers = [told.value], [other.value]
    return made


@family("memory", weight=6)
def forget_person(r: Dice) -> Task:
    n, other = r.sample(NAMES, 2)
    statements = r.sample(
        [
            f"{n} lives in Leeds.",
            f"{n}'s birthday is on 3 May.",
            f"{n} likes jazz.",
            f"You met {n} at the fair.",
        ],
        r.randint(1, 3),
    )
    wordings = [
        "Forget <n>.", "Forget everything about <n>.", "Delete all you know about <n>.", "I want <n> out of your memory.", "Remove <n> from your memories, please.",
        "<n> and I don't talk any more. Forget all about that person.", "Erase what I said on <n>", "No more <n>: delete every note.", "Clear your memory of <n>.",
        "fr: Oublie tout ce que tu sais sur <n>.", "es: Borra todo lo que sabes de <n>.", "de: Vergiss alles über <n>.",
    ]  # fmt: skip
    made = task(
        r,
        wordings,
        _FORGET,
        n=n,
        q=n,
        g=_GONE,
        u=_NEVER,
        world={"memories": [*statements, f"{other} plays chess."], "forgets": [n], "remembers": [other]},
    )
    made.answer = in_language(made, _GONE)
    return made


_CHANGES = """
address|Your address is <o>.|Your address is <v>.|my address is <v>|Elm Street 12,Mill Lane 4,Lake Road 31,Park Avenue 7
phone|Your phone number is <o>.|Your phone number is <v>.|my phone number is <v>|555 0142,555 7710,555 3098,555 6421
dentist|Your dentist is <o>.|Your dentist is <v>.|my dentist is <v>|Dr Lund,Dr Costa,Dr Ahmed,Dr Weber
boss|Your boss is <o>.|Your boss is <v>.|my boss is <v>|Ms Tanaka,Mr Brandt,Ms Flores,Mr Singh
car|You drive <o>.|You drive <v>.|I drive <v> as my car|a red Fiat,a blue Volvo,an old Golf,a white van
rent|Your rent is <o>.|Your rent is <v>.|my rent is <v>|640 euros,850 euros,1200 euros,930 euros
work|You work at <o>.|You work at <v>.|I work at <v>|the library,a bakery,Nordic Air,the hospital
deadline|The deadline is <o>.|The deadline is <v>.|the deadline is <v>|14 March,30 June,1 December,9 May
meeting|The meeting is on <o>.|The meeting is on <v>.|the meeting is on <v>|Monday,Tuesday,Thursday,Friday
train|Your train leaves at <o>.|Your train leaves at <v>.|my train leaves at <v>|8:15,7:02,17:40,18:25
""".strip().splitlines()
_NOTED = {
    "en": "I have changed that.",
    "fr": "C'est corrigé.",
    "es": "Lo he cambiado.",
    "de": "Ich habe es geändert.",
}


@family("memory", weight=9)
def correct_fact(r: Dice) -> Task:
    about, old, new, said, choices = r.choice(_CHANGES).split("|")
    before, now = r.sample(choices.split(","), 2)
    wordings = [
        "That's no longer true: <s> now.", "It changed, <s>. Please update your memory.", "Correct your memory: <s>.", "Not any more. <s>, remember that instead.", "I was wrong: <s>. Change it, please.",
        "Update: <s>.", "What you know about my <a> is old. <s>.", "New <a>! <s>, so forget the old one.", "<s> now, not <o>. Correct that.", "Please replace what you remember: <s>.",
        "Since last week <s>. Overwrite the old entry.", "No, it isn't <o> any longer; <s>.",
    ]  # fmt: skip
    code = "forget(<q!>)\nremember(<new!>, about=<a!>)\nanswer(<d!>)"
    new, old, said = new.replace("<v>", now), old.replace("<o>", before), said.replace("<v>", now)
    # The words that find the old statement: the thing, as it stands in it.
    query = {"car": "drive", "phone": "phone number"}.get(about, about)
    made = task(
        r,
        wordings,
        code,
        s=said,
        o=before,
        a=about,
        q=query,
        new=new,
        d=_NOTED,
        world={"memories": [old], "remembers": [now], "forgets": [before]},
    )
    made.answer = in_language(made, _NOTED)
    return made


@family("memory", weight=4)
def no_longer_true(r: Dice) -> Task:
    kept, said, query = r.choice(
        [
            ("You live with Tom.", "I don't live with Tom any more", "live Tom"),
            ("You own a dog called Max.", "I no longer have the dog", "dog"),
            ("You work at the bakery.", "I left the bakery", "bakery"),
            ("You are learning Polish.", "I stopped learning Polish", "Polish"),
            ("You have a key at the neighbour's.", "the neighbour gave the key back", "key neighbour"),
            ("Ana owes you 20 euros.", "Ana has paid me back", "Ana owes"),
            ("You take vitamin D.", "I don't take vitamin D any longer", "vitamin"),
            ("You lent Ben the drill.", "Ben gave me the drill back", "drill"),
        ]
    )
    wordings = [
        "<s>.", "<s>, so forget that.", "That's over: <s>.", "Please delete it: <s>.", "Just so you know, <s>. Remove the old note.", "<s>. You can forget it.", "It's not true any more, <s>.",
        "By the way, <s>; take it out of your memory.", "Update your memory, <s>.",
    ]  # fmt: skip
    wordings = [w for w in wordings if w != "<s>."]
    return task(
        r, wordings, "forget(<q!>)\nanswer(<g!>)", _GONE["en"], s=said, q=query, g=_GONE, world={"memories": [kept, "Your locker is 114."], "forgets": [kept], "remembers": ["114"]}
    )  # fmt: skip


@family("memory", weight=3)
def move_fact(r: Dice) -> Task:
    n, a, b = r.choice(NAMES), *r.sample(["Lyon", "Porto", "Leeds", "Graz", "Utrecht", "Oslo"], 2)
    wordings = [
        "<n> has moved to <b>.", "<n> lives in <b> now. Remember that.", "<n> moved from <a> to <b>, update it.", "News: <n> doesn't live in <a> any more but in <b>.", "Correct: <n> lives in <b>.",
        "<n> left <a> for <b>; note the change.", "Change <n>'s town to <b>.", "In your memory <n> still lives in <a>. It's <b> now.",
    ]  # fmt: skip
    wordings[0] += " Please remember it."
    code = 'forget("<n> lives")\nremember("<n> lives in <b>.", about=<n!>)\nanswer(<d!>)'
    return task(
        r,
        wordings,
        code,
        _NOTED["en"],
        n=n,
        a=a,
        b=b,
        d=_NOTED,
        world={"memories": [f"{n} lives in {a}."], "remembers": [b], "forgets": [a]},
    )
