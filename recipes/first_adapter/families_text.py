"""Text and lists: counting, turning, sorting, filtering, sets, ciphers, JSON and CSV in a message, logic."""

# ruff: noqa: E501, SIM905 (a wording is one line, a list of words reads best as words)

import json
from collections import Counter
from itertools import pairwise
from random import Random

from .families_maths import spoken
from .families_stories import NAMES
from .tasks import Task, family, task

_WORDS = (
    "garden window yellow bicycle mountain river kitchen orange planet teacher holiday picture chocolate umbrella mississippi banana elephant parallel balloon coffee "
    "committee library bookkeeper raspberry accommodation computer butterfly necessary tomorrow guitar village december pineapple rhythm engine apple strawberries"
).split()
_SENTENCES = [
    "the cat sat on the warm mat",
    "every good day begins with a smile",
    "we walk along the river in the evening",
    "she sells sea shells by the sea shore",
    "a journey of a thousand miles begins with a single step",
    "my brother plays the piano very well",
    "rain fell on the quiet town all night",
    "never put off until tomorrow what you can do today",
    "birds of a feather flock together",
    "the old man looked at the sea",
    "time flies when you are having fun",
    "our train was late again this morning",
    "two heads are better than one",
    "the lazy fox sleeps under the tall tree",
    "please send me the report before noon",
]
_LISTS = [
    ["plum", "cherry", "banana", "apple", "kiwi", "grape", "melon", "lemon"],
    ["lion", "zebra", "otter", "bear", "camel", "wolf", "goat"],
    ["Oslo", "Rome", "Berlin", "Madrid", "Athens", "Lisbon", "Vienna"],
    NAMES,
    ["violin", "drum", "flute", "harp", "cello", "trumpet"],
    ["tulip", "rose", "daisy", "iris", "lily", "orchid"],
    ["blue", "red", "green", "violet", "white", "brown"],
]


def _items(r: Random, least: int = 4, most: int = 6) -> list[str]:
    pool = r.choice(_LISTS)
    return r.sample(pool, min(len(pool), r.randint(least, most)))


@family
def count_letter(r: Random) -> Task:
    word = r.choice([*_WORDS, r.choice(_SENTENCES)])
    c = r.choice([x for x in word if x != " "])
    wordings = [
        "How many times does the letter <c> occur in <w!>?",
        "How many <c>'s are in <w>?",
        "Count the letter <c> in <w>.",
        "In the word <w>, how many <c> are there?",
        "<w>: number of <c>s?",
        "How often do you see <c> in <w!>?",
        "count <c> in <w>",
        "Tell me how many times <w> has the letter <c>.",
    ]
    return task(r, wordings, "answer(<w!>.lower().count(<c!>))", Counter(word)[c], w=word, c=c)


@family
def count_letters(r: Random) -> Task:
    word = r.choice(_WORDS)
    if r.random() < 0.5:
        return task(
            r,
            [
                "How many letters has the word <w>?",
                "How long is the word <w!>?",
                "Count the letters in <w>.",
                "What is the length of <w>?",
                "<w> has how many letters?",
                "number of characters in <w>",
            ],
            "answer(len(<w!>))",
            len(list(word)),
            w=word,
        )
    kind, rule = r.choice([("vowels", "in"), ("consonants", "not in")])
    value = sum((c in "aeiou") == (rule == "in") for c in word)
    wordings = [
        "How many <k> are in <w>?",
        "Count the <k> in <w!>.",
        "<w>: how many <k>?",
        "What number of <k> does <w> contain?",
        "How many <k> does the word <w> have?",
        "Number of <k> in the word <w>?",
    ]
    return task(
        r,
        wordings,
        'answer(sum(1 for c in <w!>.lower() if c <rule> "aeiou"))',
        value,
        w=word,
        k=kind,
        rule=rule,
    )


@family
def count_words(r: Random) -> Task:
    s = r.choice(_SENTENCES)
    wordings = [
        "How many words are in: <s>",
        "Count the words: <s>",
        "How many words does this sentence have? <s>",
        "<s!> has how many words?",
        "Word count of <s!>?",
        "Tell me the number of words in '<s>'.",
        "I wrote '<s>'. How many words is that?",
    ]
    return task(r, wordings, "answer(len(<s!>.split()))", s.count(" ") + 1, s=s)


@family
def reverse_text(r: Random) -> Task:
    w = r.choice(_WORDS + _SENTENCES)
    wordings = [
        "Reverse <w!>.",
        "Write <w> backwards.",
        "What is <w!> spelled backwards?",
        "Say <w> in reverse.",
        "Turn the letters of <w> around.",
        "Spell <w!> from the end to the start.",
        "<w> backwards?",
        "Mirror this text: <w>",
    ]
    return task(r, wordings, "answer(<w!>[::-1])", "".join(reversed(w)), w=w)


@family
def reverse_words(r: Random) -> Task:
    s = r.choice(_SENTENCES)
    wordings = [
        "Reverse the order of the words: <s>",
        "Put the words in reverse order: <s>",
        "Say this sentence with its words from last to first: <s>",
        "<s!> with the word order reversed",
        "Flip the word order of '<s>'.",
        "Write the words of <s!> in the opposite order.",
    ]
    return task(r, wordings, 'answer(" ".join(reversed(<s!>.split())))', " ".join(s.split()[::-1]), s=s)


@family
def change_case(r: Random) -> Task:
    s = r.choice(_SENTENCES)
    words, method, value = r.choice(
        [
            (["in upper case", "in capital letters", "in all caps"], "upper()", s.upper()),
            (
                ["in title case", "with every word capitalized", "with a capital at the start of each word"],
                "title()",
                s.title(),
            ),
            (
                ["with only the first letter capitalized", "as a sentence that starts with a capital"],
                "capitalize()",
                s[0].upper() + s[1:],
            ),
        ]
    )
    wordings = [
        "Write this <w>: <s>",
        "<s!> <w>, please",
        "Give me '<s>' <w>.",
        "How does '<s>' look <w>?",
        "Put the following <w>: <s>",
        "Rewrite <s!> <w>.",
    ]
    return task(r, wordings, "answer(<s!>.<m>)", value, s=s, w=r.choice(words), m=method)


@family
def join_style(r: Random) -> Task:
    s = r.choice(_SENTENCES)
    name, glue = r.choice(
        [
            ("snake_case", "_"),
            ("kebab-case", "-"),
            ("a file name with underscores", "_"),
            ("one word without spaces", ""),
            ("words separated by commas", ", "),
            ("words separated by slashes", "/"),
        ]
    )
    wordings = [
        "Turn this into <n>: <s>",
        "Convert '<s>' to <n>.",
        "Write <s!> as <n>.",
        "<s> as <n>",
        "Make <n> out of: <s>",
        "I need '<s>' as <n>.",
    ]
    return task(r, wordings, "answer(<g!>.join(<s!>.split()))", glue.join(s.split()), s=s, n=name, g=glue)


@family
def replace_in_text(r: Random) -> Task:
    s = r.choice(_SENTENCES)
    old = r.choice(s.split())
    new = r.choice(_WORDS)
    wordings = [
        "Replace <o!> with <n!> in: <s>",
        "In the sentence '<s>', change <o> to <n>.",
        "Swap the word <o> for <n>: <s>",
        "<s> - put <n> where it says <o>.",
        "Substitute <n> for <o> in <s!>.",
        "Write '<s>' again with <n> instead of <o>.",
    ]
    return task(r, wordings, "answer(<s!>.replace(<o!>, <n!>))", new.join(s.split(old)), s=s, o=old, n=new)


@family
def pick_letter_or_word(r: Random) -> Task:
    n = r.randint(1, 4)
    nth = {1: "first", 2: "second", 3: "third", 4: "fourth"}[n]
    if r.random() < 0.5:
        w = r.choice(_WORDS)
        return task(
            r,
            [
                "What is the <o> letter of <w>?",
                "Which letter comes <o> in <w!>?",
                "<o> letter of <w>?",
                "Tell me the <o> letter in the word <w>.",
                "In <w>, what's the <o> letter?",
                "The word is <w>. Its <o> letter?",
            ],
            "answer(<w!>[<i>])",
            w[n - 1],
            w=w,
            o=nth,
            i=n - 1,
        )
    s = r.choice(_SENTENCES)
    last = r.random() < 0.3
    return task(
        r,
        [
            "What is the <o> word of: <s>",
            "Which word comes <o> in '<s>'?",
            "<o> word in <s!>?",
            "Give me the <o> word of this sentence: <s>",
            "From '<s>' take the <o> word.",
            "In the sentence '<s>' what's the <o> word?",
        ],
        "answer(<s!>.split()[<i>])",
        s.split(" ")[-1 if last else n - 1],
        s=s,
        o="last" if last else nth,
        i=-1 if last else n - 1,
    )


@family
def longest_word(r: Random) -> Task:
    s = " ".join(dict.fromkeys(r.sample(_WORDS, 5))) if r.random() < 0.5 else r.choice(_SENTENCES)
    word, f = r.choice([("longest", "max"), ("shortest", "min")])
    lengths = [len(w) for w in s.split()]
    value = s.split()[lengths.index(max(lengths) if f == "max" else min(lengths))]
    wordings = [
        "What is the <w> word in: <s>",
        "Find the <w> word: <s>",
        "Which word is <w> in '<s>'?",
        "<w> word of <s!>?",
        "Of these words, which is the <w>? <s>",
        "Look at '<s>'. Which is its <w> word?",
    ]
    return task(r, wordings, "answer(<f>(<s!>.split(), key=len))", value, s=s, w=word, f=f)


@family
def palindrome(r: Random) -> Task:
    w = r.choice(
        [
            "racecar",
            "level",
            "rotor",
            "kayak",
            "noon",
            "madam",
            "refer",
            "stats",
            "deified",
            "never odd or even",
            "was it a car or a cat I saw",
            *_WORDS[:12],
        ]
    )
    clean = [c for c in w.lower() if c.isalpha()]
    wordings = [
        "Is <w!> a palindrome?",
        "Does <w> read the same backwards?",
        "Check if <w> is a palindrome.",
        "palindrome or not: <w>",
        "Is '<w>' the same from both ends?",
        "Tell me whether <w!> is a palindrome.",
    ]
    code = 'letters = [c for c in <w!>.lower() if c.isalpha()]\nanswer("Yes" if letters == letters[::-1] else "No")'
    return task(
        r,
        wordings,
        code,
        "Yes" if all(a == b for a, b in zip(clean, reversed(clean), strict=True)) else "No",
        w=w,
    )


@family
def anagram(r: Random) -> Task:
    a, b = r.choice(
        [
            ("listen", "tinsel"),
            ("earth", "heart"),
            ("night", "thing"),
            ("stone", "notes"),
            ("study", "dusty"),
            ("state", "taste"),
            ("below", "elbow"),
            ("river", "rover"),
            ("angel", "glean"),
            ("brush", "shrub"),
            ("plane", "panel"),
            ("house", "horse"),
            ("cider", "cried"),
            ("table", "bleat"),
            ("bored", "robed"),
            ("spare", "spear"),
            ("water", "tower"),
        ]
    )
    wordings = [
        "Are <a> and <b> anagrams?",
        "Is <a!> an anagram of <b!>?",
        "Do <a> and <b> have the same letters?",
        "Can the letters of <a> form <b>?",
        "anagram check: <a>, <b>",
        "Can I make <b> out of the letters in <a>?",
    ]
    return task(
        r,
        wordings,
        'answer("Yes" if sorted(<a!>) == sorted(<b!>) else "No")',
        "Yes" if Counter(a) == Counter(b) else "No",
        a=a,
        b=b,
    )


@family
def most_common_letter(r: Random) -> Task:
    w = r.choice(
        [
            x
            for x in _WORDS
            if len(Counter(x).most_common()) > 1
            and Counter(x).most_common(2)[0][1] > Counter(x).most_common(2)[1][1]
        ]
    )
    wordings = [
        "Which letter occurs most often in <w>?",
        "What's the most frequent letter of <w!>?",
        "Most common letter in <w>?",
        "In the word <w>, which letter comes up the most?",
        "Find the letter that <w> contains most.",
        "<w>: most used letter?",
    ]
    return task(
        r,
        wordings,
        "from collections import Counter\nanswer(Counter(<w!>).most_common(1)[0][0])",
        max(set(w), key=w.count),
        w=w,
    )


@family
def remove_letters(r: Random) -> Task:
    w = r.choice(_WORDS)
    if r.random() < 0.5:
        return task(
            r,
            [
                "Remove the vowels from <w>.",
                "Write <w> without vowels.",
                "<w> without a, e, i, o, u",
                "Delete all vowels in <w!>.",
                "Leave the vowels out of <w>.",
                "What's left of <w> when its vowels are gone?",
            ],
            'answer("".join(c for c in <w!> if c not in "aeiou"))',
            w.translate({ord(v): None for v in "aeiou"}),
            w=w,
        )
    c = r.choice(w)
    return task(
        r,
        [
            "Remove every <c> from <w>.",
            "Write <w> without the letter <c>.",
            "Delete all <c>'s in <w!>.",
            "What remains of <w> without <c>?",
            "Take the letter <c> out of <w>.",
            "<w> minus the letter <c>?",
        ],
        'answer(<w!>.replace(<c!>, ""))',
        "".join(w.split(c)),
        w=w,
        c=c,
    )


@family
def initials(r: Random) -> Task:
    s = r.choice(_SENTENCES)
    wordings = [
        "Take the first letter of each word: <s>",
        "What acronym do the initials of '<s>' make?",
        "Give the initials of: <s>",
        "Make an acronym of <s!>.",
        "First letters of the words in '<s>'?",
        "Abbreviate '<s>' by its initials.",
    ]
    return task(
        r,
        wordings,
        'answer("".join(word[0].upper() for word in <s!>.split()))',
        "".join(w[:1] for w in s.upper().split()),
        s=s,
    )


@family
def sort_words(r: Random) -> Task:
    xs, back = _items(r), r.random() < 0.25
    wordings = (
        [
            "Sort in reverse alphabetical order: <s>",
            "From Z to A: <s>",
            "Order these backwards by alphabet: <s>",
            "Arrange <s> from z to a.",
        ]
        if back
        else [
            "Sort these words alphabetically: <s>",
            "Put in alphabetical order: <s>",
            "Alphabetize <s>.",
            "Arrange from A to Z: <s>",
            "<s> - in alphabetical order please",
            "How do you order <s> by the alphabet?",
            "I have <s>. Sort them by name.",
        ]
    )
    return task(
        r,
        wordings,
        "answer(sorted(<xs>, reverse=True))" if back else "answer(sorted(<xs>))",
        sorted(xs)[::-1] if back else sorted(xs),
        s=spoken(r, list(xs)),
        xs=xs,
    )


@family
def sort_by_length(r: Random) -> Task:
    xs = r.sample(_WORDS, r.randint(3, 5))
    wordings = [
        "Sort by length: <s>",
        "Order these words from shortest to longest: <s>",
        "Arrange <s> by number of letters.",
        "Shortest first: <s>",
        "Put <s> in order of word length.",
        "Rank these by how long they are: <s>",
    ]
    return task(
        r,
        wordings,
        "answer(sorted(<xs>, key=len))",
        [x for n in range(20) for x in xs if len(x) == n],
        s=spoken(r, list(xs)),
        xs=xs,
    )


@family
def sort_numbers(r: Random) -> Task:
    xs, down = [r.randint(-20, 200) for _ in range(r.randint(4, 8))], r.random() < 0.45
    word = r.choice(
        ["from largest to smallest", "in descending order", "from high to low"]
        if down
        else ["from smallest to largest", "in ascending order", "from low to high"]
    )
    wordings = [
        "Sort <s> <w>.",
        "Put these numbers <w>: <s>",
        "<s> <w>",
        "Arrange <w>: <s>",
        "Order the numbers <s> <w>.",
        "Can you list <s> <w>?",
    ]
    ordered = list(xs)
    ordered.sort(reverse=down)
    return task(
        r,
        wordings,
        "answer(sorted(<xs>, reverse=True))" if down else "answer(sorted(<xs>))",
        ordered,
        s=", ".join(map(str, xs)),
        xs=xs,
        w=word,
    )


@family
def filter_numbers(r: Random) -> Task:
    xs, n = [r.randint(1, 99) for _ in range(r.randint(5, 9))], r.randint(2, 60)
    word, rule = r.choice(
        [
            ("greater than <n>", "x > <n>"),
            ("less than <n>", "x < <n>"),
            ("even", "x % 2 == 0"),
            ("odd", "x % 2 == 1"),
            ("divisible by 3", "x % 3 == 0"),
            ("at least <n>", "x >= <n>"),
            ("multiples of 5", "x % 5 == 0"),
        ]
    )
    word, rule = word.replace("<n>", str(n)), rule.replace("<n>", str(n))
    kept = list(filter(eval("lambda x: " + rule), xs))
    count = r.random() < 0.35
    wordings = (
        ["How many of <s> are <w>?", "Count the numbers that are <w>: <s>", "In <s>, how many are <w>?"]
        if count
        else [
            "Which of <s> are <w>?",
            "Keep only the numbers that are <w>: <s>",
            "From <s> list those that are <w>.",
            "Filter <s>: only <w>",
            "Show me the ones that are <w>: <s>",
        ]
    )
    code = "found = [x for x in <xs> if <rule>]\nanswer(<out>)"
    return task(
        r,
        wordings,
        code,
        len(kept) if count else kept,
        s=", ".join(map(str, xs)),
        xs=xs,
        w=word,
        rule=rule,
        out="len(found)" if count else "found",
    )


@family
def filter_words(r: Random) -> Task:
    xs = r.sample(_WORDS, 6)
    c, n = r.choice(xs)[0], r.randint(6, 8)
    word, rule, kept = r.choice(
        [
            ("start with <c>", "w.startswith('<c>')", [w for w in xs if w[0] == c]),
            ("contain the letter <c>", "'<c>' in w", [w for w in xs if w.count(c)]),
            ("have more than <n> letters", "len(w) > <n>", [w for w in xs if w[n:]]),
        ]
    )
    wordings = [
        "Which of these words <w>: <s>",
        "From <s>, list those that <w>.",
        "Keep the words that <w>: <s>",
        "<s>: which ones <w>?",
        "Show only words that <w> from: <s>",
        "Pick out the words that <w>. <s>",
    ]
    w = word.replace("<c>", c).replace("<n>", str(n))
    return task(
        r,
        wordings,
        "answer([w for w in <xs> if <rule>])",
        kept,
        s=", ".join(xs),
        xs=xs,
        w=w,
        rule=rule.replace("<c>", c).replace("<n>", str(n)),
    )


@family
def unique(r: Random) -> Task:
    xs = [r.choice(r.choice([[1, 2, 3, 4, 5, 6, 7], [10, 20, 30, 40]])) for _ in range(r.randint(5, 8))]
    if r.random() < 0.5:
        xs = [r.choice(["red", "blue", "green", "pink"]) for _ in range(6)]
    count = r.random() < 0.35
    wordings = (
        [
            "How many different values are in <s>?",
            "Count the distinct items: <s>",
            "How many unique entries does <s> have?",
        ]
        if count
        else [
            "Remove the duplicates from <s>.",
            "List the distinct items of <s>.",
            "Drop repeated entries: <s>",
            "<s> without duplicates",
            "Each value only once, please: <s>",
        ]
    )
    once = []
    for x in xs:
        if x not in once:
            once.append(x)
    return task(
        r,
        wordings,
        "answer(len(set(<xs>)))" if count else "answer(list(dict.fromkeys(<xs>)))",
        len(once) if count else once,
        s=", ".join(map(str, xs)),
        xs=xs,
    )


@family
def two_lists(r: Random) -> Task:
    pool = r.choice([list(range(1, 20)), NAMES[:12], _LISTS[0]])
    a, b = r.sample(pool, 5), r.sample(pool, 5)
    kind, rule = r.choice([("in both lists", "x in <b>"), ("only in the first list", "x not in <b>")])
    kept = [x for x in a if (x in set(b)) == ("both" in kind)]
    wordings = [
        "First list: <s>. Second list: <t>. What is <k>?",
        "Which items are <k>? List 1: <s>; list 2: <t>",
        "Compare <s> with <t>: what is <k>?",
        "A = <s>, B = <t>. Tell me what's <k>.",
        "Here are two lists: <s> / <t>. Find everything that is <k>.",
        "Given <s> and <t>, what's <k>?",
    ]
    return task(
        r,
        wordings,
        "answer([x for x in <a> if <rule>])",
        kept,
        s=", ".join(map(str, a)),
        t=", ".join(map(str, b)),
        a=a,
        b=b,
        k=kind,
        rule=rule.replace("<b>", repr(b)),
    )


@family
def occurrences(r: Random) -> Task:
    pool = r.choice([["a", "b", "c"], ["cat", "dog", "bird"], ["yes", "no", "maybe"], [1, 2, 3, 4]])
    xs = [r.choice(pool) for _ in range(r.randint(7, 11))]
    x = r.choice(xs)
    wordings = [
        "How many times does <x> appear in <s>?",
        "Count <x> in this list: <s>",
        "<s>. How often do you find <x>?",
        "In <s>, how many are <x>?",
        "The answers were <s>. How many said <x>?",
        "How many <x> are among <s>?",
    ]
    return task(
        r,
        wordings,
        "answer(<xs>.count(<x!>))",
        sum(y == x for y in xs),
        x=x,
        s=", ".join(map(str, xs)),
        xs=xs,
    )


@family
def position_in_list(r: Random) -> Task:
    xs = _items(r)
    x = r.choice(xs)
    wordings = [
        "At which position is <x> in <s>?",
        "In the list <s>, what place does <x> have?",
        "<s>: which number in the row is <x>?",
        "Counting from 1, where is <x> in <s>?",
        "What is the position of <x> among <s>?",
        "The queue is <s>. Which place has <x>?",
    ]
    return task(
        r,
        wordings,
        "answer(<xs>.index(<x!>) + 1)",
        next(i for i, y in enumerate(xs, 1) if y == x),
        x=x,
        s=", ".join(xs),
        xs=xs,
    )


@family
def every_nth(r: Random) -> Task:
    xs, n = r.sample(range(1, 90), 9), r.randint(2, 4)
    word = {2: "second", 3: "third", 4: "fourth"}[n]
    wordings = [
        "Take every <w> number from <s>.",
        "Every <w> item of <s>",
        "From <s> keep each <w> element.",
        "List every <w> value in <s>.",
        "Going through <s>, pick every <w> one.",
        "What do I get if I take each <w> number of <s>?",
    ]
    return task(
        r,
        wordings,
        "answer(<xs>[<i>::<n>])",
        [x for i, x in enumerate(xs, 1) if i % n == 0],
        s=", ".join(map(str, xs)),
        xs=xs,
        w=word,
        n=n,
        i=n - 1,
    )


@family
def map_numbers(r: Random) -> Task:
    xs, n = [r.randint(1, 40) for _ in range(r.randint(4, 6))], r.randint(2, 12)
    word, rule = r.choice(
        [
            ("multiply each number by <n>", "x * <n>"),
            ("add <n> to each number", "x + <n>"),
            ("square each number", "x ** 2"),
            ("subtract <n> from each number", "x - <n>"),
            ("double each number", "x * 2"),
        ]
    )
    rule = rule.replace("<n>", str(n))
    wordings = [
        "For <s>, <w>.",
        "<W>: <s>",
        "Take <s> and <w>.",
        "I have <s>. Please <w>.",
        "With the list <s>, <w>.",
        "Given <s>: <w>.",
    ]
    word = word.replace("<n>", str(n))
    return task(
        r,
        wordings,
        "answer([<rule> for x in <xs>])",
        list(map(eval("lambda x: " + rule), xs)),
        s=", ".join(map(str, xs)),
        xs=xs,
        w=word,
        W=word.capitalize(),
        rule=rule,
    )


@family
def extract_numbers(r: Random) -> Task:
    a, b, c = (r.randint(2, 99) for _ in range(3))
    text = r.choice(
        [
            f"we sold {a} cakes, {b} pies and {c} rolls",
            f"room {a} has {b} chairs and {c} lamps",
            f"order {a}: {b} pens, {c} pads",
            f"{a} cats met {b} dogs near {c} trees",
        ]
    )
    goal, code, value = r.choice(
        [
            ("sum of the numbers", "sum(numbers)", a + b + c),
            ("largest number", "max(numbers)", sorted([a, b, c])[2]),
            ("list of numbers", "numbers", [a, b, c]),
        ]
    )
    wordings = [
        "What is the <g> in the text '<t>'?",
        "Find the <g>: <t>",
        "Give me the <g> in this text: <t>",
        "<t> - what's the <g> here?",
        "Read '<t>' and tell me the <g>.",
        "From the sentence '<t>' extract the <g>.",
    ]
    return task(
        r,
        wordings,
        'import re\nnumbers = [int(n) for n in re.findall(r"\\d+", <t!>)]\nanswer(<out>)',
        value,
        t=text,
        g=goal,
        out=code,
    )


@family
def find_in_text(r: Random) -> Task:
    user, host, tag = (
        r.choice(NAMES).lower(),
        r.choice(["example.com", "mail.org", "shop.net"]),
        r.choice(["news", "sale", "sports"]),
    )
    what, text, pattern, value = r.choice(
        [
            ("email address", f"please write to {user}@{host} before Friday", r"\S+@\S+", f"{user}@{host}"),
            ("hashtag", f"loving the weather #{tag} today", r"#\w+", f"#{tag}"),
            ("link", f"see https://{host}/{tag} for more", r"https?://\S+", f"https://{host}/{tag}"),
            ("time", f"the call is at 1{r.randint(0, 9)}:30 on Monday", r"\d+:\d+", ""),
        ]
    )
    value = value or text.split()[4]
    wordings = [
        "Extract the <k> from: <t>",
        "What's the <k> in '<t>'?",
        "Find the <k>: <t>",
        "Which <k> does this text contain? <t>",
        "Pull the <k> out of '<t>'.",
        "<t> - give me only the <k>.",
    ]
    return task(r, wordings, "import re\nanswer(re.search(<p!>, <t!>)[0])", value, k=what, t=text, p=pattern)


@family
def caesar(r: Random) -> Task:
    w, n, decode = r.choice(_WORDS + _SENTENCES[:6]), r.randint(1, 13), r.random() < 0.4

    def shift(text: str, k: int) -> str:
        alphabet = "abcdefghijklmnopqrstuvwxyz"
        return "".join(alphabet[(alphabet.index(c) + k) % 26] if c in alphabet else c for c in text)

    upper = r.random() < 0.4
    plain, secret = (w.upper(), shift(w, n).upper()) if upper else (w, shift(w, n))
    text, value, sign = (secret, plain, "-") if decode else (plain, secret, "+")
    wordings = (
        [
            "Decode the Caesar cipher <t!> with shift <n>.",
            "<t> was shifted by <n>. What does it say?",
            "Decrypt <t!> (Caesar, <n>).",
            "Undo a Caesar shift of <n>: <t>",
            "Shift the letters of <t> back by <n>.",
            "Read this Caesar text with key <n>: <t>",
        ]
        if decode
        else [
            "Encode <t!> with a Caesar cipher, shift <n>.",
            "Shift every letter of <t> by <n>.",
            "Encrypt <t!> (Caesar, <n>).",
            "What is <t> in a Caesar code with key <n>?",
            "Apply a Caesar shift of <n> to: <t>",
            "Move each letter of <t> <n> places on in the alphabet.",
        ]
    )
    base = 65 if upper else 97
    code = (
        f'answer("".join(chr((ord(c) - {base} <s> <n>) % 26 + {base}) if c.isalpha() else c for c in <t!>))'
    )
    return task(r, wordings, code, value, t=text, n=n, s=sign)


@family
def swap_cipher(r: Random) -> Task:
    w = r.choice(_WORDS)
    kind, code, value = r.choice(
        [
            (
                "Atbash",
                'answer("".join(chr(219 - ord(c)) for c in <w!>))',
                "".join("zyxwvutsrqponmlkjihgfedcba"["abcdefghijklmnopqrstuvwxyz".index(c)] for c in w),
            ),
            (
                "ROT13",
                'answer("".join(chr((ord(c) - 97 + 13) % 26 + 97) for c in <w!>))',
                "".join("nopqrstuvwxyzabcdefghijklm"["abcdefghijklmnopqrstuvwxyz".index(c)] for c in w),
            ),
        ]
    )
    wordings = [
        "Encode <w> with <k>.",
        "What is <w> in <k>?",
        "<k> of <w!>?",
        "Apply <k> to the word <w>.",
        "Write <w> in the <k> cipher.",
        "Use <k> on <w>.",
    ]
    return task(r, wordings, code, value, w=w, k=kind)


@family
def letter_values(r: Random) -> Task:
    w = r.choice(_WORDS)
    wordings = [
        "If a=1, b=2 and so on, what is the sum of the letters of <w>?",
        "Add up the alphabet positions of the letters in <w>.",
        "With A=1 ... Z=26, what is <w> worth?",
        "Letter value of <w!> where a is 1?",
        "Number the alphabet from 1. What do the letters of <w> total?",
        "Sum of letter positions in the word <w>?",
    ]
    return task(
        r,
        wordings,
        "answer(sum(ord(c) - 96 for c in <w!>))",
        sum("abcdefghijklmnopqrstuvwxyz".index(c) + 1 for c in w),
        w=w,
    )


@family
def ascii_codes(r: Random) -> Task:
    c = r.choice("ABCDEFGHKMPRSTXYZabcdeghkmnqrstxyz0123456789!?#")
    if r.random() < 0.5:
        return task(
            r,
            [
                "What is the ASCII code of <c>?",
                "ASCII value of <c!>?",
                "Which code point has <c>?",
                "Give the ASCII number of the character <c>.",
                "ord of <c>?",
                "The character <c> has which ASCII code?",
            ],
            "answer(ord(<c!>))",
            c.encode()[0],
            c=c,
        )
    return task(
        r,
        [
            "Which character has the ASCII code <n>?",
            "ASCII <n> is which character?",
            "What does code <n> stand for in ASCII?",
            "Character number <n> in ASCII?",
            "chr of <n>?",
            "Tell me the character for ASCII <n>.",
        ],
        "answer(chr(<n>))",
        bytes([ord(c)]).decode(),
        n=ord(c),
    )


@family
def json_field(r: Random) -> Task:
    data = {
        "name": r.choice(NAMES),
        "age": r.randint(18, 80),
        "city": r.choice(_LISTS[2]),
        "scores": [r.randint(1, 10) for _ in range(3)],
    }
    key, code, value = r.choice(
        [
            ("name", "data['name']", data["name"]),
            ("age", "data['age']", data["age"]),
            ("city", "data['city']", data["city"]),
            ("sum of the scores", "sum(data['scores'])", sum(data["scores"])),
            ("best score", "max(data['scores'])", max(data["scores"])),
            ("number of keys", "len(data)", 4),
        ]
    )
    wordings = [
        "What is the <k> in this JSON? <t>",
        "From <t> give me the <k>.",
        "Parse <t> and return the <k>.",
        "<t> - what's the <k>?",
        "Read the JSON <t>: <k>?",
        "Here is a record: <t>. Tell me the <k>.",
    ]
    return task(
        r,
        wordings,
        "import json\ndata = json.loads(<t!>)\nanswer(<out>)",
        value,
        t=json.dumps(data),
        k=key,
        out=code,
    )


@family
def csv_in_message(r: Random) -> Task:
    people = r.sample(NAMES, 3)
    rows = [(p, r.randint(10, 99)) for p in people]
    col = r.choice(["age", "points", "price", "hours"])
    text = f"name,{col}\n" + "\n".join(f"{p},{n}" for p, n in rows)
    goal, code, value = r.choice(
        [
            (f"total {col}", "sum(values)", sum(n for _, n in rows)),
            (f"highest {col}", "max(values)", max(n for _, n in rows)),
            (f"average {col}", "round(sum(values) / len(values), 2)", round(sum(n for _, n in rows) / 3, 2)),
            (f"lowest {col}", "min(values)", min(n for _, n in rows)),
        ]
    )
    wordings = [
        "What is the <g> in this CSV?\n<t>",
        "<t>\n\nWhat's the <g>?",
        "Here is a table:\n<t>\nI need the <g>.",
        "Compute the <g>:\n<t>",
        "CSV data:\n<t>\nPlease give the <g>.",
        "From this CSV, find the <g>.\n<t>",
    ]
    code = (
        'import csv\nrows = csv.DictReader(<t!>.splitlines())\nvalues = [int(row["<c>"]) for row in rows]\nanswer('
        + code
        + ")"
    )
    return task(r, wordings, code, value, t=text, g=goal, c=col)


@family
def who_is(r: Random) -> Task:
    names = r.sample(NAMES, r.randint(3, 4))
    more, most, least = r.choice(
        [
            ("taller", "tallest", "shortest"),
            ("older", "oldest", "youngest"),
            ("faster", "fastest", "slowest"),
            ("heavier", "heaviest", "lightest"),
            ("richer", "richest", "poorest"),
        ]
    )
    facts = [f"{a} is {more} than {b}" for a, b in pairwise(names)]
    r.shuffle(facts)
    pairs = [(f.split()[0], f.split()[-1]) for f in facts]
    top = r.random() < 0.5
    wordings = [
        "<f>. Who is the <w>?",
        "<f>. Which of them is the <w>?",
        "Who is <w> if <F>?",
        "<f>. So the <w> is who?",
        "Find the <w>: <f>.",
        "Given that <F>, who's the <w>?",
    ]
    code = "pairs = <p>\nnames = {n for pair in pairs for n in pair}\nanswer([n for n in names if all(n != <v> for a, b in pairs)][0])"
    text = ", ".join(facts[:-1]) + " and " + facts[-1]
    return task(
        r,
        wordings,
        code,
        names[0] if top else names[-1],
        f=". ".join(facts) if r.random() < 0.6 else text,
        F=text,
        p=pairs,
        w=most if top else least,
        v="b" if top else "a",
    )


@family
def order_chain(r: Random) -> Task:
    names = r.sample(NAMES, 4)
    facts = [f"{a} finished before {b}" for a, b in pairwise(names)]
    r.shuffle(facts)
    pairs = [(f.split()[0], f.split()[-1]) for f in facts]
    wordings = [
        "<f>. In which order did they finish?",
        "<f>. List them from first to last.",
        "Give the finishing order: <f>.",
        "A race: <f>. What was the order?",
        "<f>. Who came first, second, third and fourth?",
        "Sort the runners by place. <f>.",
    ]
    code = "pairs = <p>\nnames = {n for pair in pairs for n in pair}\norder = []\nwhile names:\n    first = [n for n in names if all(b != n or a in order for a, b in pairs)][0]\n    order.append(first)\n    names.remove(first)\nanswer(order)"
    return task(r, wordings, code, names, f=", ".join(facts), p=pairs)


@family
def truth(r: Random) -> Task:
    p, q = r.choice([True, False]), r.choice([True, False])
    op, text = r.choice(
        [
            ("p and q", "P and Q"),
            ("p or q", "P or Q"),
            ("p and not q", "P and not Q"),
            ("not p or q", "P implies Q"),
            ("p != q", "either P or Q but not both"),
            ("not (p and q)", "not both P and Q"),
        ]
    )
    wordings = [
        "P is <p> and Q is <q>. Is '<t>' true?",
        "If P is <p> and Q is <q>, what is the truth value of '<t>'?",
        "Evaluate '<t>' for P <p>, Q <q>.",
        "P = <p>, Q = <q>. <t>: true or false?",
        "Given P <p>, Q <q>, does '<t>' hold?",
        "Truth value of '<t>' with P <p> and Q <q>?",
    ]
    table = {
        "p and q": min(p, q),
        "p or q": max(p, q),
        "p and not q": p > q,
        "not p or q": p <= q,
        "p != q": p is not q,
        "not (p and q)": p + q < 2,
    }
    return task(
        r,
        wordings,
        "p, q = <P>, <Q>\nanswer(<op>)",
        bool(table[op]),
        p=str(p).lower(),
        q=str(q).lower(),
        P=p,
        Q=q,
        t=text,
        op=op,
    )
