"""Riddles about letters and words, as people tell them."""

import itertools

from agora.evals.families._yesno import yes_no
from agora.evals.task import Dice, Task, family, task


@family("gym")
def puzzle_ransom_note(r: Dice) -> Task:
    words = "help money train night escape secret garden winter banana coffee letter rescue".split()
    word = r.choice(words)
    letters = list(word) + [r.choice("abcdefghilmnoprstuw") for _ in range(r.randint(3, 9))]
    if r.random() < 0.5:
        letters.remove(r.choice(word))
    r.shuffle(letters)
    pool = "".join(letters)
    left = list(pool)
    for letter in word:
        if letter in left:
            left.remove(letter)
    wordings = [
        "Can I cut out the word <word> from the letters <pool>? Each letter can be used once.",
        "Letters <pool>, word <word>: is it possible to lay the word with them?",
        "I have these Scrabble tiles: <pool>. Can I write <word>?",
        "Is <word> contained in <pool> if I may reorder the letters?",
        "The kidnapper has cut '<pool>' out of a newspaper. Are these letters enough for '<word>'?",
        "Fridge magnets: <pool>. Do they suffice to spell <word>, yes or no?",
        "fr: Avec les lettres <pool>, peut-on écrire le mot <word> ?",
        "de: Kann man aus den Buchstaben <pool> das Wort <word> legen?",
    ]
    code = 'word, letters = "<word>", "<pool>"\n'
    test = "all(word.count(c) <= letters.count(c) for c in word)"
    return yes_no(r, wordings, code, test, len(left) == len(pool) - len(word), word=word, pool=pool)


@family("gym")
def puzzle_pattern(r: Dice) -> Task:
    words = (
        "noon deed level peep anna otto radar eerie abba sees bobo toot gaga kayak papa mama hannah".split()
    )
    a, b = r.choice(words), "".join(r.choice("xyz") for _ in range(5))
    if r.random() < 0.6:
        swap = dict(zip(sorted(set(a)), r.sample("bcdfghkmnpqrstvwxz", len(set(a))), strict=True))
        b = "".join(swap[c] for c in a)
        if r.random() < 0.3:
            b = b[:-1] + r.choice("jq")
    shapes = [[text.index(c) for c in text] for text in (a, b)]
    wordings = [
        "Do <a> and <b> have the same letter pattern?",
        "Are the strings <a> and <b> isomorphic?",
        "Could <b> be <a> in a code where each letter is always replaced by the same other letter, and no two by the same one?",
        "Substitution puzzle: the ciphertext is <b>. Is the word <a> possible for it (one letter for one letter)?",
        "<a> / <b>: can I rename the letters of the first one-to-one and get the second?",
        "I think <b> is <a> with swapped-out letters. Does that fit, letter for letter, consistently both ways?",
        "es: ¿Tienen <a> y <b> el mismo patrón de letras?",
        "fr: Les mots <a> et <b> ont-ils le même motif de lettres ?",
    ]
    code = 'a, b = "<a>", "<b>"\n'
    test = "len(a) == len(b) and len(set(zip(a, b))) == len(set(a)) == len(set(b))"
    return yes_no(r, wordings, code, test, shapes[0] == shapes[1], a=a, b=b)


@family("gym")
def puzzle_palindrome(r: Dice) -> Task:
    half = [r.choice("abcdeghiklmnorstuw") for _ in range(r.randint(2, 4))]
    middle = [r.choice("vxyz")] if r.random() < 0.5 else []
    letters = half + half + middle
    r.shuffle(letters)
    words = {"".join(p) for p in itertools.permutations(half)}
    answer = min(word + "".join(middle) + word[::-1] for word in words)
    wordings = [
        "Make a palindrome of all these letters: <text>. If there are several, the first in alphabetical order.",
        "Letters <text>: which word that reads the same backwards uses them all and comes first in the alphabet?",
        "Arrange <text> into a palindrome. The alphabetically smallest one, please.",
        "I've got tiles <text> and want one string that is the same from both sides. Take the one that a dictionary would list first.",
        "Alphabetically first palindrome from <text>?",
        "Use every letter of <text> exactly once to build a palindrome; of several, I want the one that sorts first.",
        "de: Bilde aus <text> ein Palindrom; gibt es mehrere, das alphabetisch erste.",
        "es: Forma un palíndromo con <text>; si hay varios, el primero por orden alfabético.",
    ]
    code = (
        'letters = "<word>"\nhalf = "".join(c * (letters.count(c) // 2) for c in sorted(set(letters)))\n'
        'middle = "".join(c for c in sorted(set(letters)) if letters.count(c) % 2)\nanswer(half + middle + half[::-1])'
    )
    return task(r, wordings, code, answer, word="".join(letters), text=", ".join(letters))


@family("gym")
def puzzle_alternating(r: Dice) -> Task:
    n = r.randint(5, 12)
    bits = ["01"[i % 2] for i in range(n)]
    if r.random() < 0.2:
        bits[0] = bits[1]
    r.shuffle(bits)
    text = "".join(bits)
    best = -1
    if abs(text.count("0") - text.count("1")) <= 1:
        firsts = "01" if n % 2 == 0 else "01"[text.count("1") > n // 2]
        best = min(sum(text[i] != first for i in range(0, n, 2)) for first in firsts)
    wordings = [
        "How few swaps of two characters make <text> alternate between 0 and 1? -1 if it can't be done.",
        "Minimum swaps (any two positions) so that <text> has no two equal neighbours; -1 if impossible.",
        "Boys (0) and girls (1) stand in a row like this: <text>. At least how many swaps of two children until they alternate? Say -1 if they never can.",
        "<text> - least number of swaps to turn it into 0101... or 1010...? If neither is possible: -1.",
        "Black (1) and white (0) beads lie in the order <text>. I may swap any two. How many swaps until the colours alternate, or -1?",
        "Fewest exchanges of two digits in <text> after which neighbours always differ (else -1)?",
        "fr: Combien d'échanges au minimum pour que <text> alterne 0 et 1 ? -1 si c'est impossible.",
        "de: Wie oft muss man in <text> mindestens zwei Zeichen tauschen, bis sich 0 und 1 abwechseln? Geht es nicht: -1.",
    ]
    code = (
        's, swaps = "<text>", []\nfor first in ("01", "10"):\n    goal = (first * len(s))[:len(s)]\n'
        '    if goal.count("1") == s.count("1"):\n        swaps.append(sum(a != b for a, b in zip(s, goal)) // 2)\n'
        "answer(min(swaps) if swaps else -1)"
    )
    return task(r, wordings, code, best, text=text)


_PEOPLE = [
    "Alice",
    "Nora",
    "Lena",
    "Ines",
    "Zoe",
    "Carla",
    "Tom",
    "Ben",
    "Paul",
    "Hugo",
    "Luis",
    "Adam",
    "Karl",
    "Omar",
]


@family("gym")
def puzzle_who_likes(r: Dice) -> Task:
    people = r.sample(_PEOPLE, 5)
    things = r.sample(
        "tea jazz chess tulips skiing horses cinema trains baking sailing comics karate olives opera".split(),
        5,
    )
    verbs = ["likes", "hates", "collects news about", "is crazy about", "can't stand", "dreams of"]
    lines = [f"{name} {r.choice(verbs)} {thing}." for name, thing in zip(people, things, strict=True)]
    pick = r.randrange(5)
    wordings = [
        "<lines> Who was mentioned with <thing>?",
        "Which name belongs to <thing>? <lines>",
        "<lines> Give me the name of the one with <thing>.",
        "From my notes: <lines> Whose line was it about <thing>?",
        "Tell me the person that goes with <thing>, only the name. <lines>",
        "Read this: <lines> And now: <thing>, who was that?",
        "es: <lines> ¿De quién se dice algo sobre <thing>?",
        "fr: <lines> Qui est cité avec <thing> ?",
    ]
    return task(
        r,
        wordings,
        'answer("<name>")',
        people[pick],
        lines=" ".join(lines),
        thing=things[pick],
        name=people[pick],
    )
