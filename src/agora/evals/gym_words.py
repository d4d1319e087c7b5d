"""Reference thoughts for the datasets about words, lists, dates and stories."""

import re

from agora.evals.gym_thoughts import thought

_LEGS = {
    0: "snail sea slug slug starfish jellyfish flatworm leech cockroach_ worm snake fish sea cucumber",
    2: "bird chicken duck human ostrich",
    4: "cat dog cow horse sheep goat lion tiger elephant deer giraffe",
    6: "ant bee beetle butterfly grasshopper wasp cricket firefly cockroach ladybug praying mantis",
    8: "spider scorpion",
    10: "crab lobster shrimp",
    14: "woodlouse",
}


@thought("spell_backward")
def _backward(question: str, answer: str) -> str:
    return f'answer("{question.rpartition(": ")[2].strip()}"[::-1])'


@thought("word_sequence_reversal", max_words=7)
def _reverse(question: str, answer: str) -> str:
    words = question.rpartition(": ")[2].strip().split(", ")
    return f'words = {_list(words)}\nanswer(", ".join(words[::-1]))'


@thought("word_sorting", max_words=7)
def _sort_words(question: str, answer: str) -> str:
    words = question.rpartition(": ")[2].strip().split(", ")
    order = ", reverse=True" if "in descending" in question else ""
    return f'words = {_list(words)}\nanswer(", ".join(sorted(words{order})))'


@thought("letter_counting", max_words=8)
def _letters(question: str, answer: str) -> str:
    found = re.search(r'letter "(.)" appear in the text: "(.*)"', question)
    return f'answer("{found[2]}".lower().count("{found[1]}"))' if found else ""


@thought("number_sorting", max_numbers=7)
def _sort_numbers(question: str, answer: str) -> str:
    numbers = _numbers(question.splitlines()[0].partition(": ")[2])
    order = ", reverse=True" if "descending" in question.splitlines()[0] else ""
    return f"numbers = {_list(numbers)}\nanswer(str(sorted(numbers, key=float{order})))"


@thought("number_filtering", max_numbers=7)
def _filter_numbers(question: str, answer: str) -> str:
    found = re.search(r"(Keep|Remove) all numbers (larger|smaller) than (\S+) in", question)
    if not found:
        return ""
    numbers = re.findall(r"'(.*?)'", question)
    sign = {("Keep", "larger"): ">", ("Keep", "smaller"): "<", ("Remove", "larger"): "<="}.get(
        (found[1], found[2]), ">="
    )
    return f"numbers = {_list(numbers)}\nanswer(str([n for n in numbers if float(n) {sign} {found[3]}]))"


@thought("number_format", max_num_candidates=4, max_n=1000000)
def _pick_number(question: str, answer: str) -> str:
    pick = "max" if "pick the largest number" in question else "min"
    numbers = question.rpartition(": ")[2].split()
    return f'numbers = {_list(numbers)}\nanswer({pick}(float(n.replace(",", "")) for n in numbers))'


@thought("group_anagrams", max_anagram_groups=3, max_words_per_group=3)
def _anagrams(question: str, answer: str) -> str:
    words = question.strip().splitlines()[-1]
    return (
        f'words, groups = {words}, {{}}\nfor word in words:\n    key = "".join(sorted(word))\n'
        "    groups[key] = groups.get(key, []) + [word]\nanswer(list(groups.values()))"
    )


@thought("palindrome_generation", max_length=8)
def _palindrome(question: str, answer: str) -> str:
    letters = question.rpartition(": ")[2].strip().replace(", ", "")
    middle = ""
    if len(letters) % 2:
        middle = " + [c for c in sorted(set(letters)) if letters.count(c) % 2][0]"
    return (
        f'letters = "{letters}"\nhalf = "".join(c * (letters.count(c) // 2) for c in sorted(set(letters)))\n'
        f"answer(half{middle} + half[::-1])"
    )


@thought("palindrome_partitioning", max_string_len=7)
def _partitions(question: str, answer: str) -> str:
    text = question.rpartition(": ")[2].strip()
    return (
        "def parts(s):\n    if not s:\n        return [[]]\n    found = []\n"
        "    for n in range(1, len(s) + 1):\n"
        "        if s[:n] == s[:n][::-1]:\n            found += [[s[:n]] + rest for rest in parts(s[n:])]\n"
        f'    return found\nanswer(parts("{text}"))'
    )


@thought("binary_alternation", max_n=16)
def _alternate(question: str, answer: str) -> str:
    text = question.rpartition(": ")[2].strip()
    return (
        f's, swaps = "{text}", []\nfor first in "01":\n'
        f'    goal = ((first + "10"[int(first)]) * len(s))[:len(s)]\n'
        '    if goal.count("1") == s.count("1"):\n'
        "        swaps.append(sum(a != b for a, b in zip(s, goal)) // 2)\nanswer(min(swaps) if swaps else -1)"
    )


@thought("caesar_cipher", max_words=6)
def _caesar(question: str, answer: str) -> str:
    text = re.search(r"text: ([A-Z ]+)\.", question)
    if not text:
        return ""
    guess = max(range(26), key=lambda k: sum(c in "ETAOINSHR" for c in _shift(text[1], k)))
    if _shift(text[1], guess) != answer:
        return ""
    return (
        "def shift(text, k):\n"
        '    return "".join(chr((ord(c) - 65 - k) % 26 + 65) if c != " " else c for c in text)\n'
        f'text = "{text[1]}"\n'
        'k = max(range(26), key=lambda k: sum(c in "ETAOINSHR" for c in shift(text, k)))\n'
        "answer(shift(text, k))"
    )


def _shift(text: str, k: int) -> str:
    return "".join(chr((ord(c) - 65 - k) % 26 + 65) if c != " " else c for c in text)


@thought("ab", length=8)
def _ab(question: str, answer: str) -> str:
    program = [
        line for line in question.splitlines() if re.fullmatch(r"[AB# ]+", line.strip()) and line.strip()
    ][-1]
    return (
        f't, i = "{program.strip()}".split(), 0\nwhile i < len(t) - 1:\n    a, b = t[i], t[i + 1]\n'
        '    if a[1] == "#" and b[0] == "#":\n        t[i:i + 2] = [] if a[0] == b[1] else [b, a]\n'
        "        i = 0\n"
        '    else:\n        i += 1\nanswer(" ".join(t))'
    )


@thought("bf")
def _bf(question: str, answer: str) -> str:
    program = next(line for line in question.splitlines() if re.fullmatch(r"[-+<>.,\[\]]{9,}", line))
    return (
        f'p = "{program}"\ni, at, cells, loops, out = 0, 0, [0] * 9, [], ""\nwhile i < len(p):\n'
        f"    c = p[i]\n"
        '    at += {">": 1, "<": -1}.get(c, 0)\n    cells[at] += {"+": 1, "-": -1}.get(c, 0)\n'
        '    if c == ".":\n'
        '        out += chr(cells[at])\n    if c == "[":\n        if cells[at]:\n'
        "            loops.append(i)\n"
        '        else:\n            i = p.index("]", i)\n'
        '    if c == "]":\n        i = loops.pop() - 1\n    i += 1\nanswer(out)'
    )


@thought("string_insertion", max_string_length=12)
def _insertion(question: str, answer: str) -> str:
    text = question.rpartition(": ")[2].strip()
    return (
        f's, i, out = "{text}", 0, ""\nwhile i < len(s):\n    part = s[i:i + 4]\n'
        '    if part in ("ABCD", "BCDE", "CDEA", "DEAB", "EABC"):\n        out += part + part[0]\n'
        "        i += 4\n"
        "    else:\n        out += s[i]\n        i += 1\nanswer(out)"
    )


@thought("leg_counting", max_animals=5)
def _count_legs(question: str, answer: str) -> str:
    terms = []
    for count, animal in re.findall(r"(\d+) ([a-z ]+)", question.partition(" have ")[2]):
        legs = [
            n
            for n, names in _LEGS.items()
            if f" {animal} " in f" {names} " or f" {animal[:-1]} " in f" {names} "
        ]
        if not legs:
            return ""
        terms.append((int(count), legs[0]))
    if sum(a * b for a, b in terms) != int(answer):
        return ""
    return f"answer({' + '.join(f'{a} * {b}' for a, b in terms)})"


@thought("aiw")
def _relatives(question: str, answer: str) -> str:
    if "colleague" in question:
        return ""
    found = re.search(r"How many (\w+ \w+|\w+) does", question)
    asked = found[1].removesuffix(" friends") if found else ""
    number = re.search(rf"(\d+) {asked}", question)
    if not number or int(answer) not in (int(number[1]), int(number[1]) + 1):
        return ""
    more = " + 1" if int(answer) == int(number[1]) + 1 else ""
    return f"{asked} = {number[1]}\nanswer({asked}{more})"


@thought("needle_haystack", min_num_statements=4, max_num_statements=10)
def _needle(question: str, answer: str) -> str:
    return f'answer("{answer}")'


@thought("knights_knaves")
def _knights(question: str, answer: str) -> str:
    people = re.findall(r"(\w+) is an? (\w+)", answer)
    said = re.search(r"inhabitants: .*?\. (.*) So who is", question)
    kinds = re.search(r"only by (\w+?)e?s and (\w+?)e?s\.", question)
    if not said or not kinds or len(people) != 2:
        return ""
    names = [name for name, _ in people]
    good = re.search(r"Format your answer like: .*?is an? (\w+)/(\w+)", question)
    if not good:
        return ""
    rules = []
    for sentence in re.split(r"(?<=[.\"]) (?=[A-Z\"])", said[1].strip()):
        rule = _statement(sentence, names, good[1], good[2])
        if not rule:
            return ""
        rules.append(rule)
    if len(rules) != 2:
        return ""
    a, b = names
    words = f'["{good[2]}", "{good[1]}"]'
    return (
        f"for {a}, {b} in [(0, 0), (0, 1), (1, 0), (1, 1)]:\n    if {rules[0]} and {rules[1]}:\n"
        f'        kind = {words}\n        answer(f"{a} is a {{kind[{a}]}}, and {b} is a {{kind[{b}]}}.")'
    )


def _statement(sentence: str, names: list[str], good: str, bad: str) -> str:
    """Return what a sentence of an inhabitant means as Python: the speaker equals what was said."""
    quoted = re.search(r'"(.*?),?"', sentence)
    said = quoted[1] if quoted else re.sub(r"^\w+ said that ", "", sentence)
    speaker = re.search("|".join(names), sentence.replace(f'"{quoted[1]}' if quoted else said, ""))
    text = said.rstrip(",. ")
    for name in names:
        text = re.sub(rf"{name} is an? {good}\b", name, text)
        text = re.sub(rf"{name} is an? {bad}\b", f"(not {name})", text)
    iff = re.fullmatch(r"(.+) if and only if (.+)", text)
    when = re.fullmatch(r"if (.+) then (.+)", text)
    if iff:
        text = f"({iff[1]} == {iff[2]})"
    elif when:
        text = f"(not {when[1]} or {when[2]})"
    elif (" " in text and not text.startswith("(not")) or re.search(r"\) (and|or) ", text):
        text = f"({text})"
    words = set(re.findall(r"\w+", text)) - {*names, "not", "and", "or"}
    return f"{speaker[0]} == bool({text})" if speaker and not words else ""


def _list(texts: list[str]) -> str:
    return "[" + ", ".join(f'"{text}"' for text in texts) + "]"


def _numbers(text: str) -> list[str]:
    return re.findall(r"-?\d+(?:\.\d+)?", text)
