"""Facts of everyday life that people ask to be remembered, in four languages."""

from dataclasses import dataclass
from typing import Any

from agora.evals.task import Dice, Task

__all__ = ["NAMES", "Told", "day", "fact", "in_language"]

NAMES = (
    "Ana Ben Carla David Ella Farid Gina Hugo Ines Jonas Kim Lena Marco Nadia Omar Paula Rosa Sam Tina Uma Vera Yuki Zoe "
    "Priya Sven Tom Mia Noah Emil"
).split()  # fmt: skip

# What is mine, in en, fr, es and de, and what it may be.
_MINE = """
dentist; mon dentiste; mi dentista; mein Zahnarzt: Dr Lund|Dr Costa|Dr Ahmed|Dr Weber|Dr Novak
sister; ma sœur; mi hermana; meine Schwester: Ida|Nora|Sofia|Amira|Julie
landlord; mon propriétaire; mi casero; mein Vermieter: Mr Hill|Mrs Keller|Mr Duarte|Mrs Okoye
boss; mon chef; mi jefa; meine Chefin: Ms Tanaka|Ms Brandt|Ms Flores|Ms Singh
blood group; mon groupe sanguin; mi grupo sanguíneo; meine Blutgruppe: A positive|0 negative|B positive|AB
shoe size; ma pointure; mi talla de zapatos; meine Schuhgröße: 38|41|43|45|36
locker number; mon casier; mi taquilla; mein Schließfach: 114|27|308|56
address; mon adresse; mi dirección; meine Adresse: Elm Street 12|Mill Lane 4|Rue Verte 9|Gartenweg 31
favourite tea; mon thé préféré; mi té preferido; mein Lieblingstee: Earl Grey|mint|jasmine|rooibos
bank; ma banque; mi banco; meine Bank: Northbank|Sparbank|Banco Sol|Credit Union
car; ma voiture; mi coche; mein Auto: a red Fiat|a blue Volvo|an old Golf|a white van
project; mon projet; mi proyecto; mein Projekt: Falcon|Bluebird|Atlas|Sunrise
deadline; ma date limite; mi fecha límite; mein Abgabetermin: 14 March|30 June|1 December|9 May
rent; mon loyer; mi alquiler; meine Miete: 640 euros|850 euros|1200 euros|930 euros
gym; ma salle de sport; mi gimnasio; mein Fitnessstudio: FitBox|Muscle Mill|Studio Nine
cat; mon chat; mi gato; mein Kater: Miso|Felix|Tiger|Pablo
insurance number; mon numéro d'assurance; mi número de seguro; meine Versicherungsnummer: K4471|B2093|Z8850
train; mon train; mi tren; mein Zug: the 8:15|the 7:02|the 17:40
password hint; mon indice; mi pista; mein Hinweis: the old tree|first bicycle|blue door
team; mon équipe; mi equipo; mein Team: the Owls|Red Star|Team Delta
""".strip().splitlines()


@dataclass(frozen=True)
class Told:
    """A fact about what is mine; each attribute by language.

    Attributes:
        key: what it is, such as `dentist`.
        mine: `my dentist`, `mon dentiste`, …
        kept: the statement to remember.
        value: what it is, such as `Dr Lund`.
    """

    key: dict[str, str]
    mine: dict[str, str]
    kept: dict[str, str]
    value: str


def fact(dice: Dice, count: int = 1) -> list[Told]:
    """Return facts that share no word."""
    return [_fact(row, dice) for row in dice.sample(_MINE, count + 2) if " number" not in row or count == 1][
        :count
    ]


def _fact(row: str, dice: Dice) -> Told:
    names, _, values = row.partition(": ")
    mine = dict(zip(("en", "fr", "es", "de"), names.split("; "), strict=True))
    mine["en"] = f"my {mine['en']}"
    value = dice.choice(values.split("|"))
    key = {language: text.split(" ", 1)[1] for language, text in mine.items()}
    kept = {
        "en": f"Your {key['en']} is {value}.",
        "fr": f"Votre {key['fr']} est {value}.",
        "es": f"Tu {key['es']} es {value}.",
        "de": f"D{mine['de'][1:]} ist {value}.",
    }
    return Told(key, mine, kept, value)


def day(dice: Dice) -> str:
    """Return a day such as `3 May`."""
    months = "January February March April May June July August September October November December".split()
    return f"{dice.randint(1, 28)} {dice.choice(months)}"


def in_language(made: Task, texts: dict[str, str]) -> Any:
    """Return the text in the language of the task's message."""
    return texts.get(made.language, texts["en"])
