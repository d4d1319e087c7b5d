"""Two hundred seeded dialogues in which things change, fall with others, are corrected, or are never said.

Each dialogue is a list of turns with times, and questions with what is right. Every third wording of each
list is held out: the patterns of `agora.memory` were written without running them. A dialogue uses either
only held-out wordings or none.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import memory_wordings as fresh_

__all__ = ["Dialogue", "Question", "Said", "dialogues"]


@dataclass(frozen=True)
class Said:
    """A turn: by the person (`you`) or Agora."""

    time: float
    speaker: str
    text: str


@dataclass(frozen=True)
class Question:
    """What is asked after the last turn.

    Attributes:
        kind: `current`, `past`, `unknown` or `doubt`.
        right: what the first item must contain; for `unknown`, words by which it was taken back, as good as none.
        wrong: what it must not contain.
    """

    kind: str
    text: str
    right: str = ""
    wrong: str = ""
    when: date | None = None


@dataclass
class Dialogue:
    """Sessions on several days, in one list."""

    name: str
    held_out: bool
    said: list[Said] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


# attribute | values | how it is told | how it changes | how it is asked, now or (with a day) then
_CHANGES = """
home|Lyon,Porto,Leeds,Graz,Utrecht,Bilbao,Aarhus
I live in {a}.|My flat is in {a}, near the station.|Home for me is {a}, by the way.|I'm based in {a} these days.|I've been living in {a} for a few years.|We have a small place in {a}.
I've moved to {b}.|We moved to {b} last week, finally!|Guess what, I'm living in {b} now.|I relocated to {b} in the end.|I don't live in {a} any more, I live in {b}.|Big news: {b} is my new home.
Where do I live?|Which town do I live in?|In which city is my home?|What city am I in these days?|Do you know where I live?|Where is my flat?

work|the town library,Nordic Air,Miller & Sons,the city hospital,a bakery in the old town,Telmax
I work at {a}.|I'm employed by {a}.|I've got a job at {a}.|I started working for {a} two years ago.|My employer is {a}.|I earn my living at {a}.
I work at {b} now.|I changed jobs: I'm with {b} now.|I quit {a} and started at {b}.|Since Monday I work for {b}.|I left {a} and joined {b}.|My new employer is {b}.
Where do I work?|Who is my employer?|Which company do I work for?|What's my workplace?|For whom do I work?|Where am I employed?

phone|0555 1432,0555 7710,07700 900123,0155 98231,0172 553 771
My phone number is {a}.|You can reach me at {a}.|my number is {a} if anybody asks|My mobile: {a}.|Call me on {a}.|Put down {a} as my phone number.
My phone number has changed to {b}.|I have a new number: {b}.|New phone number, it's {b} now.|My number is {b} now.|Please update my phone number to {b}.|From today you reach me at {b}.
What's my phone number?|What is my number?|Tell me my phone number.|On which number can people call me?|Do you have my mobile number?|my phone?

car|a red Fiat,a blue Volvo,an old Golf,a white van,an electric Renault
I drive {a}.|I have {a}.|My car is {a}.|I own {a}.|I bought {a} in spring.|For getting around I've got {a}.
I sold {a} and bought {b}.|My new car is {b}.|I traded {a} in for {b}.|I drive {b} now.|I've replaced {a} with {b}.|We got rid of {a}; now I have {b}.
What car do I drive?|Which car do I have?|What do I drive?|What's my car?|What kind of car do I own?|Which vehicle is mine?

dentist|Dr Lund,Dr Costa,Dr Ahmed,Dr Weber,Dr Okafor
My dentist is {a}.|My dentist is called {a}.|{a} is my dentist.|I go to {a} for my teeth, that's my dentist.|I see {a}, the dentist.|As a dentist I have {a}.
My dentist is {b} now.|I switched dentists, I go to {b} now.|My new dentist is {b}.|I have a new dentist, {b}.|{b} is my dentist from now on.|I changed my dentist to {b}.
Who is my dentist?|What's my dentist's name?|What is my dentist called?|Which dentist do I go to?|Name of my dentist?|To which dentist do I go?

boss|Ms Tanaka,Mr Brandt,Ms Flores,Mr Singh,Ms Novak
My boss is {a}.|My manager is {a}.|I report to {a}.|{a} is my boss at work.|My boss's name is {a}.|My line manager is called {a}.
My boss is {b} now.|I have a new boss: {b}.|{b} has replaced {a} as my boss.|My new manager is {b}.|I report to {b} now.|{b} is my new boss.
Who is my boss?|What's my boss called?|Who do I report to?|Who is my manager?|Name of my boss?|Who's my line manager?

rent|640 euros,850 euros,1200 euros,930 euros,1050 euros
My rent is {a} a month.|I pay {a} rent.|My rent comes to {a}.|The rent for my flat is {a}.|I pay {a} a month in rent.|{a} is what I pay in rent.
My rent went up to {b}.|My rent is {b} now.|From this month my rent is {b}.|They raised my rent to {b}.|My rent has risen from {a} to {b}.|My rent dropped to {b}.
How much rent do I pay?|What's my rent?|How high is my rent?|What do I pay in rent?|How much is my rent?|Tell me my rent.

n:home|Lyon,Porto,Leeds,Graz,Utrecht,Oslo
{n} lives in {a}.|{n} is living in {a}.|{n}'s home is in {a}.|My friend {n} lives in {a}.|{n} has a house in {a}.|{n}, a friend of mine, lives in {a}.
{n} has moved to {b}.|{n} lives in {b} now.|{n} moved from {a} to {b}.|{n} doesn't live in {a} any more but in {b}.|{n} left {a} for {b}.|{n} has settled in {b}.
Where does {n} live?|In which town does {n} live?|Which city does {n} live in?|Where is {n}'s home?|Where is {n} living?|What town is {n} in?

n:work|the post office,Nordic Air,a law firm,the zoo,Telmax,the opera
{n} works at {a}.|{n} works for {a}.|{n} has a job at {a}.|{n}'s employer is {a}.|{n} is employed at {a}.|{n} got hired by {a}.
{n} works at {b} now.|{n} left {a} and works for {b} now.|{n} has a new job at {b}.|{n} changed jobs and is at {b} now.|{n} switched to {b}.|{n} started at {b} this week.
Where does {n} work?|Who does {n} work for?|What is {n}'s employer?|Which company is {n} with?|Where is {n} employed?|What's {n}'s workplace?

n:phone|0555 1432,0555 7710,07700 900123,0155 98231
{n}'s phone number is {a}.|{n}'s number is {a}.|You can reach {n} at {a}.|{n}'s mobile is {a}.|Call {n} on {a}.|The phone number of {n} is {a}.
{n}'s phone number is {b} now.|{n} has a new number: {b}.|{n}'s number changed to {b}.|{n}'s new number is {b}.|{n} can be reached at {b} now.|The new phone number of {n} is {b}.
What's {n}'s phone number?|What is {n}'s number?|How can I call {n}?|Give me {n}'s phone number.|On which number do I reach {n}?|What is the phone number of {n}?

n:partner|Marco,Lena,Tom,Ida,Raj
{n} is married to {a}.|{n}'s partner is {a}.|{n} is dating {a}.|{n} is together with {a}.|{n} is engaged to {a}.|{n} and {a} are a couple.
{n} is with {b} now.|{n} left {a} and is dating {b} now.|{n} is married to {b} now.|{n}'s new partner is {b}.|{n} split up with {a} and is together with {b} now.|{n} is seeing {b} these days, not {a}.
Who is {n}'s partner?|Who is {n} with?|Who is {n} married to?|Who is {n} dating?|What's the name of {n}'s partner?|Who is {n} together with?

meeting|Monday at nine,Tuesday at ten,Thursday at three,Friday at noon,Wednesday at two
The team meeting is on {a}.|Our team meeting is {a}.|We have the team meeting on {a}.|The team meeting takes place on {a}.|Team meeting: {a}.|The team meets on {a}, that's our team meeting.
The team meeting has been moved to {b}.|The team meeting is on {b} now.|They moved the team meeting to {b}.|The team meeting was rescheduled to {b}.|The team meeting is no longer on {a} but on {b}.|New time for the team meeting: {b}.
When is the team meeting?|On which day is the team meeting?|What time is the team meeting?|When do we have the team meeting?|When does the team meeting take place?|Team meeting when?

colour|green,dark red,navy blue,orange,turquoise
My favourite colour is {a}.|I like {a} best of all colours, it's my favourite colour.|{a} is my favourite colour.|My favorite color is {a}.|My favourite colour has always been {a}.|The colour I love most is {a}.
My favourite colour is {b} now.|I changed my mind, my favourite colour is {b}.|These days my favourite colour is {b}.|My favorite color is {b} now, not {a}.|Actually my favourite colour is {b} by now.|My favourite colour isn't {a} any more, it's {b}.
What's my favourite colour?|What is my favorite color?|Which colour is my favourite?|Which colour do I like best?|Do you know my favourite colour?|my favourite colour?

gym|FitPoint,the Old Mill gym,Iron House,Club Nine
My gym is {a}.|I go to the gym at {a}.|I train at {a}, my gym.|The gym I go to is {a}.|My gym is called {a}.|For sports I go to {a}, that's my gym.
My gym is {b} now.|I switched gyms, I'm at {b} now.|My new gym is {b}.|I go to {b} now instead of {a}, for the gym.|I changed gyms to {b}.|I left {a}; {b} is my gym now.
What's my gym?|Which gym do I go to?|What is my gym called?|Where do I go to the gym?|Name of my gym?|At which gym do I train?

de:home|Graz,Leipzig,Bern,Kassel,Ulm
Ich wohne in {a}.|Ich lebe in {a}.|Meine Wohnung ist in {a}.
Ich bin nach {b} gezogen.|Ich wohne jetzt in {b}.|Ich bin nach {b} umgezogen.
Wo wohne ich?|In welcher Stadt wohne ich?|Wo lebe ich?

fr:home|Lyon,Nantes,Lille,Tours,Dijon
J'habite à {a}.|Je vis à {a}.|Mon appartement est à {a}.
J'ai déménagé à {b}.|J'habite maintenant à {b}.|Maintenant je vis à {b}.
Où est-ce que j'habite ?|Où j'habite ?|Dans quelle ville est-ce que je vis ?

es:home|Bilbao,Cádiz,Toledo,Vigo,Lugo
Vivo en {a}.|Mi casa está en {a}.|Yo vivo en {a}.
Me he mudado a {b}.|Ahora vivo en {b}.|Me mudé a {b}.
¿Dónde vivo?|¿En qué ciudad vivo?|¿Dónde está mi casa?

de:dentist|Dr. Weber,Dr. Lang,Dr. Öz
Mein Zahnarzt ist {a}.|Mein Zahnarzt heißt {a}.|{a} ist mein Zahnarzt.
Mein Zahnarzt ist jetzt {b}.|Mein neuer Zahnarzt ist {b}.|Mein neuer Zahnarzt heißt {b}.
Wer ist mein Zahnarzt?|Wie heißt mein Zahnarzt?|Bei welchem Zahnarzt bin ich?

fr:phone|06 12 34 56 78,07 98 76 54 32,06 55 44 33 22
Mon numéro de téléphone est le {a}.|Mon numéro est {a}.|Mon téléphone : {a}.
Mon nouveau numéro est le {b}.|Mon numéro de téléphone est maintenant le {b}.|J'ai un nouveau numéro : {b}.
Quel est mon numéro de téléphone ?|C'est quoi mon numéro ?|Mon numéro de téléphone ?

es:work|la biblioteca,el hospital,una panadería,Telmax
Trabajo en {a}.|Trabajo para {a}.|Mi empresa es {a}.
Ahora trabajo en {b}.|He cambiado de trabajo: ahora trabajo en {b}.|Mi nueva empresa es {b}.
¿Dónde trabajo?|¿Para quién trabajo?|¿Cuál es mi empresa?
"""

# what depends on the home or the work | how it is told | how it is asked
_HANGS_ON_HOME = """
My dentist is Dr Lund in {a}.|I go to Dr Lund, a dentist in {a}.|Dr Lund in {a} is my dentist.#Who is my dentist?|What's my dentist called?|Which dentist do I go to?#Lund
My doctor is Dr Sato on the main square in {a}.|Dr Sato is my doctor in {a}.|My GP is Dr Sato in {a}.#Who is my doctor?|What's my doctor's name?|Which doctor do I go to?#Sato
My gym is Iron House in {a}.|I go to the gym at Iron House in {a}.|My gym, Iron House, is in {a}.#What's my gym?|Which gym do I go to?|What is my gym called?#Iron House
My landlord is Mr Petit.|My landlord is called Mr Petit.|Mr Petit is my landlord.#Who is my landlord?|What's my landlord called?|Name of my landlord?#Petit
My rent is 700 euros.|I pay 700 euros rent.|My rent comes to 700 euros a month.#What's my rent?|How much rent do I pay?|How high is my rent?#700
My address is Mill Lane 4.|My address is Mill Lane 4, second floor.|I live at Mill Lane 4.#What's my address?|What is my address?|At which address do I live?#Mill Lane
"""
_HANGS_ON_WORK = """
My boss is Ms Tanaka.|My manager is Ms Tanaka.|Ms Tanaka is my boss.#Who is my boss?|Who is my manager?|What's my boss called?#Tanaka
My office is on the third floor.|My desk is on the third floor.|I have my office on the third floor.#Where is my office?|On which floor is my office?|Where do I have my office?#third
My commute takes forty minutes.|I need forty minutes for my commute.|My commute is forty minutes by train.#How long is my commute?|How long does my commute take?|What's my commute?#forty
My salary is 3100 euros.|I earn 3100 euros a month.|My salary is 3100 euros before tax.#What's my salary?|How much do I earn?|How high is my salary?#3100
"""

# what was told wrong | how it is put right at once | how it is asked
_CORRECTIONS = """
My birthday is on {a}.|I was born on {a}.|My birthday: {a}.#No, sorry, it's {b}.|I meant {b}.|Actually, it's on {b}.|Correction: my birthday is {b}.|No, not {a}, {b}.|Wrong, it's {b}.#When is my birthday?|On which day was I born?|What's my birthday?#3 May,14 June,9 March,21 August
{n}'s birthday is on {a}.|{n} has his birthday on {a}.|{n} was born on {a}.#No, it's {b}.|Sorry, I meant {b}.|I was wrong: {n}'s birthday is on {b}.|Oops, {b} it is.|Correction, {b}.|That was wrong. {n}'s birthday is {b}.#When is {n}'s birthday?|On which day was {n} born?|What's {n}'s birthday?#3 May,14 June,9 March,21 August
{n} is allergic to {a}.|{n} has an allergy to {a}.|{n} can't eat {a}, an allergy.#No, to {b}, not {a}.|Sorry, I meant {b}.|Correction: {n} is allergic to {b}, not to {a}.|I mixed it up, it's {b}.|Not {a}, {b}.|No wait, it's {b}.#What is {n} allergic to?|Which allergy does {n} have?|What can {n} not eat because of an allergy?#nuts,eggs,shellfish,milk
My locker code is {a}.|The code of my locker is {a}.|My locker has the code {a}.#No, it's {b}.|I meant {b}.|Sorry, {b}.|Typo: {b}.|Correction: my locker code is {b}.|That's wrong, the code is {b}.#What's my locker code?|What is the code of my locker?|Tell me my locker code.#4711,9032,1188,6205
My train leaves at {a}.|My train departs at {a}.|My train is at {a}.#Actually it leaves at {b}.|No, at {b}.|I misread it, it's {b}.|Sorry, {b}, not {a}.|Correction: it leaves at {b}.|Hm no, {b}.#When does my train leave?|What time is my train?|At what time does my train depart?#8:15,17:40,7:02,18:25
"""

# told | taken back, with nothing in its place | asked
_RETRACTIONS = """
I have a dog called Max.|I own a dog, Max.|We have a dog named Max.#I no longer have the dog.|We gave the dog away.|The dog died last week.#Do I have a dog?|What's my dog called?|What is the name of my dog?
I work at the bakery.|I've got a job at the bakery.|I'm employed at the bakery.#I left the bakery.|I don't work at the bakery any more.|I quit my job at the bakery.#Where do I work?|Who is my employer?|Which company do I work for?
Ana owes me 20 euros.|Ana still owes me 20 euros.|I lent Ana 20 euros.#Ana has paid me back.|Ana paid her debt.|Ana gave me the money back.#What does Ana owe me?|How much does Ana owe me?|Does Ana owe me money?
My car is a red Fiat.|I drive a red Fiat.|I own a red Fiat.#I sold my car.|I no longer have a car.|I got rid of the car.#What car do I drive?|Which car do I have?|What's my car?
I'm married to Lena.|My wife is Lena.|My partner is called Lena.#Lena and I have split up.|I'm not married to Lena any more.|Lena and I got divorced.#Who am I married to?|Who is my partner?|What's my wife's name?
I'm a member of the chess club.|I belong to the chess club.|I joined the chess club.#I'm no longer in the chess club.|I left the chess club.|I'm not a member of the chess club any more.#Which club am I a member of?|In which club am I?|What club do I belong to?
My favourite cafe is Luna.|Luna is my favourite cafe.|My favorite cafe is Luna.#That's no longer true.|That's not true any more.|Forget about that, it's not the case any longer.#What's my favourite cafe?|Which cafe is my favourite?|What is my favorite cafe?
My sister lives in Oslo.|My sister has a flat in Oslo.|My sister's home is Oslo.#My sister doesn't live in Oslo any more.|My sister has left Oslo.|My sister no longer lives in Oslo.#Where does my sister live?|In which city does my sister live?|Where is my sister's home?
"""

# told of one thing | asked of another that nobody spoke of
_ABSENT = """
I live in Leeds and work at the library.|Leeds is where I live. I'm a librarian.|My home is in Leeds, and I work in the library.#What's my phone number?|When is my birthday?|Who is my dentist?|What's my email address?|What am I allergic to?|How much rent do I pay?
{n} lives in Oslo.|{n}'s home is in Oslo.|My friend {n} lives in Oslo with two cats.#Where does {n} work?|When is {n}'s birthday?|What is {n} allergic to?|What's {n}'s phone number?|Who is {n} married to?|What's {n}'s job?
{n} works at the zoo and likes jazz.|{n} is with the zoo, and a jazz lover.|{n} has a job at the zoo. {n} loves jazz.#Where does {m} work?|What does {m} like?|Where does {n} live?|What's {m}'s phone number?|When was {n} born?|Who is {m}'s partner?
My dentist is Dr Costa.|I go to Dr Costa, my dentist.|Dr Costa is my dentist.#Who is my doctor?|Who is my landlord?|Who is my boss?|What's my vet called?|Who is my lawyer?|What is my accountant called?
My locker code is 4711.|The code of my locker is 4711.|My locker has the code 4711.#What's my wifi password?|What's my bank PIN?|What is my passport number?|What's my bike lock code?|What's my door code?|What's my insurance number?
My favourite colour is green.|Green is my favourite colour.|My favorite color is green.#What's my favourite film?|What's my favourite food?|Which band is my favourite?|What's my favorite book?|Which season do I like best?|What is my favourite sport?
The team meeting is on Monday.|Our team meeting is on Monday.|We have the team meeting on Monday.#When is the parents' evening?|When is the choir concert?|When is my dentist appointment?|When does the course start?|When is my flight?|When is the exam?
My sister's name is Lena.|I have a sister, Lena.|My sister is called Lena.#What's my brother called?|Where does my sister live?|When is my sister's birthday?|What does my sister do for a living?|What's my mother's name?|What's my dog called?
"""

# told with a beginning or an end, on a day of the talk
_DATED = """
Since May I have worked at {b}; before that I was at {a}.|I work at {b} since May, before it was {a}.|I've been with {b} since May. Before that I worked at {a}.#Where do I work?|Which company do I work for?|Who is my employer?#past
From 1 June {year} on I work at {b}, until then at {a}.|I'm at {a} until the end of May {year}, then I start at {b}.|On 1 June {year} I start at {b}; up to then I work at {a}.#Where do I work?|Which company do I work for?|Who is my employer?#future
I used to live in {a}, now I live in {b}.|I lived in {a} before; now it's {b}.|Before I moved to {b} last month I lived in {a}.#Where do I live?|Which town do I live in?|In which city do I live?#used
"""

_NAMES = "Ana Ben Chidi Dana Emil Farah Greta Hugo Ines Jonas Kira Liam".split()
_FILLERS = """
Can you help me plan a birthday cake? I like chocolate.|Of course. Start with a simple sponge.
What's 17 times 23?|391.
How do I get wine stains out of a shirt?|Salt and cold water help, if you are quick.
Tell me a joke.|Why did the scarecrow get a prize? He was outstanding in his field.
It rained all day here.|That sounds dreary.
I had soup for lunch today.|I hope it was good.
Write a short poem about rivers.|A river never asks the way; it simply leaves, and still will stay.
Which is longer, the Nile or the Danube?|The Nile, by far.
Thanks, that was useful!|You're welcome.
Is it safe to mix bleach and vinegar?|No, never mix them.
The bus was late again this morning.|How annoying.
My back hurts a little today.|Try a short walk and some stretching.
""".strip().splitlines()
_DISTRACTORS = """
Olga lives in Rome.|Noted.
Pavel works at the museum.|Good to know.
Olga's phone number is 0999 111222.|I'll remember it.
My neighbour's dentist is Dr Quist.|Noted.
Pavel's birthday is on 30 January.|I'll remember it.
""".strip().splitlines()
_START = datetime(2026, 1, 12, 9, tzinfo=UTC)


class Wordings(NamedTuple):
    """Where a suite's sentences come from; `split` holds every third of them out."""

    changes: str
    corrections: str
    retractions: str
    dated: str
    split: bool


def dialogues(seed: int = 7, count: int = 200, *, fresh: bool = False) -> list[Dialogue]:
    """Return the suite, the same for the same seed; a third of it in held-out wordings.

    Args:
        fresh: all of it in the wordings of `memory_wordings`; without cascades and absences.
    """
    random_ = random.Random(seed)
    words = Wordings(_CHANGES, _CORRECTIONS, _RETRACTIONS, _DATED, split=True)
    if fresh:
        words = Wordings(fresh_.CHANGES, fresh_.CORRECTIONS, fresh_.RETRACTIONS, fresh_.DATED, split=False)
    kinds: list[Callable[[_Maker], None]] = [_change, _change, _change, _cascade, _correction, _absence, _absence, _retraction, _dated]  # fmt: skip
    if fresh:
        kinds = [_change, _change, _change, _change, _correction, _retraction, _retraction, _dated]
    made = []
    for number in range(count):
        kind = kinds[number % len(kinds)]
        held = words.split and number // len(kinds) % 3 == 2
        maker = _Maker(random_, Dialogue(f"{kind.__name__[1:]}-{number}", held), words)
        kind(maker)
        made.append(maker.dialogue)
    return made


class _Maker:
    """Puts one dialogue together."""

    def __init__(self, random_: random.Random, dialogue: Dialogue, words: Wordings) -> None:
        self.random, self.dialogue, self.words, self.now = random_, dialogue, words, _START
        self.n, self.m = random_.sample(_NAMES, 2)

    def pick(self, wordings: str) -> str:
        """Return a wording of those held out, or of the others."""
        split = wordings.split("|")
        if not self.words.split:
            return self.random.choice(split)
        return self.random.choice([w for i, w in enumerate(split) if (i % 3 == 2) == self.dialogue.held_out])

    def say(self, text: str, reply: str = "All right.") -> None:
        """Let the person say something and Agora answer, a minute later."""
        for speaker, words in (("you", text), ("agora", reply)):
            self.dialogue.said.append(Said(self.now.timestamp(), speaker, words))
            self.now += timedelta(minutes=1)

    def chat(self, count: int) -> None:
        """Talk of other things."""
        for line in self.random.sample(_FILLERS, count):
            self.say(*line.split("|"))

    def later(self, days: int) -> None:
        """Let days pass."""
        self.now += timedelta(days=days)

    def distract(self) -> None:
        """Tell something about somebody else."""
        self.say(*self.random.choice(_DISTRACTORS).split("|"))

    def ask(self, kind: str, text: str, right: str = "", wrong: str = "", when: date | None = None) -> None:
        """Add a question."""
        self.dialogue.questions.append(Question(kind, text, right, wrong, when))


def _blocks(text: str) -> list[list[str]]:
    return [block.splitlines() for block in text.strip().split("\n\n")]


def _change(made: _Maker) -> None:
    head, tell, change, ask = made.random.choice(_blocks(made.words.changes))
    a, b = made.random.sample(head.split("|")[1].split(","), 2)
    values = {"a": a, "b": b, "n": made.n}
    made.chat(1)
    made.say(made.pick(tell).format(**values))
    made.distract()
    between = (made.now + timedelta(days=20)).date()
    made.later(45)
    made.chat(1)
    made.say(made.pick(change).format(**values))
    made.later(10)
    made.chat(2)
    ask = made.pick(ask).format(**values)
    made.ask("current", ask, b, a)
    made.ask("past", ask, a, b, between)


def _cascade(made: _Maker) -> None:
    home = made.random.random() < 0.6
    block = next(block for block in _blocks(_CHANGES) if block[0].startswith("home|" if home else "work|"))
    a, b = made.random.sample(block[0].split("|")[1].split(","), 2)
    told, asked, right = made.random.choice(
        (_HANGS_ON_HOME if home else _HANGS_ON_WORK).strip().splitlines()
    ).split("#")
    made.say(made.pick(block[1]).format(a=a))
    made.say(made.pick(told).format(a=a))
    made.say("My birthday is on 9 March.")
    made.later(30)
    made.distract()
    made.say(made.pick(block[2]).format(a=a, b=b))
    made.later(3)
    made.chat(1)
    made.ask("current", made.pick(block[3]), b, a)
    made.ask("doubt", made.pick(asked), right)
    made.ask("current", "When is my birthday?", "9 March")


def _correction(made: _Maker) -> None:
    told, right, asked, values = made.random.choice(made.words.corrections.strip().splitlines()).split("#")
    a, b = made.random.sample(values.split(","), 2)
    words = {"a": a, "b": b, "n": made.n}
    made.distract()
    made.say(made.pick(told).format(**words))
    made.say(made.pick(right).format(**words))
    after = (made.now + timedelta(days=1)).date()
    made.later(20)
    made.chat(2)
    ask = made.pick(asked).format(**words)
    made.ask("current", ask, b, a)
    made.ask("past", ask, b, a, after)


def _absence(made: _Maker) -> None:
    told, asked = made.random.choice(_ABSENT.strip().splitlines()).split("#")
    words = {"n": made.n, "m": made.m}
    made.say(made.pick(told).format(**words))
    made.distract()
    made.later(3)
    made.chat(2)
    made.ask("unknown", made.pick(asked).format(**words))


def _retraction(made: _Maker) -> None:
    told, taken, asked = made.random.choice(made.words.retractions.strip().splitlines()).split("#")
    made.distract()
    said = made.pick(told)
    at_once = "Luna" in told
    if not at_once:
        made.say(said)
    between = (made.now + timedelta(days=5)).date()
    made.later(30)
    made.chat(1)
    if at_once:  # what "that" means must stand before it
        made.say(said)
        between = (made.now + timedelta(days=1)).date()
        made.later(2)
    over = made.pick(taken)
    made.say(over)
    made.later(2)
    made.chat(1)
    ask = made.pick(asked)
    made.ask("unknown", ask, over)
    right = next(w for w in ("Max", "bakery", "20", "Fiat", "Lena", "chess", "Luna", "Oslo") if w in said)
    made.ask("past", ask, right, when=between)


def _dated(made: _Maker) -> None:
    told, asked, kind = made.random.choice(made.words.dated.strip().splitlines()).split("#")
    block = next(
        b for b in _blocks(made.words.changes) if b[0].startswith("home|" if kind == "used" else "work|")
    )
    a, b = made.random.sample(block[0].split("|")[1].split(","), 2)
    made.now = datetime(2026, 7 if kind == "past" else 3, 14, 9, tzinfo=UTC)
    made.chat(1)
    made.say(made.pick(told).format(a=a, b=b, year=2026))
    made.later(2)
    made.distract()
    ask = made.pick(asked)
    if kind == "past":
        made.ask("current", ask, b, a)
        made.ask("past", ask, a, b, date(2026, 4, 2))
        made.ask("past", ask, b, a, date(2026, 6, 2))
    elif kind == "future":
        made.ask("current", ask, a, b)
        made.ask("past", ask, b, a, date(2026, 6, 20))
    else:
        made.ask("current", ask, b, a)
