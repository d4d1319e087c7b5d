"""What was remembered, asked for in many ways; and saying so where nothing was."""

from typing import Any

from agora.evals.families._facts import NAMES, day, fact, in_language
from agora.evals.task import Dice, Task, family, fill, task

_LOOK = 'print([m["text"] for m in recall(<q!>)])'


@family("memory", weight=10)
def recall_mine(r: Dice) -> Task:
    told, other = fact(r, 2)
    known = r.random() < 0.7
    wordings = [
        "What is <k>?", "Do you remember <k>?", "Tell me <k>.", "I forgot <k>. What was it?", "What did I say <k> is?", "<k>?",
        "Can you look up <k> in your memory?", "I told you about <k> once. What is it?", "Remind me: <k>?", "Do you still know <k>?",
        "I'm filling in a form and need <k>.", "Somebody asked me for <k>. What shall I say?", "You know <k>, don't you? Tell me.",
        "fr: Rappelle-moi <k>.", "fr: Tu te souviens de ce que j'ai dit sur <k> ?", "es: ¿Te acuerdas de <k>?", "es: Dime <k>, por favor.",
        "de: Weißt du noch, was ich dir gesagt habe: <k>?", "de: Sag mir noch einmal: <k>?",
    ]  # fmt: skip
    unknown = {"en": f"You have not told me {told.mine['en'].replace('my ', 'your ')}.", "fr": "Vous ne me l'avez pas dit.", "es": "No me lo has dicho.", "de": "Das hast du mir nicht gesagt."}  # fmt: skip
    code = 'found = recall(<q!>)\nanswer(found[0]["text"] if found else <u!>)'
    made = task(r, wordings, code, k=told.mine, q=told.key, u=unknown)
    made.answer = in_language(made, told.kept if known else unknown)
    made.memories = [in_language(made, other.kept)] * (r.random() < 0.5) + [
        in_language(made, told.kept)
    ] * known
    return made


_OTHERS = [
    ("When is <n>'s birthday?|What do I have to know about <n>'s birthday?|On which day was <n> born?", "<n>'s birthday is on <d>.", "<n> birthday"),
    ("Where does <n> live?|In which town does <n> live again?|I want to visit <n>. Which town is it?", "<n> lives in <c>.", "<n> lives"),
    ("What's <n>'s phone number?|Give me <n>'s number|I need to call <n>, what's the number?", "<n>'s phone number is <p>.", "<n> phone number"),
    ("What is <n> allergic to?|<n> comes to dinner. Is there an allergy?|Which allergy does <n> have?", "<n> is allergic to <f>.", "<n> allergic"),
    ("Where does <n> work?|What did I say about <n>'s job?|Which company is <n> with?", "<n> works at <w>.", "<n> works"),
    ("What does <n> like to eat?|What can I cook for <n>?|Which food does <n> like?", "<n> likes <f>.", "<n> likes"),
    ("How much does <n> owe me?|Does <n> still owe me money?|What are <n>'s debts with me?", "<n> owes you <e> euros.", "<n> owes"),
    ("When do I meet <n>?|What did we agree on, <n> and I?|My appointment with <n> is when?", "You meet <n> on <d>.", "<n> meet"),
    ("What are <n>'s children called?|Names of <n>'s kids?|<n> has children, how are they called?", "<n>'s children are Leo and Ida.", "<n> children"),
]  # fmt: skip


@family("memory", weight=10)
def recall_person(r: Dice) -> Task:
    """Look first: what fits best need not be what was asked for."""
    n, other = r.sample(NAMES, 2)
    values = {
        "d": day(r), "c": r.choice("Lyon Porto Leeds Graz Utrecht Oslo".split()), "p": f"0{r.randint(100, 999)} {r.randint(1000, 9999)}",
        "f": r.choice("nuts olives seafood chocolate mushrooms garlic".split()), "w": r.choice(["the town library", "Nordic Air", "a bakery"]), "e": r.randint(2, 40) * 5,
    }  # fmt: skip
    rows = {wording: row for row in _OTHERS for wording in row[0].split("|")}
    made = task(r, list(rows), n=n)
    _, kept, query = rows[made.wording]
    distractors = [row[1] for row in _OTHERS if row[1] != kept]

    def put(text: str, name: str) -> str:
        for key, value in {"n": name, **values}.items():
            text = text.replace(f"<{key}>", str(value))
        return text

    known = r.random() < 0.7
    made.memories = [put(r.choice(distractors), n)] * (r.random() < 0.5) + [put(kept, n)] * known
    if r.random() < 0.3:
        made.memories.append(put(r.choice(distractors), other))
    made.answer = put(kept, n) if known else "You have not told me that."
    look = 'print([m["text"] for m in recall(' + repr(query.replace("<n>", n)) + ")])"
    made.thoughts = [look, f"answer({made.answer!r})"]
    return made


@family("memory", weight=6)
def recall_topic(r: Dice) -> Task:
    topic = r.choice(
        [
            "Lena",
            "Rome",
            "the garden",
            "Marco",
            "the car",
            "school",
            "the boat",
            "Grandma",
            "the cellar",
            "Tom",
            "the choir",
            "football",
        ]
    )
    word = topic.removeprefix("the ")
    facts = [
        f"You talked about {topic} in May.",
        f"{topic[0].upper()}{topic[1:]} costs you time.",
        f"You want to write about {topic}.",
    ]
    memories = r.sample(facts, r.choice([0, 1, 2, 2]))
    wordings = [
        "What do you know about <t>?", "What did I tell you about <t>?", "Do you remember anything about <t>?", "Look in your memory for <t>.", "Remind me what I said about <t>.",
        "Everything you have stored about <t>, please.", "Have I ever mentioned <t>?", "<t>: what do you know?", "List your memories of <t>", "I want to see all your notes on <t>.",
        "fr: Que sais-tu sur <t> ?", "es: ¿Qué sabes sobre <t>?", "de: Was weißt du über <t>?",
    ]  # fmt: skip
    code = 'found = [m["text"] for m in recall(<q!>)]\nanswer(found or "I know nothing about that yet.")'
    made = task(r, wordings, code, None, t=topic, q=word, world={"memories": memories})
    if len(memories) < 2:  # with more of them, which is first is the search's business
        made.answer = memories or "I know nothing about that yet."
    return made


@family("memory", weight=4)
def recall_all(r: Dice) -> Task:
    [told] = fact(r)
    wordings = [
        "What do you know about me?", "What have I told you so far?", "Show me your memory.", "Tell me everything you remember about me.", "List all that you have stored.", "What's in your memory?",
        "Which facts about me do you keep?", "Do you know anything about me at all?", "fr: Que sais-tu de moi ?", "es: ¿Qué sabes de mí?", "de: Was weißt du über mich?",
    ]  # fmt: skip
    memories = [told.kept["en"]] if r.random() < 0.75 else []
    code = 'found = [m["text"] for m in recall("", 20)]\nanswer(found or "I know nothing about you yet.")'
    return task(r, wordings, code, memories or "I know nothing about you yet.", world={"memories": memories})


_SUMS = [
    ("rent", "Your rent is <v> euros a month.", ["What is my rent for <k> months?", "How much rent do I pay in <k> months?", "My rent over <k> months?"], "*"),
    ("salary", "Your salary is <v> euros a month.", ["What do I earn in <k> months?", "How much salary is that in <k> months?"], "*"),
    ("pocket money", "Leo's pocket money is <v> euros a week.", ["How much pocket money does Leo get in <k> weeks?", "Leo saves his pocket money for <k> weeks. How much is it?"], "*"),
    ("commute", "Your commute is <v> kilometres a day.", ["How far do I commute in <k> days?", "Kilometres of my commute over <k> working days?"], "*"),
    ("coffee", "Your coffee costs <v> euros.", ["What do <k> of my coffees cost?", "I had my usual coffee <k> times. What did I spend?"], "*"),
    ("hourly rate", "Your hourly rate is <v> euros.", ["I worked <k> hours. What do I bill at my rate?", "What do I charge for <k> hours at my hourly rate?"], "*"),
    ("savings", "Your savings are <v> euros.", ["I add <k> euros to my savings. How much is there then?", "My savings plus <k> euros?"], "+"),
    ("debt", "You owe Tom <v> euros.", ["I pay Tom <k> euros back. How much of my debt is left?"], "-"),
    ("budget", "Your budget for the trip is <v> euros.", ["I spent <k> euros of the trip budget. What's left?", "Trip budget minus <k> euros?"], "-"),
    ("weight", "Your weight is <v> kilograms.", ["I lost <k> kilos. What's my weight now?"], "-"),
]  # fmt: skip


@family("memory", weight=8)
def recall_and_compute(r: Dice) -> Task:
    rows = {wording: row for row in _SUMS for wording in row[2]}
    v, k = r.randint(5, 90) * 10, r.randint(2, 12)
    made = task(r, list(rows), k=k)
    query, kept, _, sign = rows[made.wording]
    made.memories = [kept.replace("<v>", str(v))]
    if r.random() < 0.4:
        made.memories.append(
            r.choice([kept for _, kept, _, _ in _SUMS if query not in kept]).replace(
                "<v>", str(r.randint(2, 99))
            )
        )
    made.thoughts = [f'print([m["text"] for m in recall({query!r})])', f"answer({v} {sign} {k})"]
    made.answer = {"*": sum([v] * k), "+": v + k, "-": v - k}[sign]
    return made


_YES_NO = [
    ("a", "Is <n> allergic to <a>?|Can I give <n> something with <a>, or is there an allergy to it?", "<n> is allergic to <y>.", "<n> allergic", "nuts fish eggs milk"),
    ("b", "Does <n> live in <b>?|I think <n> lives in <b>. Right?|<n> is from <b>, isn't that so?", "<n> lives in <y>.", "<n> lives", "Oslo Porto Leeds Graz"),
    ("c", "Does <n> play the <c>?|<n> plays the <c>, doesn't <n>?", "<n> plays the <y>.", "<n> plays", "piano flute cello harp"),
    ("d", "Does <n> have a <d>?|Is it a <d> that <n> has at home?", "<n> has a <y>.", "<n> has", "dog cat parrot hamster"),
    ("e", "Is <n>'s favourite colour <e>?|Does <n> like <e> best of all colours?", "<n>'s favourite colour is <y>.", "<n> colour", "green blue red yellow"),
]  # fmt: skip


@family("memory", weight=6)
def recall_yes_or_no(r: Dice) -> Task:
    n, same = r.choice(NAMES), r.random() < 0.5
    pairs = {row[0]: r.sample(row[4].split(), 2) for row in _YES_NO}
    rows = {wording: row for row in _YES_NO for wording in row[1].split("|")}
    asked: dict[str, Any] = {name: pair[0] for name, pair in pairs.items()}
    made = task(r, list(rows), n=n, **asked)
    name, _, kept, query, _ = rows[made.wording]
    statement = fill(kept, {"n": n, "y": pairs[name][0 if same else 1]})
    made.memories, made.answer = [statement], ("Yes: " if same else "No: ") + statement
    made.thoughts = [fill(_LOOK, {"q": fill(query, {"n": n})}), f"answer({made.answer!r})"]
    return made


@family("memory", weight=4)
def recall_as_of(r: Dice) -> Task:
    """What was known on a day: all is told on 2 November 2026, so nothing before."""
    [told] = fact(r)
    later = r.random() < 0.5
    date = (
        f"2026-1{r.randint(1, 2)}-{r.randint(10, 28)}"
        if later
        else f"{r.randint(2021, 2026)}-0{r.randint(1, 9)}-{r.randint(10, 28)}"
    )
    wordings = [
        "What was <k> on <d>?", "As of <d>, what did you know about <k>?", "Look up <k> as it was on <d>.", "On <d>, what was <k>?", "Which <k> held on <d>?", "I need <k> as of <d>.",
        "Go back to <d>: what was <k> then?", "What had I told you about <k> by <d>?", "<k>, state of <d>",
    ]  # fmt: skip
    code = (
        'found = recall(<q!>, when=<d!>)\nanswer(found[0]["text"] if found else "You had not told me that.")'
    )
    return task(
        r, wordings, code, told.kept["en"] if later else "You had not told me that.", world={"memories": [told.kept["en"]]},
        k=told.mine["en"], q=told.key["en"], d=date,
    )  # fmt: skip


@family("memory", weight=4)
def recall_for_advice(r: Dice) -> Task:
    """Look up what is known, then say something sensible with it."""
    n = r.choice(NAMES)
    kept, wordings, query, reply = r.choice(
        [
            (f"{n} is allergic to nuts.", ["<n> comes for dinner. What must I watch out for?", "I'm baking for <n>. Anything to be careful with?"], f"{n} food allergic", f"{n} is allergic to nuts, so bake and cook without them."),
            (f"{n} loves gardening.", ["What could I give <n> as a present?", "I need a gift for <n>. Ideas?"], f"{n} likes loves", f"{n} loves gardening: how about good gloves or a rare plant?"),
            (f"{n} is a vegetarian.", ["What can I cook for <n>?", "Suggest a dinner for <n>, you know what <n> eats."], f"{n} food eats", f"{n} is a vegetarian, so how about a mushroom risotto?"),
            (f"{n} reads crime novels.", ["Which book would <n> like?", "Help me choose a book for <n>."], f"{n} reads book", f"{n} reads crime novels: how about one by Agatha Christie?"),
        ]
    )  # fmt: skip
    endings = [" Look up what I told you.", "", " You may remember something.", " Check your memory first."]
    made = task(
        r, [w + e for w in wordings for e in endings], _LOOK, n=n, q=query, world={"memories": [kept]}
    )
    made.prose, made.kind = reply, "prose"
    return made
