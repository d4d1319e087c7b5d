"""What people ask to be kept in mind: facts about themselves, others, dates, wishes."""

from agora.evals.families._facts import NAMES, day, fact, in_language
from agora.evals.task import Dice, Task, family, task

_DONE = {
    "en": "I will remember that.",
    "fr": "Je m'en souviendrai.",
    "es": "Lo recordaré.",
    "de": "Das merke ich mir.",
}
_CODE = "remember(<kept!>, about=<about!>)\nanswer(<done!>)"


def _keep(
    r: Dice, wordings: list[str], kept: object, about: object, words: list[str], **values: object
) -> Task:
    made = task(r, wordings, _CODE, kept=kept, about=about, done=_DONE, world={"remembers": words}, **values)
    made.answer = in_language(made, _DONE)
    return made


@family("memory", weight=8)
def remember_mine(r: Dice) -> Task:
    [told] = fact(r)
    wordings = [
        "Remember that <k> is <v>.", "Please keep in mind: <k> is <v>.", "For your memory, <k> is <v>. Don't forget it.",
        "Note that <k> is <v>.", "For later: <v> is <k>.", "Save this for me, <k> is <v>", "You should know that <k> is <v>.",
        "<k> is <v>, remember that.", "I always forget it, so keep it for me: <k> is <v>.", "New info for you to store: <k> is <v>.",
        "Can you memorise something? <k> is <v>.", "Don't forget: <v>. That's <k>.", "remember <k> = <v>", "Write into your memory that <k> is <v>.",
        "fr: Retiens que <k> est <v>.", "fr: N'oublie pas : <k> est <v>.", "es: Recuerda que <k> es <v>.",
        "es: Guarda esto: <k> es <v>.", "de: Merk dir, dass <k> <v> ist.", "de: Bitte nicht vergessen: <k> ist <v>.",
    ]  # fmt: skip
    return _keep(r, wordings, told.kept, told.key, [told.value], k=told.mine, v=told.value)


_ABOUT_ME = """
I'm allergic to <x>|You are allergic to <x>.|allergy|nuts,cat hair,penicillin,strawberries,pollen,shellfish
I live in <x>|You live in <x>.|home|Lyon,Porto,Leeds,Graz,Utrecht,Bilbao
I work at <x>|You work at <x>.|work|the town library,a bakery,Nordic Air,the city hospital,a law firm
I don't eat <x>|You don't eat <x>.|food|meat,pork,sugar,dairy,anything spicy
I was born in <x>|You were born in <x>.|birth|1984,1991,2003,1967,Naples,Bergen
I play <x> on Thursdays|You play <x> on Thursdays.|hobby|tennis,chess,football,the cello
I drive <x>|You drive <x>.|car|a red Fiat,an old van,an electric Renault
I'm learning <x>|You are learning <x>.|learning|Polish,the piano,Rust,Japanese,to swim
I prefer <x>|You prefer <x>.|preferences|short answers,tea to coffee,trains to planes,metric units
I park on <x>|You park on <x>.|parking|level 3,deck B,the left side of the yard
I take <x> every morning|You take <x> every morning.|medicine|vitamin D,two tablets,a spoon of honey
I need <x> for the trip|You need <x> for the trip.|trip|a visa,new boots,a rain coat
I keep the spare key <x>|You keep the spare key <x>.|spare key|under the blue pot,with the neighbour,in the garage
I lent my drill to <x>|You lent your drill to <x>.|drill|Tom,my uncle Raj,the neighbours
I'm writing a book about <x>|You are writing a book about <x>.|book|bees,my village,old bridges
I have two children, <x>|You have two children, <x>.|children|Leo and Ida,Max and Nina,Sara and Ali
""".strip().splitlines()


@family("memory", weight=8)
def remember_me(r: Dice) -> Task:
    said, kept, about, things = r.choice(_ABOUT_ME).split("|")
    x = r.choice(things.split(","))
    said, kept = said.replace("<x>", x), kept.replace("<x>", x.replace("my ", "your "))
    wordings = [
        "Remember that <s>.", "<s>. Please remember that.", "<s>, keep that in mind.", "Please note: <s>.", "For next time: <s>.",
        "Don't forget that <s>.", "Something about me for your memory: <s>.", "I want you to remember this about me. <s>.",
        "Store it: <s>.", "<s>. Save that for later, will you?", "You should know that <s>. Remember it.", "One thing to memorise, <s>.",
        "<s>, so please remember it when you suggest something.", "Make a note for the future: <s>",
    ]  # fmt: skip
    return _keep(r, wordings, kept, about, [x.replace("my ", "your ")], s=said)


_ABOUT_OTHERS = """
<n>'s birthday is on <d>
<n> is allergic to <f>
<n> lives in <c>
<n>'s phone number is <p>
<n> likes <f>
<n> hates <f>
<n> owes me <e> euros|<n> owes you <e> euros
I owe <n> <e> euros|You owe <n> <e> euros
<n> works in <c>
<n> is my cousin|<n> is your cousin
my neighbour is called <n>|Your neighbour is called <n>
<n> has my bicycle|<n> has your bicycle
<n>'s wedding is on <d>
my doctor's name is <n>|Your doctor's name is <n>
<n>'s new address is Lake Road <h>
the cat's vet is <n>|The cat's vet is <n>
<n> wears size <h>
<n> can't stand <f>
""".strip().splitlines()


@family("memory", weight=8)
def remember_person(r: Dice) -> Task:
    values = {
        "n": r.choice(NAMES), "d": day(r), "f": r.choice("nuts olives seafood chocolate mushrooms garlic lemons".split()),
        "c": r.choice("Lyon Porto Leeds Graz Utrecht Bilbao Oslo".split()), "p": f"0{r.randint(100, 999)} {r.randint(1000, 9999)}",
        "e": r.randint(2, 40) * 5, "h": r.randint(3, 44),
    }  # fmt: skip
    said, _, kept = r.choice(_ABOUT_OTHERS).partition("|")
    for name, value in values.items():
        said, kept = said.replace(f"<{name}>", str(value)), kept.replace(f"<{name}>", str(value))
    kept = (kept or said) + "."
    wordings = [
        "Remember that <s>.", "Please remember: <s>.", "Keep in mind that <s>, please.", "Can you note that <s>?", "Just so that you know and remember it: <s>.",
        "<s>. Remember that for me.", "<s> - don't forget!", "Store the fact that <s>.", "I keep forgetting that <s>. Remember it for me.",
        "Memo: <s>. Please keep it.", "Put this into your memory: <s>", "Save for later that <s>.", "I just learned that <s>. Keep that in mind.",
    ]  # fmt: skip
    return _keep(r, wordings, kept, values["n"], [str(values["n"])], s=said)


@family("memory", weight=6)
def remember_event(r: Dice) -> Task:
    what = r.choice(["the dentist", "the parents' evening", "the concert", "football practice", "the exam", "the call with the bank", "dinner with Marco", "the vet", "choir", "the flight", "the job interview", "the tax deadline"])  # fmt: skip
    when = r.choice([f"on {day(r)}", f"on {day(r)} at {r.randint(8, 19)}:30", f"on Friday at {r.randint(8, 19)}", "every second Tuesday", "on Sunday morning"])  # fmt: skip
    wordings = [
        "Remember: <e> is <w>.", "<e> is <w>, please remember.", "Keep in mind that <e> is <w>.", "Don't let me forget, <e> is <w>.",
        "Note down: <e>, <w>.", "I got the date: <e> is <w>. Store that.", "They moved it, <e> is <w> now. Remember that.",
        "So that I don't miss it: <e> is <w>. Save it.", "Write it down somewhere, <e> <w>", "When I ask you later, <e> is <w>.",
    ]  # fmt: skip
    kept = f"{what[0].upper()}{what[1:]} is {when}."
    return _keep(r, wordings, kept, what, [when], e=what, w=when)


_WISHES = """
answer in French|You want answers in French.
keep your answers short|You want short answers.
call me Captain|You want to be called Captain.
use metric units|You want metric units.
write dates as day.month.year|You want dates as day.month.year.
don't use emojis|You want no emojis.
round to two decimals|You want numbers rounded to two decimals.
show prices in euros|You want prices in euros.
explain things simply|You want simple explanations.
use British spelling|You want British spelling.
send reports as Markdown|You want reports as Markdown.
never suggest meat|You never want meat suggested.
""".strip().splitlines()


@family("memory", weight=4)
def remember_wish(r: Dice) -> Task:
    said, kept = r.choice(_WISHES).split("|")
    wordings = [
        "From now on, <s>.", "Remember to always <s>.", "In future, please <s>.", "Keep in mind for all our chats: <s>.", "Please <s>, today and always. Remember it.",
        "My rule for you: <s>. Don't forget it.", "I'd like you to remember to <s>.", "Always <s>, please remember that.", "Whenever we talk: <s>. Note it.",
    ]  # fmt: skip
    return _keep(r, wordings, kept, "wishes", [kept], s=said)


@family("memory", weight=4)
def remember_two(r: Dice) -> Task:
    one, two = fact(r, 2)
    wordings = [
        "Remember two things: <a> is <v> and <b> is <w>.", "<a> is <v>, and <b> is <w>. Keep both in mind.", "Note <a>: <v>. And <b>: <w>. Remember them.",
        "For your memory: <a> is <v>; <b> is <w>.", "Please don't forget that <a> is <v> and that <b> is <w>.", "I have two facts to store. <a> is <v>. <b> is <w>.",
        "Save <a> (<v>) and <b> (<w>).", "Both of these matter, so remember them: <a> is <v>, <b> is <w>.",
        "de: Merk dir zwei Dinge: <a> ist <v>, und <b> ist <w>.", "fr: Retiens deux choses : <a> est <v> et <b> est <w>.",
    ]  # fmt: skip
    code = "remember(<x!>, about=<ka!>)\nremember(<y!>, about=<kb!>)\nanswer(<done!>)"
    made = task(
        r, wordings, code, a=one.mine, v=one.value, b=two.mine, w=two.value, x=one.kept, y=two.kept, ka=one.key, kb=two.key,
        done=_DONE, world={"remembers": [one.value, two.value]},
    )  # fmt: skip
    made.answer = in_language(made, _DONE)
    return made


@family("memory", weight=4)
def remember_result(r: Dice) -> Task:
    a, b = r.randint(3, 60), r.randint(3, 40)
    wordings = [
        "Compute <a> times <b> and remember the result as my code.", "My code is <a> * <b>. Work it out and remember it.", "Remember that my code is <a> times <b>, as a number.",
        "Multiply <a> by <b>; the result is my code, keep it.", "What is <a> x <b>? Store it as my code, please.", "<a> * <b> is my code. Calculate it and don't forget it.",
        "Work out <a> times <b> and save it under my code.", "I need <a> multiplied by <b>, and remember it: it's my code.",
    ]  # fmt: skip
    code = 'code = <a> * <b>\nremember(f"Your code is {code}.", about="code")\nanswer(code)'
    return task(r, wordings, code, sum(a for _ in range(b)), a=a, b=b, world={"remembers": [str(a * b)]})
