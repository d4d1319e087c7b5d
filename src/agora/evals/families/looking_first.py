"""Looking first, then acting on what was printed: thoughts that need what an earlier thought found."""

from agora.evals.families._facts import NAMES, day
from agora.evals.task import Dice, Task, family, task


@family("steps", weight=4)
def find_in_text(r: Dice) -> Task:
    path = r.choice(["notes.txt", "calendar.txt", "plan.md", "info.txt", "memo.md", "invite.txt"])
    who, time, place = (
        r.choice(NAMES),
        f"{r.randint(8, 19)}:30",
        r.choice(["the town hall", "room 12", "the old mill", "the library", "café Luna"]),
    )
    date, event = day(r), r.choice(["dentist", "meeting", "concert", "exam", "party", "lecture"])
    text = r.choice(
        [
            f"The {event} is on {date} at {time} in {place}. {who} comes too.\n",
            f"{event.capitalize()}: {date}, {time}, {place}.\nBring {who}.\n",
            f"Dear all,\nwe meet {who} for the {event} at {time} on {date}.\nPlace: {place}\n",
        ]
    )  # fmt: skip
    wordings, value = r.choice(
        [
            (["On which day is the <e> according to <p>?", "Look in <p>: what date is the <e>?", "<p> says when the <e> is. Which day?", "I need the date of the <e>, it's in <p>.", "Date of the <e>? See <p>.", "Check <p> for the day of the <e>.", "Which date does <p> give?", "de: An welchem Tag ist laut <p> der Termin?"], date),
            (["Where is the <e>? It's in <p>.", "According to <p>, where does the <e> take place?", "Find the place of the <e> in <p>.", "Where do I have to go for the <e>? <p> tells.", "Place of the <e>, see <p>", "I got <p> and wonder where the <e> is.", "Read <p> and tell me the place.", "es: ¿Dónde es, según <p>?"], place),
            (["Who comes to the <e>? See <p>.", "Which person does <p> mention?", "Look up in <p> who is at the <e>.", "Somebody is named in <p>. Who?", "The <e>: who is coming, says <p>?", "Name of the person in <p>?", "Find out from <p> whom I'll meet.", "fr: Qui est nommé dans <p> ?"], who),
            (["At what time is the <e>? It's written in <p>.", "<p>: when does it start?", "What time does <p> say?", "Look at <p> and tell me the time.", "When must I be at the <e>? The hour is in <p>.", "Starting time of the <e> from <p>, please.", "I forgot the time of the <e>, look into <p>.", "de: Um wie viel Uhr ist es laut <p>?"], time),
        ]
    )  # fmt: skip
    return task(
        r,
        wordings,
        ["print(files.read(<p!>))", "answer(<v!>)"],
        value,
        world={"files": {path: text}},
        e=event,
        p=path,
        v=value,
    )


@family("steps", weight=4)
def find_the_file(r: Dice) -> Task:
    word = r.choice(["budget", "shopping", "address", "holiday", "recipe", "music"])
    path = r.choice(
        [f"{word}.txt", f"{word}_2024.txt", f"old/{word}.md", f"my_{word}.txt", f"docs/{word}-final.md"]
    )
    lines = r.sample(["bread 3", "milk 2", "eggs 12", "rice 1", "tea 5", "salt 4"], r.randint(2, 4))
    text = "\n".join(lines) + "\n"
    wordings, code, value = r.choice(
        [
            (["What is in my <w> file?", "Read the file about <w>.", "Open the <w> notes, whatever they are called.", "There is some file on <w>. Show me it.", "I once wrote something on <w>. Read it to me.", "Find the <w> file and print it.", "Somewhere there is my <w> list, show it.", "fr: Montre-moi le fichier <w>."], "files.read(<p!>)", text),
            (["How many lines does my <w> file have?", "Count the lines of the file on <w>.", "My file about <w>, how many lines is it?", "Lines in the <w> notes?", "Look for the <w> file and count its lines.", "I don't know what the <w> file is called. Count its lines.", "The number of lines in whatever holds my <w>?", "de: Wie viele Zeilen hat die Datei zu <w>?"], "len(files.read(<p!>).splitlines())", len(lines)),
            (["Find my file on <w> and count its words.", "How many words are in the <w> notes?", "Words in my <w> file?", "Count the words of the file about <w>.", "Look up the <w> file, how many words?", "My <w> document: number of words", "Somewhere is a <w> text. How many words has it?", "es: ¿Cuántas palabras tiene mi archivo de <w>?"], "len(files.read(<p!>).split())", 2 * len(lines)),
        ]
    )  # fmt: skip
    return task(
        r,
        wordings,
        ["print(files.list())", f"answer({code})"],
        value,
        world={"files": {path: text, "main.py": "x\n", "zoo.txt": "y\n"}},
        w=word,
        p=path,
    )


@family("steps", weight=4)
def summarise_file(r: Dice) -> Task:
    path, who, place = (
        r.choice(["letter.txt", "article.md", "story.txt", "mail.txt", "review.md"]),
        r.choice(NAMES),
        r.choice("Paris London Oslo Berlin Madrid Boston Lima Rome".split()),
    )
    text, short = r.choice(
        [
            (f"Dear friend,\nI moved to {place} last month. The flat is small, but I like my new job.\nYours, {who}\n", f"{who} moved to {place} last month, lives in a small flat and likes the new job."),
            (f"The {place} library will close for two weeks. {who}, its head, says that the roof must be mended.\n", f"The {place} library closes for two weeks because its roof must be mended, says {who}."),
            (f"{who} found a lost dog near {place} and took it home. The next day its owner came and was very happy.\n", f"{who} found a lost dog near {place}, and the next day its owner happily took it back."),
            (f"The hotel in {place} was clean and quiet. Breakfast was poor. {who} would come again.\n", f"{who} found the hotel in {place} clean and quiet with a poor breakfast, and would come again."),
            (f"Minutes. {who} reports that the new bridge in {place} costs more than planned. The council will decide in May.\n", f"The new bridge in {place} costs more than planned, reports {who}; the council decides in May."),
            (f"Hi! The train to {place} was late, so I missed the show. I want my money back. {who}\n", f"{who} missed the show because the train to {place} was late, and wants the money back."),
        ]
    )  # fmt: skip
    wordings = [
        "Summarise <p>.", "Give me a short summary of <p>.", "What is <p> about?", "Sum up <p> in one sentence.", "tl;dr of <p>?", "I have no time to read <p>. What does it say in short?", "The gist of <p>, please.",
        "Read <p> and tell me what matters.", "Somebody sent me <p>. What is it about?", "Tell me in a sentence what stands in <p>",
    ]  # fmt: skip
    made = task(r, wordings, "print(files.read(<p!>))", p=path, world={"files": {path: text}})
    made.prose, made.kind = short, "prose"
    return made


@family("steps", weight=3)
def show_then_count(r: Dice) -> Task:
    n, k = r.randint(3, 9), r.randint(15, 60)
    wordings = [
        "Print the multiples of <n> below <k>, then tell me how many there are.", "First show the multiples of <n> under <k>, then count them.", "Show me every multiple of <n> less than <k> and then say how many.", "List multiples of <n> below <k> as a first step, then count.",
        "In two steps: the multiples of <n> below <k>, and their number.", "Let me see the multiples of <n> up to but not including <k>. How many?", "Step one: print all multiples of <n> smaller than <k>. Step two: how many are they?", "Look at the multiples of <n> below <k> first, then answer how many they are.",
    ]  # fmt: skip
    return task(
        r,
        wordings,
        ["found = [x for x in range(<n>, <k>) if x % <n> == 0]\nprint(found)", "answer(len(found))"],
        (k - 1) // n,
        n=n,
        k=k,
    )


@family("steps", weight=4)
def follow_the_pointer(r: Dice) -> Task:
    first, second = (
        r.choice(["start.txt", "readme.md", "index.txt", "hint.txt"]),
        r.choice(["vault.txt", "secret.md", "box/key.txt", "deep/answer.txt"]),
    )
    word = r.choice("amber falcon river walnut copper violet".split())
    wordings = [
        "<f> says where the password is. What is it?", "Follow <f> and tell me the password.", "Find the password; begin with <f>.", "Where does <f> lead, and which password is there?", "Start at <f>. I want the password.", "The password is in a file that <f> names. Read it out.",
        "Which password do I find if I go where <f> says?", "Read <f>, then the file it mentions, and give me the password.", "Treasure hunt: <f> is the first note. What's the password at the end?",
    ]  # fmt: skip
    return task(
        r, wordings, ["print(files.read(<f!>))", "print(files.read(<s!>))", "answer(<w!>)"], word, f=first, s=second, w=word,
        world={"files": {first: f"The password is in {second}.\n", second: f"Password: {word}\n"}},
    )  # fmt: skip


@family("steps", weight=4)
def read_a_value(r: Dice) -> Task:
    """A number that stands in a file, then computed with."""
    path, price, count = (
        r.choice(["price.txt", "offer.md", "letter.txt", "mail.txt"]),
        r.randint(3, 400),
        r.randint(2, 12),
    )
    text = r.choice(
        [
            f"We offer one chair for {price} euros.\n",
            f"Dear customer, each piece costs {price} euros.\n",
            f"Price: {price} euros a piece, delivery is free.\n",
        ]
    )
    wordings = [
        "What do <k> cost at the price in <p>?", "<p> gives the price of one. I need <k>.", "Look up the price in <p> and work out <k> of them.", "How much are <k> pieces according to <p>?", "I want <k>; the price is in <p>. Total?", "Read the offer in <p>. What do I pay for <k>?",
        "Total for <k> at the price from <p>", "See <p>: with <k> pieces, what's the bill?", "de: Was kosten <k> Stück laut <p>?", "fr: Combien coûtent <k> pièces selon <p> ?",
    ]  # fmt: skip
    return task(
        r,
        wordings,
        ["print(files.read(<p!>))", "answer(<k> * <v>)"],
        sum(price for _ in range(count)),
        k=count,
        v=price,
        p=path,
        world={"files": {path: text}},
    )


@family("steps", weight=4)
def fix_in_file(r: Dice) -> Task:
    path = r.choice(["letter.txt", "notes.md", "menu.txt", "sign.txt"])
    wrong, right = r.choice(
        [
            ("recieve", "receive"),
            ("adress", "address"),
            ("tommorow", "tomorrow"),
            ("freind", "friend"),
            ("becuase", "because"),
            ("definately", "definitely"),
        ]
    )
    text = {
        "recieve": "You will recieve it soon.\n",
        "adress": "Send me your adress, please.\n",
        "tommorow": "We are closed tommorow.\n",
        "freind": "He is a good freind.\n",
        "becuase": "We stayed in becuase it rained.\n",
        "definately": "I will definately come.\n",
    }[wrong]
    wordings = [
        "There is a spelling mistake in <p>. Fix it.", "Correct the typo in <p>.", "Proofread <p> and mend the mistake in it.", "One word in <p> is misspelt, put it right.", "Check the spelling of <p> and correct the file.", "Please clean up <p>, I made a typo.", "<p> has a wrong word. Correct it in the file.",
        "I misspelt something in <p>; look and repair it.", "es: Corrige la falta de ortografía en <p>.", "fr: Corrige la faute dans <p>.",
    ]  # fmt: skip
    answer = f"I changed {wrong!r} to {right!r}."
    return task(
        r, wordings, ["print(files.read(<p!>))", "files.edit(<p!>, <w!>, <g!>)\nanswer(<a!>)"], answer, p=path, w=wrong, g=right, a=answer,
        world={"files": {path: text}, "leaves": {path: text.replace(wrong, right)}},
    )  # fmt: skip


@family("steps", weight=4)
def answer_the_letter(r: Dice) -> Task:
    path, who, date = r.choice(["invitation.txt", "mail.txt", "letter.md"]), r.choice(NAMES), day(r)
    text = f"Hello, would you like to come to my party on {date}? {who}\n"
    yes = r.random() < 0.5
    wordings = [
        "Read <p> and write a short reply that <w>.", "Reply to <p>: <w>.", "Answer the letter in <p>, <w>", "Draft an answer to <p>. Say that <w>.", "I got <p>. Tell them that <w>.", "Look at <p> and write back that <w>.", "Write a friendly answer to <p>; <w>.", "What could I answer to <p>, if <w>?",
    ]  # fmt: skip
    made = task(
        r,
        wordings,
        "print(files.read(<p!>))",
        p=path,
        w="I come" if yes else "I can't come",
        world={"files": {path: text}},
    )
    made.prose = (
        f"Hello {who}, thank you for the invitation! I'd love to come on {date}."
        if yes
        else f"Hello {who}, thank you for the invitation! Sadly I can't come on {date}. Have a lovely party!"
    )
    made.kind = "prose"
    return made


@family("steps", weight=3)
def page_first(r: Dice) -> Task:
    address = f"https://{r.choice(['shop', 'club', 'museum', 'library'])}.example/{r.choice(['info', 'about', 'hours', 'visit'])}"
    opens, fee = f"{r.randint(8, 11)}:00", r.randint(3, 25)
    text = f"Welcome! We open at {opens}. A ticket costs {fee} euros.\n"
    wordings, value = r.choice(
        [
            (["When does it open? See <u>", "Look at <u>: what are the opening hours?", "Opening time on <u>?", "Read <u> and tell me when they open.", "From when can I go there? <u>", "The page <u> says when they open. When?", "<u> - when do they open?", "de: Wann öffnen sie? <u>"], opens),
            (["What does a ticket cost? See <u>", "Look up the price of a ticket on <u>.", "<u> tells what a ticket costs. How much?", "Price of entry on <u>, please", "How much is it to get in? <u>", "Ticket price from <u>?", "Fetch <u> and tell me the price of a ticket.", "es: ¿Cuánto cuesta la entrada? <u>"], f"{fee} euros"),
        ]
    )  # fmt: skip
    return task(
        r,
        wordings,
        ["print(web.fetch(<u!>))", "answer(<v!>)"],
        value,
        u=address,
        v=value,
        world={"pages": {address: text}},
    )


@family("steps", weight=4)
def ask_help(r: Dice) -> Task:
    """Asking how a tool is called, before calling it."""
    path, old, new = (
        r.choice(["notes.txt", "plan.md", "list.txt"]),
        *r.sample("red blue green black white".split(), 2),
    )
    text = f"The {old} box is on the {old} shelf.\n"
    wordings, name, code, answer, world = r.choice(
        [
            (["Replace every <o> in <p> by <n>. Look up first how editing works.", "How does files.edit work? Use it to turn each <o> in <p> into <n>.", "Read the help on files.edit, then change all <o> in <p> to <n>.", "In <p>, make all <o> things <n>; check the tool's help before.", "First help on editing files, then swap <o> for <n> everywhere in <p>.", "See how files.edit replaces all, and do it in <p>: <o> to <n>.", "Check the documentation of files.edit; every <o> in <p> must become <n>.", "Not sure how editing works, look it up. Then <o> to <n> throughout <p>."],
             "files.edit", "files.edit(<p!>, <o!>, <n!>, all=True)\nanswer(<d!>)", f"Every {old} is {new} now.", {"leaves": {path: text.replace(old, new)}}),
            (["Find where <o> stands in <p>; look up first how to search.", "How does files.search work? Try it with <o>.", "Read the help on files.search, then search for <o>.", "Help on searching, then count the places with <o>.", "Check how searching files works and use it for <o>.", "See the documentation of files.search, then look for <o>.", "In how many lines is <o>? Read the help of files.search before.", "I forgot how files.search goes. Look it up and search <o>."],
             "files.search", "found = files.search(<o!>)\nanswer(len(found))", 1, {}),
        ]
    )  # fmt: skip
    if name == "files.search":
        return task(
            r,
            wordings,
            [f"print(help({name!r}))", code],
            answer,
            o=old,
            p=path,
            world={"files": {path: text}},
        )
    return task(
        r,
        wordings,
        [f"print(help({name!r}))", code],
        answer,
        o=old,
        n=new,
        p=path,
        d=answer,
        world={"files": {path: text}, **world},
    )


@family("steps", weight=3)
def tools_told(r: Dice) -> Task:
    """How one of the tools is used is known to the help alone."""
    name = r.choice(
        ["files.read", "files.write", "remember", "recall", "ask_user", "check", "plan", "solve.sat", "shell"]
    )
    wordings = [
        "How do I use <n>?", "Show the help on <n>.", "What does the tool <n> do?", "help <n>", "Documentation of <n>, please.", "Explain your tool <n>.", "Which arguments does <n> take?", "I want to read the help text for <n>.", "fr: Comment utiliser <n> ?", "de: Was macht das Werkzeug <n>?",
    ]  # fmt: skip
    return task(r, wordings, "answer(help(<n!>))", None, n=name)
