"""What cannot be done before something is asked back: in prose, or with `ask_user` and then done."""

from agora.evals.families._table import chat
from agora.evals.task import Dice, Task, family, task


@family("ask", weight=7)
def ask_value(r: Dice) -> Task:
    n = r.randint(2, 900)
    return chat(
        r,
        """
        Convert it to dollars. | Change my money into dollars | How much is that in dollars? => How much is it, in which currency, and at what rate?
        What's the area of my room? | How big is my bedroom in square metres? | Area of my garden? => How long and how wide is it?
        How much paint do I need? | How many tiles do I have to buy? => How large is the area, and how much does one pack cover?
        How much fuel will I need for the trip? | What will the petrol cost me? => How far is it, how much does your car use, and what does a litre cost?
        What is my BMI? | Am I overweight? => How tall are you, and how much do you weigh?
        How long will the journey take? | When will I arrive? => How far is it, how fast do you travel, and when do you leave?
        Divide the bill. | Split it fairly between us | What does each of us owe? => How much is the bill, and how many are you?
        What's the average? | Work out the mean for me | Compute the sum => Of which numbers?
        How much interest do I get? | What will my savings be worth? => How much do you save, at what rate, and for how long?
        How many days until the deadline? | How long do I still have? => What date is the deadline?
        Is it cheaper in the other shop? | Which of the two offers is better? => What do the two cost, and how much do you get for it?
        Convert <n> degrees. | <n> degrees in the other scale? => Is it in Celsius or in Fahrenheit?
        Take <n> percent. | What is <n> percent? => <n> percent of what?
        Add <n>. | Subtract <n> from it | Multiply by <n> => With which number shall I begin?
        fr: Quelle est la surface de ma chambre ? | fr: Convertis-le en dollars. => Pouvez-vous me donner les mesures ou le montant ?
        es: ¿Cuánto tardaré? | es: ¿Cuánto debe pagar cada uno? => ¿Me das los números que faltan?
        de: Wie groß ist mein Zimmer? | de: Wie lange brauche ich? => Kannst du mir die fehlenden Maße nennen?
        """,
        kind="ask",
        n=n,
    )


@family("ask", weight=7)
def ask_thing(r: Dice) -> Task:
    return chat(
        r,
        """
        Fix the file. | Repair my document | Something is wrong with the file, correct it => Which file is it, and what is wrong with it?
        Translate this. | Can you translate this for me? | Translate it into French, please => Which text shall I translate?
        Summarise it. | Give me a summary | tl;dr? => Which text shall I sum up?
        Sort them. | Put these in order | Sort my list => What is on the list, and in which order do you want it?
        Correct my text. | Check my spelling | Proofread this please => Please send me the text. What is it for?
        Write him a letter. | Answer her mail | Write back to them => To whom is it, and what shall it say?
        Delete it. | Throw that away | Remove the old one => What exactly shall I delete?
        Do it again. | Same as last time | The usual, please => What would you like me to do?
        Book it. | Arrange everything | Make the appointment => I can't book anything, but I can help to prepare it. What is it about?
        Is it correct? | Did I do it right? | Check my answer. => What is the question, and what is your answer?
        Compare the two. | Which one is better? | Which should I take? => Which two do you mean, and what matters to you?
        Draw up a plan. | Make me a timetable | Plan my week => What has to go in, and when are you free?
        Write something. | I need a text | Write me a speech => What is it about, for whom is it, and how long should it be?
        Explain it. | What does it mean? | I don't understand this sentence => Which word or text do you mean?
        Rename the file. | Move the document | Copy my file => Which file is it, and what should it be called, or where should it go?
        fr: Corrige mon texte. | fr: Traduis ça. => Quel texte voulez-vous dire ?
        es: Arregla el archivo. | es: Traduce esto. => ¿De qué archivo o texto se trata?
        de: Korrigiere das. | de: Fass es zusammen. => Welchen Text meinst du?
        """,
        kind="ask",
    )


@family("ask", weight=4)
def ask_birth_year(r: Dice) -> Task:
    year, then = r.randint(1940, 2015), r.randint(2027, 2070)
    wordings = [
        "How old will I be in <y>?", "What's my age in <y>?", "In <y>, how old am I going to be?",
        "My age in the year <y>?", "Work out how old I'm going to be in <y>.", "When it is <y>, what age will I have?",
        "I'd like to know which birthday I celebrate in <y>.", "Will I be retired in <y>? How old will I be then?",
        "fr: Quel âge aurai-je en <y> ?", "de: Wie alt bin ich im Jahr <y>?", "es: ¿Cuántos años tendré en <y>?",
    ]  # fmt: skip
    code = 'born = int(ask_user("In which year were you born?"))\nanswer(<y> - born)'
    return task(r, wordings, code, then - year, world={"person": str(year)}, y=then)


_MISSING = [
    ("What is <p>% of my salary?", "How much do you earn?", "of"),
    ("How much do I save a month if I put away <p>% of my pay?", "How much do you earn?", "of"),
    ("My landlord wants <p> percent of my income. How much is that?", "How much do you earn?", "of"),
    ("How much is a <p>% tip on the bill?", "How much is the bill?", "of"),
    ("What tip do I leave at <p> percent?", "How much is the bill?", "of"),
    ("We tip <p>%. What does that come to?", "How much is the bill?", "of"),
    ("The jacket is <p>% off. What do I pay?", "What is the original price?", "off"),
    ("I have a voucher for <p> percent. What do the shoes cost with it?", "What is the original price?", "off"),
    ("What's left of the price after <p>% discount?", "What is the original price?", "off"),
    ("es: Tengo un <p> % de descuento. ¿Cuánto pago?", "What is the original price?", "off"),
    ("de: Wie viel sind <p> % Trinkgeld?", "How much is the bill?", "of"),
    ("fr: Je mets de côté <p> % de mon salaire. Combien cela fait ?", "How much do you earn?", "of"),
]  # fmt: skip


@family("ask", weight=4)
def ask_amount(r: Dice) -> Task:
    amount, p = r.randint(2, 90) * 10, r.choice([5, 10, 15, 20, 25, 30, 50])
    made = task(r, [row[0] for row in _MISSING], p=p)
    question, kind = next(row[1:] for row in _MISSING if row[0] == made.wording)
    share = amount * p / 100
    body = f"amount * {p} / 100" if kind == "of" else f"amount * (1 - {p} / 100)"
    made.thoughts = [f"amount = float(ask_user({question!r}))\nanswer(round({body}, 2))"]
    made.answer, made.person = round(share if kind == "of" else amount - share, 2), str(amount)
    return made


_OUT = [
    ("Read my file.", "files.read(path)", "text"),
    ("Show me the document.", "files.read(path)", "text"),
    ("Open the file for me, would you?", "files.read(path)", "text"),
    ("I want to see what's in the file.", "files.read(path)", "text"),
    ("de: Zeig mir die Datei.", "files.read(path)", "text"),
    ("How many lines does the file have?", "len(files.read(path).splitlines())", "lines"),
    ("Count the lines of my document", "len(files.read(path).splitlines())", "lines"),
    ("How long is the file, in lines?", "len(files.read(path).splitlines())", "lines"),
    ("Count the words in the file.", "len(files.read(path).split())", "words"),
    ("My teacher wants to know how many words my text has.", "len(files.read(path).split())", "words"),
    ("es: ¿Cuántas palabras tiene mi archivo?", "len(files.read(path).split())", "words"),
    ("fr: Combien de lignes a le fichier ?", "len(files.read(path).splitlines())", "lines"),
]


@family("ask", weight=4)
def ask_file(r: Dice) -> Task:
    path = r.choice(["letter.txt", "notes.md", "list.txt", "essay.txt", "plan.md", "draft.txt"])
    lines = r.sample(
        ["buy bread", "call Ana", "pay the rent", "water the plants", "write to Tom", "fix the bike"],
        r.randint(2, 4),
    )
    text = "\n".join(lines) + "\n"
    made = task(r, [row[0] for row in _OUT])
    code, what = next(row[1:] for row in _OUT if row[0] == made.wording)
    made.thoughts = [f'path = ask_user("Which file do you mean?")\nanswer({code})']
    made.answer = {"text": text, "lines": len(lines), "words": sum(len(line.split()) for line in lines)}[what]
    made.files, made.person = {path: text, "other.txt": "nothing\n"}, path
    return made


@family("ask", weight=4)
def ask_unit(r: Dice) -> Task:
    n = r.randint(2, 200)
    unit, reply, factors = r.choice(
        [
            ("kilograms", "pounds", {"pounds": 0.4536, "ounces": 0.02835}),
            ("metres", "feet", {"feet": 0.3048, "yards": 0.9144}),
            ("kilometres", "miles", {"miles": 1.609, "yards": 0.000914}),
            ("minutes", "hours", {"hours": 60, "seconds": 1 / 60}),
            ("litres", "gallons", {"gallons": 3.785, "pints": 0.473}),
        ]
    )  # fmt: skip
    factors = {name: round(value, 6) for name, value in factors.items()}
    wordings = [
        "Convert <n> to <u>.", "What is <n> in <u>?", "<n> in <u>", "How many <u> is <n>?", "Give me <n> in <u>.",
        "The paper says <n>, I need it in <u>", "Change <n> into <u>.", "I measured <n>. In <u>, please!",
    ]  # fmt: skip
    code = 'factors = <f>\nunit = ask_user("From which unit?", list(factors))\nanswer(round(<n> * factors[unit], 2))'
    return task(
        r, wordings, code, round(n * factors[reply], 2), world={"person": reply}, n=n, u=unit, f=factors
    )


@family("ask", weight=3)
def ask_choice(r: Dice) -> Task:
    name = r.choice("Ana Ben Lena Omar Priya Tom Yuki Marta Noah Ines".split())
    style, replies = (
        r.choice(["formal", "friendly"]),
        {
            "formal": f"Dear {name}, please call me back. Kind regards",
            "friendly": f"Hi {name}, give me a call when you can!",
        },
    )
    wordings = [
        "Write <A> that I'd like a call. Ask me first whether it should be formal or friendly.",
        "A note to <A>, please call me; let me choose: formal or friendly", "Message for <A> to call me back. I'll tell you the tone when you ask.",
        "Ask me for the tone, formal or friendly, then write <A> to call me.", "I want <A> to phone me. Formal or friendly? Ask me, then write it.",
        "Before you write <A> to call me, check with me which tone I want.", "Write to <A> (call me back). Tone: ask me.",
        "<A> should call me. Write two lines at most, formal or friendly as I tell you when asked.",
    ]  # fmt: skip
    code = 'tone = ask_user("Formal or friendly?", ["formal", "friendly"])\nnotes = <d>\nanswer(notes[tone])'
    return task(r, wordings, code, replies[style], world={"person": style}, A=name, d=replies)
