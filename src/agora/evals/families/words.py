"""Words of a sentence and names of people: counted, picked, turned round, sorted, abbreviated."""

from agora.evals.families._pools import NAMES, SENTENCES, SURNAMES, WORDS, decide, joined
from agora.evals.task import Dice, Task, family, task

_NTH = {
    "en": ["first", "second", "third", "fourth", "last"],
    "fr": ["premier", "deuxième", "troisième", "quatrième", "dernier"],
    "es": ["primera", "segunda", "tercera", "cuarta", "última"],
    "de": ["erste", "zweite", "dritte", "vierte", "letzte"],
}


@family("text")
def count_words(r: Dice) -> Task:
    s = r.choice(SENTENCES)
    wordings = [
        "How many words are in: <s>",
        "word count of <s!>?",
        "I wrote '<s>'. How many words is that?",
        'A telegram is paid by the word. How many do I pay for "<s>"?',
        "<s>\n\nCount the words of this line.",
        "The slogan may have six words at most. How many has '<s>'?",
        "Tell me the number of words in '<s>'.",
        "Count words: <s>",
        "fr: Combien de mots y a-t-il dans « <s> » ?",
        'de: Wie viele Wörter hat der Satz "<s>"?',
    ]
    return task(r, wordings, "answer(len(<s!>.split()))", s.count(" ") + 1, s=s)


@family("text")
def reverse_words(r: Dice) -> Task:
    s = r.choice(SENTENCES)
    wordings = [
        "Reverse the order of the words: <s>",
        "Say this sentence with its words from last to first: <s>",
        "<s!> with the word order reversed",
        "Flip the word order of '<s>', but keep the words as they are.",
        "For a game I read every line from its last word to its first. How does '<s>' sound?",
        'The words of "<s>" in the opposite order?',
        "es: Pon las palabras en orden inverso: <s>",
        "de: Dreh die Reihenfolge der Wörter um: <s>",
    ]
    return task(r, wordings, 'answer(" ".join(<s!>.split()[::-1]))', " ".join(reversed(s.split(" "))), s=s)


@family("text")
def reverse_each_word(r: Dice) -> Task:
    s = r.choice(SENTENCES)
    wordings = [
        "Reverse every word of this sentence but leave the words in place: <s>",
        "Spell each word backwards, in the same order: <s>",
        "In our secret language each single word is read from its end. Translate '<s>'.",
        "'<s>' with the letters of each word turned round",
        'Write "<s>" so that every word is backwards.',
        "Take '<s>' and flip the words one by one, keeping their order.",
        "fr: Écris chaque mot à l'envers, sans changer l'ordre des mots : <s>",
        "es: Escribe cada palabra al revés sin cambiar el orden: <s>",
    ]
    value = " ".join(reversed(s[::-1].split(" ")))
    return task(r, wordings, 'answer(" ".join(word[::-1] for word in <s!>.split()))', value, s=s)


@family("text")
def pick_word(r: Dice) -> Task:
    s, n = r.choice([s for s in SENTENCES if s.count(" ") > 3]), r.randint(0, 4)
    i = -1 if n == 4 else n
    wordings = [
        "What is the <o> word of: <s>",
        "Which word comes <o> in '<s>'?",
        "<o> word in <s!>?",
        "From '<s>' take the <o> word.",
        "The password is the <o> word of this line: <s>",
        "<s>\nGive me only the <o> word.",
        'Somebody underlined the <o> word of "<s>". Which one was it?',
        "I need the <o> word of '<s>' for a clue.",
        "fr: Quel est le <o> mot de « <s> » ?",
        "es: ¿Cuál es la <o> palabra de «<s>»?",
    ]
    nth = {language: names[n] for language, names in _NTH.items()}
    return task(r, wordings, "answer(<s!>.split()[<i>])", list(s.split(" "))[i], s=s, o=nth, i=i)


@family("text")
def longest_word(r: Dice) -> Task:
    s = " ".join(r.sample(WORDS, 5)) if r.random() < 0.4 else r.choice(SENTENCES)
    long = r.random() < 0.6
    lengths = [len(w) for w in s.split()]
    value = s.split()[lengths.index(max(lengths) if long else min(lengths))]
    word = (
        {"en": "longest", "fr": "plus long", "es": "más larga", "de": "längste"}
        if long
        else {"en": "shortest", "fr": "plus court", "es": "más corta", "de": "kürzeste"}
    )
    wordings = [
        "What is the <w> word in: <s>",
        "Which word is <w> in '<s>'?",
        "<w> word of <s!>?",
        "Look at '<s>'. Which is its <w> word?",
        'In a text someone wrote "<s>". Name the <w> of these words.',
        "<s>\n\n<w> word there?",
        "Of all the words here, I'm after the <w>: <s>",
        "Find the <w> word: <s>",
        "es: ¿Cuál es la palabra <w> de «<s>»?",
        'de: Welches ist das <w> Wort in "<s>"?',
    ]
    return task(
        r, wordings, "answer(<f>(<s!>.split(), key=len))", value, s=s, w=word, f="max" if long else "min"
    )


@family("text")
def word_lengths(r: Dice) -> Task:
    s = r.choice([s for s in SENTENCES if s.count(" ") < 7])
    wordings = [
        "How long is each word in '<s>'?",
        "Give the number of letters of every word: <s>",
        'For "<s>", list the lengths of the words.',
        "Word lengths of <s!>, in order?",
        "I count letters word by word. What list do I get for '<s>'?",
        "<s> -> letters per word",
        "fr: Donne la longueur de chaque mot : <s>",
        "de: Wie lang sind die einzelnen Wörter? <s>",
    ]
    return task(
        r, wordings, "answer([len(word) for word in <s!>.split()])", list(map(len, s.split(" "))), s=s
    )


@family("text")
def acronym(r: Dice) -> Task:
    s = r.choice(SENTENCES)
    wordings = [
        "What acronym do the initials of '<s>' make?",
        "Take the first letter of each word: <s>",
        "Make an acronym of <s!>.",
        'I abbreviate "<s>" by the first letters, in capitals. What is it?',
        "First letters of the words in '<s>'?",
        "Our project is called '<s>'. Which short form in capital letters follows from the word beginnings?",
        "es: Forma un acrónimo con las iniciales de «<s>».",
        'de: Welche Abkürzung ergeben die Anfangsbuchstaben von "<s>"?',
    ]
    code = 'answer("".join(word[0].upper() for word in <s!>.split()))'
    return task(r, wordings, code, "".join(w[:1] for w in s.upper().split(" ")), s=s)


def _full(r: Dice) -> list[str]:
    return [*r.sample(NAMES, r.randint(1, 2)), r.choice(SURNAMES)]


@family("text")
def name_initials(r: Dice) -> Task:
    parts = _full(r)
    wordings = [
        "What are the initials of <n>?",
        "<n> signs with initials and dots. How does that look, like J.S.?",
        "Turn the name <n> into initials with a dot after each.",
        "Initials for <n>, please, written like A.B.",
        "I embroider towels with initials such as M.K. What goes on the one of <n>?",
        "<n> -> initials with dots",
        "fr: Quelles sont les initiales de <n>, avec des points ?",
        "de: Wie lauten die Initialen von <n>, mit Punkten?",
    ]
    code = 'answer("".join(part[0] + "." for part in <n!>.split()))'
    return task(r, wordings, code, "".join(f"{p[0]}." for p in parts), n=" ".join(parts))


@family("text")
def last_name_first(r: Dice) -> Task:
    first, last = r.choice(NAMES), r.choice(SURNAMES)
    wordings = [
        "Write <n> with the surname first, then a comma.",
        "In the phone book, how is <n> listed (Last, First)?",
        "Turn '<n>' into the form 'Surname, First name'.",
        "<n> as last name, comma, first name",
        "My list needs names like 'Brown, Lisa'. What about <n>?",
        "How do I cite the author <n> in a bibliography, surname first with a comma?",
        "es: Escribe <n> como apellido, coma, nombre.",
        "fr: Mets le nom de famille en premier, avec une virgule : <n>",
    ]
    code = 'first, last = <n!>.split()\nanswer(last + ", " + first)'
    return task(r, wordings, code, f"{last}, {first}", n=f"{first} {last}")


@family("text")
def make_login(r: Dice) -> Task:
    first, last = r.choice(NAMES), r.choice(SURNAMES)
    host = r.choice(["example.com", "school.org", "acme.net", "firma.de"])
    wordings = [
        "Our addresses are first.last@<h>, all lower case. What is the address of <n>?",
        "New colleague: <n>. Make the e-mail address first.last@<h> in small letters.",
        "E-mail for <n> by the pattern first.last@<h>, lower case?",
        "The mail addresses here follow firstname.lastname@<h>. Which one will <n> get (small letters)?",
        "<n> joins us on Monday. Address at <h>, in the usual first.last style, please, lower case.",
        "Build a mail address from <n> and <h> like anna.smith@<h>.",
        "fr: Quelle est l'adresse de <n> selon le modèle prénom.nom@<h>, en minuscules ?",
        "de: Wie lautet die Adresse von <n> nach dem Muster vorname.nachname@<h>, klein geschrieben?",
    ]
    code = 'answer(<n!>.lower().replace(" ", ".") + "@<h>")'
    return task(r, wordings, code, f"{first.lower()}.{last.lower()}@{host}", n=f"{first} {last}", h=host)


@family("text")
def short_login(r: Dice) -> Task:
    first, last = r.choice(NAMES), r.choice(SURNAMES)
    wordings = [
        "User names here are the first letter of the first name plus the surname, lower case. What is it for <n>?",
        "Make a login for <n>: initial of the first name followed by the last name, all small letters.",
        "Login of <n> if John Doe is jdoe?",
        "<n> needs a user name like jdoe for John Doe. Which one?",
        "At work Mary Poppins logs in as mpoppins. How would <n> log in?",
        "By the rule 'first initial + surname, lower case', <n> becomes what?",
        "es: Si John Doe es jdoe, ¿qué usuario tiene <n>?",
        "de: John Doe hat den Benutzernamen jdoe. Welchen bekommt <n>?",
    ]
    code = "first, last = <n!>.lower().split()\nanswer(first[0] + last)"
    return task(r, wordings, code, (first[:1] + last).lower(), n=f"{first} {last}")


@family("text")
def replace_in_text(r: Dice) -> Task:
    s = r.choice(SENTENCES)
    old, new = r.choice(s.split()), r.choice(WORDS)
    wordings = [
        "Replace <o!> with <n!> in: <s>",
        "In the sentence '<s>', change <o> to <n>.",
        "<s> - put '<n>' where it says '<o>'.",
        "Somebody typed '<o>' and meant '<n>'. Correct it here: <s>",
        "Write '<s>' again with <n> instead of <o>.",
        "find: <o>, replace: <n>, text: <s>",
        "Substitute <n> for <o> in <s!>.",
        "How does \"<s>\" read once every '<o>' has become '<n>'?",
        "fr: Remplace « <o> » par « <n> » dans : <s>",
        "es: Cambia «<o>» por «<n>» en: <s>",
    ]
    return task(r, wordings, "answer(<s!>.replace(<o!>, <n!>))", new.join(s.split(old)), s=s, o=old, n=new)


@family("text")
def word_in_text(r: Dice) -> Task:
    s = " ".join(
        r.choices(["the", "red", "a", "dog", "and", "cat", "runs", "to", "tree", "sees"], k=r.randint(9, 14))
    )
    w = r.choice(s.split())
    wordings = [
        "How often is the word <w!> in this text? <s>",
        "Count how many times '<w>' occurs as a word: <s>",
        "<s>\nHow many '<w>' do you see?",
        'I overuse the word <w>. How many are in "<s>"?',
        "In '<s>', the word '<w>' comes how many times?",
        "occurrences of the word <w> in: <s>",
        "fr: Combien de fois le mot « <w> » est-il dans : <s>",
        'de: Wie oft steht das Wort "<w>" in diesem Text? <s>',
    ]
    value = sum(x == w for x in s.split(" "))
    return task(r, wordings, "answer(<s!>.split().count(<w!>))", value, s=s, w=w)


@family("text")
def remove_word(r: Dice) -> Task:
    s = r.choice([s for s in SENTENCES if len(set(s.split())) > 4])
    w = r.choice(s.split())
    wordings = [
        "Leave the word '<w>' out of: <s>",
        "Delete every '<w>' in '<s>'.",
        "<s> - without the word '<w>', please.",
        "The editor strikes '<w>' from \"<s>\". What remains?",
        "Write <s!> again, dropping the word <w!>.",
        "Remove <w!>: <s>",
        "es: Quita la palabra «<w>» de: <s>",
        "fr: Supprime le mot « <w> » dans « <s> ».",
    ]
    value = " ".join(x for x in s.split(" ") if x != w)
    return task(
        r, wordings, 'answer(" ".join(word for word in <s!>.split() if word != <w!>))', value, s=s, w=w
    )


@family("text")
def swap_ends(r: Dice) -> Task:
    s = r.choice([s for s in SENTENCES if s.count(" ") > 2])
    wordings = [
        "Swap the first and the last word: <s>",
        "In '<s>', let the first and last word change places.",
        "<s> -> first word to the end, last word to the front",
        'What does "<s>" become when its first and last words trade places?',
        "Exchange the outer two words of <s!> and leave the rest.",
        "Two words are in the wrong place, the first one and the last one. Swap them: <s>",
        "de: Vertausche das erste und das letzte Wort: <s>",
        "es: Intercambia la primera y la última palabra: <s>",
    ]
    head, *middle, last = s.split(" ")
    code = 'words = <s!>.split()\nwords[0], words[-1] = words[-1], words[0]\nanswer(" ".join(words))'
    return task(r, wordings, code, " ".join([last, *middle, head]), s=s)


@family("lists")
def sort_by_length(r: Dice) -> Task:
    xs = r.sample(WORDS, r.randint(3, 5))
    wordings = [
        "Sort by length: <s>",
        "Order these words from shortest to longest: <s>",
        "Arrange <s> by number of letters.",
        "I stack words like a pyramid, the shortest on top. In which order come <s>?",
        "<s>\nShortest first, please.",
        "Put the words in order of their length, short ones before long ones: <s>",
        "fr: Trie ces mots du plus court au plus long : <s>",
        "de: Sortiere nach Wortlänge, die kürzesten zuerst: <s>",
    ]
    value = [x for n in range(30) for x in xs if len(x) == n]
    return task(r, wordings, "answer(sorted(<xs>, key=len))", value, s=joined(r, xs), xs=xs)


@family("lists")
def words_with(r: Dice) -> Task:
    xs = r.sample(WORDS, 6)
    c, n = r.choice(xs)[r.randint(0, 2)], r.randint(5, 8)
    kind = r.choice(["start", "contain", "long", "end"])
    phrases = {
        "start": ("start with <c>", "commencent par <c>", "empiezan por <c>", "w.startswith('<c>')"),
        "contain": (
            "contain the letter <c>",
            "contiennent la lettre <c>",
            "tienen la letra <c>",
            "'<c>' in w",
        ),
        "long": (
            "have more than <n> letters",
            "ont plus de <n> lettres",
            "tienen más de <n> letras",
            "len(w) > <n>",
        ),
        "end": ("end in <c>", "finissent par <c>", "terminan en <c>", "w.endswith('<c>')"),
    }[kind]
    en, fr, es, rule = (p.replace("<c>", c).replace("<n>", str(n)) for p in phrases)
    kept = {
        "start": [w for w in xs if w[0] == c],
        "contain": [w for w in xs if w.count(c)],
        "long": [w for w in xs if w[n:]],
        "end": [w for w in xs if w[-1] == c],
    }[kind]
    wordings = [
        "Which of these words <w>: <s>",
        "From <s>, list those that <w>.",
        "<s>: which ones <w>?",
        "Here are some words: <s>. Show only the ones that <w>.",
        "My son should underline all words that <w>. The words are <s>. What should he underline?",
        "Filter for words that <w>. List: <s>",
        "I only want the words that <w> out of <s>.",
        "Words that <w>? (<s>)",
        "fr: Lesquels de ces mots <w> ? <s>",
        "es: ¿Cuáles de estas palabras <w>? <s>",
    ]
    said = {"en": en, "fr": fr, "es": es}
    return task(r, wordings, f"answer([w for w in <xs> if {rule}])", kept, s=", ".join(xs), xs=xs, w=said)


@family("text")
def different_words(r: Dice) -> Task:
    s = " ".join(
        r.choices(
            ["row", "your", "boat", "gently", "down", "the", "stream", "merrily", "life", "is"],
            k=r.randint(8, 13),
        )
    )
    wordings = [
        "How many different words are in '<s>'?",
        "Count the distinct words: <s>",
        "<s>\nHow large is the vocabulary of this line, each word counted once?",
        'To sing "<s>" how many different words must I learn?',
        "Unique word count for: <s>",
        "Repeated words count only once. How many has '<s>' then?",
        "fr: Combien de mots différents dans « <s> » ?",
        "es: ¿Cuántas palabras distintas hay en «<s>»?",
    ]
    return task(r, wordings, "answer(len(set(<s!>.split())))", len(dict.fromkeys(s.split(" "))), s=s)


@family("text")
def text_contains(r: Dice) -> Task:
    s = r.choice(SENTENCES)
    w = r.choice([*s.split(), "cake", "bus", "moon", "dinner", "please", "the"])
    wordings = [
        "Does '<s>' contain the word <w>?",
        "Is the word <w!> part of this sentence: <s>",
        "<s>\nIs there a '<w>' in it as a word of its own?",
        "Check whether you find the word '<w>' in \"<s>\".",
        "My filter blocks texts with the word '<w>'. Will it block '<s>'?",
        "word '<w>' in '<s>': yes or no?",
        "es: ¿Aparece la palabra «<w>» en «<s>»?",
        'de: Kommt das Wort "<w>" in "<s>" vor?',
    ]
    return decide(r, wordings, "<w!> in <s!>.split()", f" {w} " in f" {s} ", s=s, w=w)


@family("text")
def average_word_length(r: Dice) -> Task:
    s = r.choice([s for s in SENTENCES if s.count(" ") < 7])
    wordings = [
        "What is the average word length in '<s>'?",
        'On average, how many letters has a word of "<s>"? Two decimals.',
        "Mean length of the words: <s>",
        "<s>\nLetters per word on average?",
        "I judge texts by their mean word length. What is it for '<s>'?",
        "Work out how long the words of <s!> are on average.",
        "fr: Quelle est la longueur moyenne des mots de « <s> » ?",
        'de: Wie lang sind die Wörter in "<s>" im Durchschnitt?',
    ]
    code = "lengths = [len(word) for word in <s!>.split()]\nanswer(round(sum(lengths) / len(lengths), 2))"
    words = s.split(" ")
    return task(r, wordings, code, round(len("".join(words)) / len(words), 2), s=s)
