"""Letters of a word: counted, found, turned round, taken out, compared."""

from collections import Counter

from agora.evals.families._pools import NAMES, SENTENCES, WORDS, decide
from agora.evals.task import Dice, Task, family, task

_PLAIN = [word for word in WORDS if word.isascii()]
_NTH = {
    "en": ["first", "second", "third", "fourth", "fifth"],
    "fr": ["première", "deuxième", "troisième", "quatrième", "cinquième"],
    "es": ["primera", "segunda", "tercera", "cuarta", "quinta"],
    "de": ["erste", "zweite", "dritte", "vierte", "fünfte"],
}


@family("text")
def count_letter(r: Dice) -> Task:
    w = r.choice([*WORDS, *WORDS, *SENTENCES])
    c = r.choice([x for x in w.lower() if x.isalpha()])
    wordings = [
        "How many times does the letter <c> occur in <w!>?",
        "how many <c>'s in <w>",
        "Count the letter <c> in '<w>'.",
        'My daughter asks me: the letter <c> in "<w>", how often does it come?',
        "<w> - number of <c>s?",
        'I\'m carving "<w>" in wood. How many <c> do I have to carve?',
        "For a quiz I need to know the number of times '<c>' shows up in '<w>'.",
        "'<w>'. Occurrences of the letter '<c>' there?",
        "fr: Combien de fois la lettre <c> apparaît-elle dans « <w> » ?",
        'de: Wie oft kommt der Buchstabe <c> in "<w>" vor?',
    ]
    return task(r, wordings, "answer(<w!>.lower().count(<c!>))", sum(x == c for x in w.lower()), w=w, c=c)


@family("text")
def count_letters(r: Dice) -> Task:
    w = r.choice(WORDS + NAMES)
    wordings = [
        "How many letters has the word <w>?",
        "length of <w!>",
        "Does anyone know how long '<w>' is, in letters?",
        "I want a stamp for every letter of <w>. How many stamps do I need?",
        "<w> has how many letters?",
        "Scrabble question: I lay the word <w>. How many tiles is that?",
        "Tell me the number of characters in <w>.",
        "In <w!>, count all the letters for me please.",
        "es: ¿Cuántas letras tiene la palabra <w>?",
        "de: Aus wie vielen Buchstaben besteht <w>?",
    ]
    return task(r, wordings, "answer(len(<w!>))", sum(1 for _ in w), w=w)


@family("text")
def count_vowels(r: Dice) -> Task:
    w = r.choice([w for w in [*_PLAIN, *SENTENCES] if w.isascii()])
    kind = r.choice(["vowels", "consonants"])
    word = {
        "vowels": {"en": "vowels", "fr": "voyelles", "es": "vocales", "de": "Vokale"},
        "consonants": {"en": "consonants", "fr": "consonnes", "es": "consonantes", "de": "Konsonanten"},
    }[kind]
    rule = 'c in "aeiou"' if kind == "vowels" else 'c.isalpha() and c not in "aeiou"'
    value = sum(x.isalpha() and (x in set("aeiou")) == (kind == "vowels") for x in w.lower())
    wordings = [
        "How many <k> are in '<w>'?",
        "Count the <k> in <w!>.",
        "'<w>': how many <k>?",
        "My homework is to count the <k> of '<w>'. What should I get?",
        "number of <k> - <w>",
        'If you look at "<w>", how many of its letters are <k>?',
        "We learn about <k> at school. How many does '<w>' contain?",
        'Please take "<w>" and tell me how many <k> you find in it.',
        "fr: Combien de <k> y a-t-il dans « <w> » ?",
        "es: ¿Cuántas <k> hay en «<w>»?",
    ]
    return task(r, wordings, f"answer(sum(1 for c in <w!>.lower() if {rule}))", value, w=w, k=word)


@family("text")
def reverse_text(r: Dice) -> Task:
    w = r.choice(WORDS + SENTENCES + NAMES)
    wordings = [
        "Reverse <w!>.",
        "write <w> backwards",
        "What is <w!> spelled backwards?",
        "In a mirror, how would you read the letters of '<w>'?",
        "Turn the letters of '<w>' around, last one first.",
        "My secret code is to spell things from the end. How do I spell '<w>'?",
        "'<w>' from right to left?",
        "I'd like to see this text in reverse: <w>",
        'de: Schreib "<w>" rückwärts.',
        "fr: Comment s'écrit « <w> » à l'envers ?",
    ]
    return task(r, wordings, "answer(<w!>[::-1])", "".join(reversed(w)), w=w)


@family("text")
def pick_letter(r: Dice) -> Task:
    w, n = r.choice([w for w in WORDS if len(w) > 5]), r.randint(1, 5)
    wordings = [
        "What is the <o> letter of <w>?",
        "Which letter comes <o> in <w!>?",
        "<o> letter of <w>?",
        "Take the word <w>. Now tell me its <o> letter.",
        "In a crossword the answer is <w> and the <o> letter goes into the solution. Which one is it?",
        "Character number <n> of the word <w>?",
        "Position <n> in <w!> - which letter do I find there, counting from 1?",
        "The word is <w>; I'm after letter no. <n>.",
        "fr: Quelle est la <o> lettre de <w> ?",
        "es: ¿Cuál es la <o> letra de <w>?",
    ]
    nth = {language: names[n - 1] for language, names in _NTH.items()}
    return task(r, wordings, "answer(<w!>[<i>])", list(w)[n - 1], w=w, o=nth, n=n, i=n - 1)


@family("text")
def last_letters(r: Dice) -> Task:
    w, n = r.choice([w for w in WORDS + SURNAMES_LONG if len(w) > 5]), r.randint(2, 4)
    wordings = [
        "What are the last <n> letters of <w>?",
        "Give me the final <n> characters of <w!>.",
        "<w> - only the last <n> letters please",
        "Which <n> letters does <w> end with?",
        "I need a code from the last <n> letters of <w>. What is it?",
        "Cut off everything but the <n> letters at the end: <w>",
        "es: ¿Cuáles son las últimas <n> letras de <w>?",
        "de: Wie lauten die letzten <n> Buchstaben von <w>?",
    ]
    return task(r, wordings, "answer(<w!>[-<n>:])", "".join(list(w)[len(w) - n :]), w=w, n=n)


@family("text")
def first_letters(r: Dice) -> Task:
    w, n = r.choice([w for w in WORDS + SURNAMES_LONG if len(w) > 5]), r.randint(2, 4)
    wordings = [
        "What are the first <n> letters of <w>?",
        "Shorten <w> to its first <n> letters.",
        "<w>: the first <n> characters?",
        "With which <n> letters does <w!> begin?",
        "Our customer codes are the first <n> letters of the name. Which code gets <w>?",
        "Keep just the <n> letters at the start of <w>.",
        "fr: Quelles sont les <n> premières lettres de <w> ?",
        "de: Kürze <w> auf die ersten <n> Buchstaben.",
    ]
    return task(r, wordings, "answer(<w!>[:<n>])", "".join(list(w)[i] for i in range(n)), w=w, n=n)


SURNAMES_LONG = ["Okafor", "Kowalski", "Fischer", "Petrov", "Nguyen", "Dubois"]


@family("text")
def palindrome(r: Dice) -> Task:
    true = "racecar level rotor kayak noon madam refer stats deified anna reconocer radar otto reliefpfeiler ressasser"
    w = r.choice([*true.split(), "never odd or even", "was it a car or a cat I saw", *r.sample(WORDS, 14)])
    clean = [c for c in w.lower() if c.isalpha()]
    value = all(a == b for a, b in zip(clean, reversed(clean), strict=True))
    wordings = [
        "Is <w!> a palindrome?",
        "Does <w> read the same backwards?",
        "Check if '<w>' is a palindrome.",
        "palindrome or not: <w>",
        "My friend says '<w>' is the same from both ends. Is that true?",
        "I collect palindromes. Would '<w>' count as one?",
        "'<w>' - read from the end you get the same thing, right?",
        "Tell me whether <w!> can be read in both directions.",
        "fr: Est-ce que « <w> » est un palindrome ?",
        'de: Ist "<w>" ein Palindrom?',
    ]
    before = "letters = [c for c in <w!>.lower() if c.isalpha()]\n"
    return decide(r, wordings, "letters == letters[::-1]", value, before=before, w=w)


@family("text")
def anagram(r: Dice) -> Task:
    pairs = (
        "listen tinsel,earth heart,night thing,stone notes,study dusty,state taste,below elbow,river rover,angel glean,"
        "brush shrub,plane panel,house horse,cider cried,table bleat,bored robed,spare spear,water tower,silent listen,"
        "chien niche,roma amor,regal lager,melon lemon,paris pairs,grape pager,cloud could,apple papal,least steal"
    )
    a, b = r.choice(pairs.split(",")).split()
    wordings = [
        "Are <a> and <b> anagrams?",
        "Is <a!> an anagram of <b!>?",
        "Do the words <a> and <b> have exactly the same letters?",
        "anagram check: <a>, <b>",
        "I have letter tiles that spell <a>. Can I rearrange all of them to spell <b>?",
        "Could you mix up <a> to get <b>, using every letter?",
        "<b> from <a> just by moving letters around - possible?",
        "Someone told me <a> is an anagram of <b>. Correct?",
        "es: ¿Son anagramas <a> y <b>?",
        "de: Ist <a> ein Anagramm von <b>?",
    ]
    return decide(r, wordings, "sorted(<a!>) == sorted(<b!>)", Counter(a) == Counter(b), a=a, b=b)


@family("text")
def letters_enough(r: Dice) -> Task:
    long = r.choice(
        ["strawberries", "mountain", "committee", "chocolate", "restaurant", "elephant", "accommodation"]
    )
    short = "".join(r.sample(long, r.randint(3, 5)))
    if r.random() < 0.5:
        short = r.choice(
            [
                "store",
                "amount",
                "time",
                "hat",
                "late",
                "plane",
                "moon",
                "treat",
                "barn",
                "unit",
                "coat",
                "note",
            ]
        )
    value = all(Counter(long)[c] >= n for c, n in Counter(short).items())
    wordings = [
        "Can you spell <s> with the letters of <l>?",
        "From the letters in <l>, is it possible to make <s>?",
        "I cut the word <l> out of a newspaper. Can I glue <s> from its letters?",
        "<l> -> <s>: are the letters enough?",
        "Do the letters of <l> contain all that I need for <s>, each used only once?",
        "Using only letters from <l!>, could I write <s!>?",
        "fr: Peut-on écrire <s> avec les lettres de <l> ?",
        "es: ¿Se puede escribir <s> con las letras de <l>?",
    ]
    return decide(r, wordings, "all(<s!>.count(c) <= <l!>.count(c) for c in <s!>)", value, s=short, l=long)


@family("text")
def most_common_letter(r: Dice) -> Task:
    def clear(word: str) -> bool:
        ranked = Counter(word).most_common(2)
        return len(ranked) > 1 and ranked[0][1] > ranked[1][1]

    w = r.choice([x for x in WORDS if clear(x)])
    wordings = [
        "Which letter occurs most often in <w>?",
        "What's the most frequent letter of <w!>?",
        "most common letter in <w>",
        "In the word <w>, one letter comes up more than the others. Which?",
        "I'm playing hangman and the word is <w>. Which letter fills most places?",
        "<w>: most used letter?",
        "fr: Quelle lettre revient le plus souvent dans <w> ?",
        "de: Welcher Buchstabe kommt in <w> am häufigsten vor?",
    ]
    code = "from collections import Counter\nanswer(Counter(<w!>).most_common(1)[0][0])"
    return task(r, wordings, code, max(set(w), key=w.count), w=w)


@family("text")
def letter_frequencies(r: Dice) -> Task:
    w = r.choice([w for w in WORDS if len(w) < 9])
    wordings = [
        "How often does each letter occur in <w>?",
        "Letter frequencies of <w!>",
        "Count every letter of <w> and give me the table.",
        "I need a tally of the letters in the word <w>.",
        "For <w>: which letter how many times?",
        "Make a letter count for <w!>, letter by letter.",
        "es: ¿Cuántas veces aparece cada letra en <w>?",
        "de: Zähl für jeden Buchstaben, wie oft er in <w> vorkommt.",
    ]
    code = "from collections import Counter\nanswer(dict(Counter(<w!>)))"
    return task(r, wordings, code, {c: w.count(c) for c in w}, w=w)


@family("text")
def remove_vowels(r: Dice) -> Task:
    w = r.choice(_PLAIN)
    wordings = [
        "Remove the vowels from <w>.",
        "Write <w> without vowels.",
        "<w> without a, e, i, o, u",
        "A band wants to drop the vowels from its name, <w>. What is it called then?",
        "Leave only the consonants of <w!>.",
        "What's left of <w> when its vowels are gone?",
        "fr: Enlève les voyelles de <w>.",
        "es: Escribe <w> sin vocales.",
    ]
    code = 'answer("".join(c for c in <w!> if c not in "aeiou"))'
    return task(r, wordings, code, w.translate({ord(v): None for v in "aeiou"}), w=w)


@family("text")
def remove_letter(r: Dice) -> Task:
    w = r.choice(WORDS)
    c = r.choice(w)
    wordings = [
        "Remove every <c> from <w>.",
        "My <c> key is broken and I type <w>. What comes out?",
        "Write <w> without the letter <c>.",
        "<w> minus all the <c>'s?",
        "What remains of <w!> if you delete each <c>?",
        "Take the letter <c> out of <w>.",
        "fr: Supprime tous les <c> du mot <w>.",
        "de: Streiche jedes <c> aus <w>.",
    ]
    return task(r, wordings, 'answer(<w!>.replace(<c!>, ""))', "".join(w.split(c)), w=w, c=c)


@family("text")
def replace_letter(r: Dice) -> Task:
    w = r.choice(WORDS)
    c, d = r.choice(w), r.choice("aeioubdkmpz*_")
    wordings = [
        "Replace every <c> in <w> by <d>.",
        "In <w!>, change all <c> to <d>.",
        "<w> with <d> instead of <c>?",
        "How does <w> look if each <c> becomes a <d>?",
        "Somebody writes <d> wherever there should be a <c>. How do they write <w>?",
        "Swap out <c> for <d>: <w>",
        "es: Cambia cada <c> por <d> en <w>.",
        "fr: Remplace tous les <c> par des <d> dans <w>.",
    ]
    return task(r, wordings, "answer(<w!>.replace(<c!>, <d!>))", d.join(w.split(c)), w=w, c=c, d=d)
