"""How people say facts: the names of attributes, who is meant, and the patterns of sentences.

English is covered broadly, French, Spanish and German in their commonest forms. A pattern's groups are `s`
(who), `v` (the value), `a` (the attribute, where the sentence names it) and `old` (what was before).
"""

import re
from typing import NamedTuple

from agora.memory.dates import plain

__all__ = ["DEPENDENTS", "KIN", "MANY", "PATTERNS", "PROFESSIONS", "SUBJECT", "Pattern", "canonical", "who"]

# Different words for one attribute. What is not here is called by its own words: "locker code".
_SYNONYMS = """
home: home, home town, hometown, town, city, flat, apartment, house, place, residence, wohnung, wohnort, zuhause, haus, stadt, appartement, maison, domicile, ville, casa, piso, ciudad
work: work, employer, company, workplace, firm, arbeitgeber, firma, arbeit, arbeitsplatz, employeur, entreprise, travail, boite, empresa, trabajo
job: job, profession, occupation, living, beruf, metier, profesion, role
phone: phone, phone number, number, mobile, mobile number, mobile phone, cell, cell phone, telephone, telephone number, handy, handynummer, nummer, telefonnummer, telefon, numero, telephone, numero de telephone, portable, telefono, numero de telefono, movil
email: email, e-mail, mail, email address, mail address, correo, e-mail-adresse, adresse mail
address: address, postal address, street, adresse, anschrift, direccion
boss: boss, manager, line manager, supervisor, chef, chefin, patron, jefe, jefa
partner: partner, wife, husband, spouse, girlfriend, boyfriend, fiance, fiancee, frau, mann, ehefrau, ehemann, freundin, freund, femme, mari, compagne, compagnon, mujer, esposa, marido, esposo, novia, novio
dentist: dentist, dentiste, zahnarzt, zahnarztin, dentista
doctor: doctor, gp, physician, family doctor, medecin, arzt, arztin, hausarzt, medico, medica
birthday: birthday, birth date, date of birth, birthdate, geburtstag, anniversaire, cumpleanos
rent: rent, monthly rent, miete, loyer, alquiler
car: car, vehicle, auto, wagen, voiture, coche, carro
salary: salary, monthly salary, income, pay, wage, wages, gehalt, lohn, salaire, sueldo, salario
allergy: allergy, allergies, allergie, alergia
name: name, nom, nombre
landlord: landlord, landlady, vermieter, vermieterin, proprietaire, casero, casera
sister: sister, schwester, soeur, hermana
brother: brother, bruder, frere, hermano
dog: dog, hund, chien, perro
cat: cat, katze, chat, gato
colour: colour, color, farbe, couleur
cafe: cafe, coffee shop
vet: vet, veterinarian, tierarzt, veterinaire
club: club, member, membership
gym: gym, fitness studio, fitnessstudio, gimnasio, salle de sport
office: office, desk, workspace, buro, schreibtisch, bureau, oficina
school: school, schule, ecole, escuela, colegio
bank: bank, banque, banco
"""
_CANONICAL = {
    plain(word.strip()): line.partition(":")[0]
    for line in _SYNONYMS.strip().splitlines()
    for word in line.partition(":")[2].split(",")
}

# What may be true of somebody several times at once; anything else has one value at a time.
MANY = {"allergy", "likes", "dislikes", "diet", "owns", "debt", "plan", "learns", "plays", "speaks", "club", "kin", "is", "did"}  # fmt: skip

# Of these, "my … is a nurse" tells what they are, and "my … is Lena" how they are called.
KIN = {"sister", "brother", "mother", "father", "son", "daughter", "wife", "husband", "partner", "boss", "neighbour", "uncle", "aunt", "cousin", "friend", "flatmate", "landlord"}  # fmt: skip

# What comes with the first and may go with it.
DEPENDENTS = {
    "home": {
        "dentist", "doctor", "gym", "landlord", "rent", "address", "commute", "neighbour", "neighbor", "school", "vet",
        "hairdresser", "library", "supermarket", "bakery", "cafe", "favourite cafe", "favourite restaurant", "parking",
        "kindergarten", "nursery", "pharmacy", "bus", "bus stop", "wifi password", "door code", "flatmate", "roommate", "physio",
    },
    "work": {"boss", "office", "desk", "commute", "salary", "colleague", "work email", "work phone", "team", "badge", "shift", "working hours", "hours", "team meeting"},
    "partner": {"anniversary", "wedding", "mother-in-law", "father-in-law"},
    "car": {"parking", "license plate", "licence plate", "garage", "car insurance"},
    "phone": {"sim", "pin", "provider"},
}  # fmt: skip

PROFESSIONS = r"(?:dentist|doctor|gp|vet|lawyer|accountant|hairdresser|barber|physio|therapist|plumber|gym|tutor|teacher|coach)"  # fmt: skip

_NAME = r"(?!I['’]|(?:My|Our|Your|The|This|That|These|Those|It|There|Everyone|Everybody|Nobody|Somebody)\b)[A-Z][\w'’-]*(?<!['’]s)(?:\s(?!(?:I|My|The)\b)[A-Z][\w-]+(?<!['’]s))?"
_OWN = r"(?i:my|our|your|mein[er]?|unser[e]?|mon|ma|mes|notre|mi|nuestr[oa])"
SUBJECT = rf"(?:I|i|[Ww]e|[Yy]ou|[Hh]e|[Ss]he|[Tt]hey|[Tt]he (?:user|person)|User|(?i:ich|wir|je|nous|yo)|{_OWN}\s(?:(?:(?:best|good|old)\s)?(?:friend|colleague|cousin|neighbou?r)\s|(?:older|younger|elder|big|little|twin)\s)?[\w-]+|{_NAME})"
_S = rf"(?P<s>{SUBJECT})"
# A value ends with its clause, or where the clause goes on to something else.
_END = r"(?=\s*(?:$|[,;!?]|\.$|\s(?:and|but|because|while|where|which|who|so|when|as well|instead of|near|et|mais|y|pero|und|aber)\s))"
_V = rf"(?P<v>[^,;!?]+?){_END}"
_DIGITS = r"(?P<v>\+?\d[\d\s/()-]{3,}\d)"
_A = r"(?P<a>(?:[\w'’-]+\s){0,3}?[\w-]+?)"
_BE = r"(?:\s(?:am|is|are|was|were|been|be)|'m|'re|'s|’m|’re|’s)"
_HAVE = r"(?:\s(?:have|has|had)|'ve|’ve)"
_POSS = rf"(?:(?P<own>{_OWN}|(?i:the|el|la|le|der|die|das))\s|(?P<s>(?:{_OWN}\s[\w-]+|{_NAME}))['’]s\s)"
_FOCUS = r"(?:Dr\.?\s|Mr\.?\s|Ms\.?\s|Mrs\.?\s)"


_PAIR = r"(?:\s(?:are|were|have been|have|had|got|no longer|finally|just|now|decided to))*"
_TOGETHER = r"\s(?:a couple|an item|married|engaged|together|dating|wed|tied the knot)"
_APART = (
    r"\s(?:split(?: up)?|break up|broke up|broken up|separated?|divorced?|a divorce|parted(?: ways)?|through|history"
    r"|called it quits|gone (?:our )?separate ways|went (?:our )?separate ways|over)\b"
)


class Pattern(NamedTuple):
    """A form of sentence.

    Attributes:
        attribute: what it tells; empty if the sentence names it, `?` if only what was before can tell.
        kind: `tell`, `change` (the old value is over), `end` (nothing takes its place) or `past`.
    """

    attribute: str
    kind: str
    form: re.Pattern[str]


def _p(attribute: str, form: str, kind: str = "tell") -> Pattern:
    return Pattern(attribute, kind, re.compile(form))


PATTERNS: tuple[Pattern, ...] = (
    # who lives where
    _p("home", rf"^{_S}{_HAVE}?(?:{_BE})?\s?\s*(?:live|lives|living|lived|residing|reside|resides|based|at home|settled(?: down)?)\sin\s(?P<v>(?!a\b)[^,;!?]+?){_END}"),
    _p("home", rf"^{_S}{_HAVE}?(?:{_BE})?\s(?:moved|relocated|moving|move|moves)(?:\sback)?(?:\sfrom\s(?P<old>.+?))?\sto\s(?!another\b|a new\b|a different\b){_V}", "change"),
    _p("home", rf"^{_S}\sused to live in\s{_V}", "past"),
    _p("home", rf"^Home(?: for me)? is (?:in )?{_V}"),
    _p("home", rf"^(?P<v>{_NAME}) is where (?P<s>I) live"),
    _p("home", rf"^{_S}{_HAVE}?(?:{_BE})?\s(?:settled(?: down)?|ended up|put down roots|set up home|staying)\sin\s{_V}", "change"),
    _p("home", rf"^{_S}{_HAVE}?(?:{_BE})?\s(?:made|call|calls|calling)\s(?P<v>{_NAME})\s(?:my |our |his |her |their )?home", "change"),
    _p("home", rf"^(?P<v>{_NAME})\s(?:is|has become)\s(?:my |our )?home(?: for me)?$", "change"),
    _p("home", rf"^{_S}(?:{_HAVE}|\sgot)\s(?:got )?(?:a|an|our|my|his|her|their)\s(?:[\w-]+\s)?(?:place|flat|house|home|apartment)\sin\s{_V}"),
    _p("address", rf"^{_S}\slives? at\s{_V}"),
    _p("?", rf"^{_S}{_HAVE}?\sleft\s(?P<old>.+?)\s(?:for|to join|and joined)\s{_V}", "change"),
    _p("?", rf"^{_S}{_HAVE}?\s(?:replaced|swapped|exchanged|traded)\s(?P<old>.+?)\s(?:with|for|in for|by)\s{_V}", "change"),
    _p("?", rf"^{_S}{_HAVE}?\s(?:left|quit|resigned from|dropped(?: out of)?(?!\sto\b)|cancelled|sold|gave up|got rid of|given up|finished with|stopped going to|moved (?:away from|out of)|stopped working (?:at|for)|parted with|handed in my notice at|scrapped|let go by|laid off by|fired by|out of)\s(?:my job at\s|my membership (?:of|in)\s)?(?P<old>(?!me\b)[^,;!?]+?){_END}", "end"),
    _p("?", rf"^{_S}{_HAVE}?\s(?:gave|given)\s(?P<old>.+?)\s(?:away|back)\b", "end"),
    _p("?", r"^(?P<own>[Tt]he|[Mm]y|[Oo]ur)\s(?P<old>[\w ]+?)\s(?:has\s|had\s|is\s)?(?:died|passed away|passed on|dead|gone|broke down for good|was stolen|been stolen|got stolen|closed down|ran away|run away|was scrapped|no more)\b", "end"),
    _p("?", rf"^(?P<old>{_NAME})\s(?:has\s)?(?:died|passed away|passed on)\b", "end"),
    _p("?", rf"^{_S}\s(?:had|have)(?: to have)? (?P<old>(?:the|my|our)\s[\w ]+?)\s(?:put down|put to sleep|scrapped|towed away)", "end"),
    _p("?", rf"^{_S}{_HAVE}?(?:{_BE})?\s(?:let go|laid off|made redundant|fired|sacked)\s(?:by|from|at)\s(?P<old>[^,;!?]+?){_END}", "end"),
    _p("?", r"^(?P<old>[^,;!?]+?)\s(?:has\s)?(?:let|made|laid)\s(?P<s>me)\s(?:go|redundant|off)\b", "end"),
    _p("partner", rf"^(?P<s>[Ww]e){_PAIR}{_APART}(?=$|,|\slast|\sin\b|\syesterday)", "end"),
    # who works where
    _p("work", r"^(?P<v>[^,;!?]+?)\s(?:has\s)?(?:hired|employs|took on|taken on|recruited)\s(?P<s>me)\b", "change"),
    _p("work", rf"^{_S}{_BE}\s(?:an?|the)\s[a-z]+(?:\s[a-z]+)?\s(?:at|with|for)\s(?P<v>(?:the\s)?[A-Z][^,;!?]*?){_END}"),
    _p("work", rf"^{_S}{_BE}\s(?:now\s)?on (?:the staff|the payroll) (?:of|at)\s{_V}"),
    _p("work", rf"^{_S}{_HAVE}\sbeen\swith\s(?P<v>(?:the |an? )[^,;!?]+?|[A-Z]\w+(?: &)? [A-Z]\w+){_END}"),
    _p("work", rf"^{_S}{_HAVE}?\s(?:accepted|taken|took|signed)\s(?:an offer|a job|a post|a position|a contract|up a post)\s(?:at|from|with|in)\s{_V}", "change"),
    _p("work", rf"^{_S}{_HAVE}?(?:{_BE})?\s?(?:work|works|working|worked)\s(?:at|for|with|in)\s{_V}"),
    _p("work", rf"^{_S}{_HAVE}?(?:{_BE})?\s(?:employed|hired|got hired|taken on)\s(?:by|at)\s{_V}"),
    _p("work", rf"^{_S}\sgot hired by\s{_V}"),
    _p("work", rf"^{_S}(?:{_HAVE}|\sgot|\sfound|\slanded|\stook)\s(?:got\s)?(?:a|the)\s(?:new\s)?(?:job|position)\s(?:at|with|for|in)\s{_V}"),
    _p("work", rf"^{_S}{_HAVE}?\s(?:start|starts|started|starting)\s(?:working\s|work\s)?(?:as an?\s[\w ]+?\s)?(?:at|for|with)\s{_V}", "change"),
    _p("work", rf"^{_S}{_HAVE}?\s(?:join(?:ed|s)?|gone over to|transferred to)\s(?P<v>(?!the [\w ]*club)[^,;!?]+?){_END}", "change"),
    _p("work", rf"^{_S}\searns? (?:my|his|her|their) living (?:at|with)\s{_V}"),
    _p("work", rf"^{_S}{_BE}\swith\s(?P<v>(?:the |an? )[^,;!?]+?|[A-Z]\w+(?: &)? [A-Z]\w+){_END}"),
    _p("job", rf"^{_S}\sworks? as (?:a|an)\s{_V}"),
    _p("salary", rf"^{_S}\s(?:earns?|makes?)\s(?P<v>[€$£]?\d[^,;!?]*?){_END}"),
    _p("boss", rf"^{_S}\sreports? to\s{_V}"),
    # numbers and days
    _p("phone", rf"(?i:reach|call|phone|ring|text)\s(?P<s>me|us|{_NAME})\s(?:at|on|under)\s{_DIGITS}"),
    _p("phone", rf"^{_S}\scan be (?:reached|called)\s(?:at|on|under)\s{_DIGITS}"),
    _p("birthday", rf"^{_S}{_BE}\sborn on\s{_V}"),
    _p("birthday", rf"^{_S}\s(?:has|have) (?:his|her|their|my)? ?birthday on\s{_V}"),
    _p("birth year", rf"^{_S}{_BE}\sborn in\s(?P<v>\d{{4}})"),
    _p("birth place", rf"^{_S}{_BE}\sborn in\s(?P<v>[A-Z][^,;!?]*?){_END}"),
    _p("age", rf"^{_S}{_BE}\s(?P<v>\d{{1,3}})(?: years old)?{_END}"),
    _p("origin", rf"^{_S}(?:{_BE}|\scomes?)\s(?:originally )?from\s{_V}"),
    # people
    _p("partner", rf"^{_S}{_HAVE}?(?:{_BE})?\s(?:got )?(?:married to|engaged to|dating|seeing(?: a \w+ (?:called|named))?|going out with|together with|in a relationship with|with)\s(?P<v>{_NAME})"),
    _p("partner", rf"^{_S}{_HAVE}?\smarried\s(?P<v>{_NAME})", "change"),
    _p("partner", rf"^(?P<old>{_NAME})\sand\s(?P<s>I){_PAIR}{_APART}", "end"),
    _p("partner", rf"^(?P<v>{_NAME})\sand\s(?P<s>I){_PAIR}{_TOGETHER}"),
    _p("partner", rf"^{_S}\sand\s(?P<old>{_NAME}){_PAIR}{_APART}", "end"),
    _p("partner", rf"^{_S}\sand\s(?P<v>{_NAME}){_PAIR}{_TOGETHER}"),
    _p("partner", rf"^(?P<old>{_NAME})\s(?:has\s)?(?:left|dumped|divorced)\s(?P<s>me)\b", "end"),
    _p("partner", r"^(?P<s>I)(?:['’]m| am)\s(?:single|divorced|widowed|a widow|a widower)\b", "end"),
    _p("partner", rf"^{_S}{_HAVE}?\s(?:broke|broken|called|ended)\s(?:it|things)\s(?:off\s|up\s)?with\s(?P<old>{_NAME})", "end"),
    _p("partner", rf"^{_S}{_HAVE}?\s(?:split up with|broke up with|divorced|separated from|left)\s(?P<old>{_NAME})(?=\s|$)", "end"),
    _p("name", r"^(?:(?i:my) name is|(?i:call) me)\s(?P<v>[A-Z][\w' -]*)"),
    _p("", rf"^{_S}\s(?:have|has|own|owns|got)\s(?:a|an|one)\s(?:[\w-]+\s)?(?P<a>[a-z]+)\s?(?:called|named|,|by the name of)\s(?P<v>{_NAME})"),
    # what one has, likes and does
    _p("car", rf"^{_S}(?:{_BE})?\s(?:drive|drives|driving|get around in|gets around in|going around in)\s{_V}"),
    _p("car", rf"^{_S}{_HAVE}?\s?(?:have|has|own|owns|bought|got|buy)?\s(?P<v>an?\s(?:[\w-]+\s){{0,3}}(?:car|van|Fiat|Volvo|Golf|Renault|Toyota|Ford|BMW|Audi|Skoda|Honda|Tesla|Peugeot|Opel|Mazda|Kia|Volkswagen|Mercedes|Citro[eë]n|Seat|Nissan)){_END}"),
    _p("allergy", rf"^{_S}{_BE}\sallergic to\s{_V}"),
    _p("allergy", rf"^{_S}\s(?:has|have)\san?\s(?:[a-z]+\s)?allergy to\s{_V}"),
    _p("allergy", rf"^{_S}\scan(?:'t|not)\seat\s(?P<v>[\w ]+?)(?=,[^.]*allerg)"),
    _p("diet", rf"^{_S}\s(?:don['’]t|doesn['’]t|do not|does not|never) eats?\s{_V}"),
    _p("", rf"^{_S}\s(?:like|likes|love|loves)\s(?P<v>[^,;!?]+?) best (?:of all|among)\s(?P<fav>[a-z]+)"),
    _p("", rf"^(?:[Tt]he|[Mm]y)\s(?P<fav>[a-z]+)\sI\s(?:love|like)\s(?:most|best)\sis\s{_V}"),
    _p("dislikes", rf"^{_S}\s(?:hates?|dislikes?|can['’]t stand|don['’]t like|doesn['’]t like)\s{_V}"),
    _p("likes", rf"^{_S}{_HAVE}?(?:{_BE})?\s(?:like|likes|love|loves|enjoy|enjoys|prefer|prefers|adores?|fond of|into)\s(?P<v>(?!(?:it|that|this|to know|your)\b)[^,;!?]+?){_END}"),
    _p("learns", rf"^{_S}{_BE}\slearning\s{_V}"),
    _p("plays", rf"^{_S}\splays?\s{_V}"),
    _p("speaks", rf"^{_S}\sspeaks?\s(?P<v>[A-Z][^,;!?]*?){_END}"),
    _p("school", rf"^{_S}(?:{_BE})?\s(?:study|studies|studying|a student)\sat\s{_V}"),
    _p("plan", rf"^{_S}(?:{_BE})?\s(?:plan|plans|planning|going)\sto\s(?P<v>(?!be\b)[a-z]+\s[^,;!?]+?){_END}"),
    _p("club", rf"^{_S}(?:{_BE})?\s(?:a member of|in|joined|belong to|belongs to|member of)\s(?P<v>(?:the|an?)\s[\w -]*(?:club|choir|team|band|society|party|union|group))"),
    _p("club", rf"^{_S}{_BE}\sa member of\s{_V}"),
    _p("debt", rf"^{_S}(?:\sstill)?\sowes?\s(?P<to>me|us|you|{_NAME})\s{_V}"),
    _p("debt", rf"^(?P<to>I|{_NAME})\slent\s(?P<s>{_NAME}|me)\s(?P<v>[€$£]?\d[^,;!?]*?){_END}"),
    _p("debt", rf"^{_S}{_HAVE}?\s(?:paid|gave)\s(?P<to>me|us|you|{_NAME})\s(?:the money\s)?back", "end"),
    _p("debt", rf"^{_S}{_HAVE}?\s(?:settled up|squared up|returned the money|repaid (?:me|the money|it all))\b", "end"),
    _p("debt", rf"^{_S}\sand\sI\sare\s(?:even|quits|square)\b", "end"),
    _p("debt", rf"^{_S}{_HAVE}?\s(?:paid|settled|cleared)\s(?:back\s)?(?:his|her|their|my|the)\sdebts?", "end"),
    _p("rent", rf"^{_S}(?:{_BE})?\s(?:pays?|paying)\s(?P<v>[€$£]?\d[\w€ ]*?)(?:\s(?:a|per) month)?\s(?:in\s|for\s)?(?:my\s|the\s)?rent"),
    _p("rent", r"^(?P<v>[€$£]?\d[\w€ ]*?) is what (?P<s>I) pay (?:in|for|as) (?:my )?rent"),
    # my … is …, in all its forms
    _p("", rf"^(?:[Aa]s|[Ff]or)\s(?:a|an|my)\s(?P<a>[a-z]+) I (?:have|go to|see|use)\s{_V}"),
    _p("gym", rf"(?:^|\s)I\s(?:go to the gym|train|work out)\sat\s{_V}"),
    _p("", rf"^{_S}{_HAVE}?\s(?:go|goes|went|see|sees|train|trains|visit|have|use)\s(?:to\s|at\s)?(?P<v>(?!the\b|a\b|an\b)[^,;!?]+?),?\s(?:a|an|the|my|that['’]s my|that is my|as my|for my|for the|who is my)\s(?P<a>{PROFESSIONS})"),
    _p("dentist", rf"^{_S}\s(?:go|goes) to\s(?P<v>[^,;!?]+?)\sfor (?:my|his|her) teeth"),
    _p("", rf"(?:go|train|meets?|see|live|work)\s(?:to|at|on|in)?\s?(?P<v>[^,;!?]+?),\s(?:that['’]s|that is|which is)\s(?:my|our)\s{_A}{_END}"),
    _p("", rf"^[Tt]he\s(?P<a>[a-z]+)\sI\s(?:go to|use|have|see)\sis\s{_V}"),
    _p("", rf"^{_S}\s(?:have|has)\s(?:my|his|her|their|our|the)\s{_A}\s(?P<v>(?:on|at|in)\s[^,;!?]+?){_END}"),
    _p("", rf"^{_S}\sneeds?\s(?P<v>[^,;!?]+?)\sfor\s(?:my|his|her)\s(?P<a>commute|way to work)"),
    _p("", rf"^{_S}\s(?:have|has|got)\sa new\s{_A}\s?(?::|,|-|–|called|which is)\s{_V}", "change"),
    _p("", rf"^{_S}{_HAVE}?\s(?:switched|changed)\s(?:my\s|his\s|her\s)?(?P<a>[a-z]+?)s?(?:[,:]?\s(?:and\s|now\s)?(?:(?:I|s?he|they|now)\s?)?(?:['’]m|am|is|are|go|goes|work|works|train)\s(?:now\s)?(?:at|to|with|for)\s|\sto\s|:\s){_V}", "change"),
    _p("", rf"^(?P<v>[^,;!?]+?)\s(?:has\s|have\s)?replaced\s(?P<old>[^,;!?]+?)\sas\s(?:(?P<own>my|our)|(?P<s>{_NAME})['’]s)\s{_A}{_END}", "change"),
    _p("", rf"^(?:(?:{SUBJECT}|[Tt]he\s[\w-]+|[Pp]lease){_HAVE}?\s)?(?:moved|raised|rescheduled|changed|lowered|increased|postponed|update|updated|change|set|put)\s(?:(?P<own>my|our|the)|(?P<s>{_NAME})['’]s)\s{_A}(?:\s(?:up|down|back|forward))?(?:\sfrom\s(?P<old>.+?))?\sto\s{_V}", "change"),
    _p("", rf"^{_S}{_HAVE}?\s(?:use|uses|see|sees|have|has|picked|chosen|go to|goes to)\s(?P<v>[^,;!?]+?)\sas\s(?:(?P<own>my|our|the))\s{_A}{_END}"),
    _p("", rf"^{_S}{_BE}\sa (?:patient|client|customer|tenant|member|pupil) (?:of|at)\s(?P<v>[^,;!?]+?),\s(?:that['’]s |who is )?(?:my|our)\s{_A}{_END}"),
    _p("", rf"^{_S}{_HAVE}?\s(?:switched|changed|moved|swapped)\s(?:my\s)?(?:to (?:another|a new|a different)\s)?(?P<a>[a-z]+?)s?[,:]\s?(?:(?:it['’]s|it is|now|now it['’]s)\s)?(?P<v>{_FOCUS}?[A-Z][^,;!?]*?){_END}", "change"),
    _p("", rf"^{_S}{_HAVE}?\s(?:switched|changed|moved)\s(?P<a>[a-z]+?)s\sto\s{_V}", "change"),
    _p("", rf"^(?P<a>(?i:rent|dentist|doctor|landlord|birthday|phone number|employer|salary|boss|gym))\s?(?::|\sis)\s*{_V}"),
    _p("", rf"^(?:[Pp]ut down|[Ss]ave|[Nn]ote|[Uu]se)\s(?P<v>[^,;!?]+?)\sas\s(?:(?P<own>my|our|the)|(?P<s>{_NAME})['’]s)\s{_A}{_END}"),
    _p("", rf"^{_POSS}{_A}{_HAVE}?(?:{_BE})?(?:\s(?:been|got))?\s(?:changed|moved|went up|gone up|went down|gone down|risen|rose|fell|fallen|dropped|increased|rescheduled|postponed|shifted|brought forward|raised|cut|lowered|set|pushed(?: back)?|put back|put off|switched|jumped|climbed)(?:\sfrom\s(?P<old>.+?))?\sto\s{_V}", "change"),
    _p("", rf"^{_POSS}{_A}{_BE}\s(?:no longer|not)\s(?:on|at|in)?\s?(?P<old>.+?)(?:\sany ?more)?\sbut\s(?:on|at|in)?\s?{_V}", "change"),
    _p("", rf"^(?P<own>[Tt]he)\s(?P<a2>(?:[\w-]+\s){{0,2}}?[\w-]+)\s(?:of|for)\s(?:(?:my|our)\s(?P<a>[\w-]+)|(?P<s>{_NAME}))\sis\s(?:the\s)?{_V}"),
    _p("", rf"^[Nn]ew\s(?:time|date|day|place)\sfor\s(?:the|my|our)\s{_A}\s?:\s*{_V}", "change"),
    _p("", rf"^[Nn]ew\s{_A}\s?(?::|,)\s?(?:it['’]s\s|it is\s)?{_V}", "change"),
    _p("", rf"^{_POSS}{_A}\s(?:has|have)\sthe\s(?P<a2>[a-z]+)\s{_V}"),
    _p("", rf"^{_POSS}(?P<new>new\s)?{_A}(?:['’]s name)?(?:{_BE}|\shas (?:always )?been|\swill be)(?:\s(?:called|named|always|on|at|in|the))*\s(?P<v>(?!(?:no longer|not|gone|dead|late|too|very|so|really|mov\w+|chang\w+)\b)[^,;!?]+?){_END}"),
    _p("", rf"^{_POSS}(?P<new>new\s)?{_A}(?:\s(?:lives|takes place|takes|leaves|departs|starts|begins|ends|opens|closes|costs|comes to|amounts to|happens))(?:\s(?:at|on|in|from))?\s{_V}"),
    _p("", rf"^{_POSS}(?P<new>new\s)?{_A}\s?(?::|=)\s*{_V}"),
    _p("", rf"^{_POSS}(?P<new>new\s)?(?P<a>[\w-]+),\s(?P<v>[A-Z][^,;!?]*?),\sis\s"),
    _p("", rf"^(?P<a>(?:[Tt]eam|[Ss]taff|[Ww]eekly|[Dd]aily)\s[a-z]+)\s?(?::|is)\s*{_V}"),
    _p("", rf"^[Ww]e have (?:the|our)\s{_A}\s(?:on|at)\s{_V}"),
    _p("", rf"^(?P<v>(?:{_FOCUS})?[^,;!?]{{2,40}}?)\s(?:is|are)\s(?:now\s)?(?:(?P<own>my|our)|(?P<s>{_NAME})['’]s)\s(?P<new>new\s)?{_A}(?:\sat work|\sin\s.*)?{_END}"),
    # German, French, Spanish
    _p("home", rf"^(?:[Ii]ch|[Ww]ir|{_NAME})\s?(?:wohnen?|wohnt|leben?|lebt)\s(?:in|bei)\s{_V}"),
    _p("home", rf"^(?P<s>[Ii]ch|[Ww]ir|{_NAME})\s(?:bin|sind|ist)\snach\s(?P<v>.+?)\s(?:um)?gezogen", "change"),
    _p("work", rf"^(?P<s>[Ii]ch|{_NAME})\s(?:arbeite|arbeitet)\s(?:bei|für|in|beim|bei der)\s{_V}"),
    _p("allergy", rf"^(?P<s>[Ii]ch|{_NAME})\s(?:bin|ist)\s(?:allergisch\s)?gegen\s(?P<v>\w+)"),
    _p("likes", rf"^(?P<s>[Ii]ch|{_NAME})\s(?:mag|liebe|liebt)\s{_V}"),
    _p("", rf"^(?P<own>(?i:mein[er]?|unser[e]?|der|die|das))\s(?P<new>neue[rs]?\s)?(?P<a>\w+)\s(?:ist|sind|heißt|lautet|:)\s(?:am\s|die\s|der\s)?{_V}"),
    _p("", rf"^(?P<v>[^,;!?]+?)\sist\s(?P<own>mein[e]?)\s(?P<new>neue[rs]?\s)?(?P<a>\w+){_END}"),
    _p("", rf"^(?P<s>[Ii]ch) habe (?:einen?|eine) neuen?\s(?P<a>\w+)\s?[:,]\s{_V}", "change"),
    _p("home", rf"^(?P<s>(?i:j['’]|je\s|nous\s)|{_NAME}\s)(?:habite|habitons|vis|vivons|vit)\s(?:maintenant\s)?(?:à|a|en|au)\s{_V}"),
    _p("home", rf"^(?P<s>(?i:j['’]|je\s|nous\s|on\s)|{_NAME}\s)(?:ai|a|avons)?\s?déménagé\s(?:à|en|au)\s{_V}", "change"),
    _p("work", rf"^(?P<s>(?i:je\s)|{_NAME}\s)travaille\s(?:à|chez|pour|au|en|dans)\s{_V}"),
    _p("allergy", rf"^(?P<s>(?i:je\s)|{_NAME}\s)(?:suis|est)\sallergique\s(?:à|au|aux)\s{_V}"),
    _p("likes", rf"^(?P<s>(?i:j['’])|{_NAME}\s)(?:aime|adore)\s{_V}"),
    _p("", rf"^(?P<own>(?i:mon|ma|mes|notre|le|la))\s(?P<new>nouve(?:au|lle)\s)?(?P<a>\w+(?:\sde\s\w+)?)\s?(?:est|s['’]appelle|:)\s(?:à\s|le\s|la\s)?{_V}"),
    _p("", rf"^(?P<s>[Jj]['’])ai un(?:e)? nouve(?:au|lle)\s(?P<a>\w+)\s?[:,]\s{_V}", "change"),
    _p("home", rf"^(?P<s>(?i:yo\s)|{_NAME}\s|)(?i:vivo|vivimos|vive)\sen\s{_V}"),
    _p("home", rf"^(?P<s>(?i:yo\s)|{_NAME}\s|)(?i:me he mudado|me mudé|nos mudamos|se ha mudado|se mudó)\sa\s{_V}", "change"),
    _p("work", rf"^(?P<s>(?i:yo\s)|{_NAME}\s|)(?i:trabajo|trabaja)\s(?:en|para|con)\s{_V}"),
    _p("allergy", rf"^(?P<s>(?i:yo\s)|{_NAME}\s|)(?i:soy|es)\salérgic[oa]\sa\s{_V}"),
    _p("likes", rf"^(?P<s>)(?i:me gustan?|me encantan?)\s{_V}"),
    _p("", rf"^(?P<own>(?i:mi|mis|nuestr[oa]|el|la))\s(?P<new>nuev[oa]\s)?(?P<a>\w+(?:\sde\s\w+)?)\s(?P<new2>nuev[oa]\s)?(?:es|está en|está|se llama)\s(?:el\s)?{_V}"),
    _p("", rf"^(?P<s>[Tt]engo) (?:un|una) nuev[oa]\s(?P<a>\w+)\s?[:,]\s{_V}", "change"),
    # what fits much, and so comes last
    _p("?", rf"^{_S}{_HAVE}?(?:{_BE})?\s(?:go|goes|going|went|use|uses|using|see|sees|seeing|train|trains|training|drive|drives|have|has|taken)\s(?:to\s|at\s|with\s)?(?P<v>[^,;!?]+?)\s(?:now\s)?(?:instead of|rather than|in place of)\s(?P<old>[^,;!?]+?){_END}", "change"),
    _p("?", rf"^{_S}{_HAVE}?\s(?:switched|changed)\sto\s{_V}", "change"),
    _p("is", rf"^{_S}(?:\s(?:am|is|are)|['’](?:m|re|s))\s(?P<v>an?\s(?!member|new|few|bit|lot|little)[\w-]+(?:\s[\w-]+)?){_END}"),
    _p("work?", rf"^{_S}{_BE}\sat\s(?P<v>(?:the |an? )?[^,;!?]+?){_END}"),
)  # fmt: skip

_NO_WORDS = re.compile(
    r"^(?:(?:the|a|an|new|old|current|present|own|dear|good|best|main|actual|real|exact|neue[rs]?|nouve(?:au|lle)|nuev[oa]|my|our|your)\s)+"
)
_OF_ME = {"", "i", "we", "you", "me", "us", "my", "our", "your", "ich", "wir", "je", "j'", "nous", "on", "yo", "tengo", "mein", "meine", "meiner", "mi", "mis", "mon", "ma", "mes", "notre", "nuestro", "nuestra", "unser", "unsere"}  # fmt: skip


def canonical(attribute: str) -> str:
    """Return the one name of an attribute.

    >>> canonical("new Mobile number"), canonical("locker code"), canonical("dentist's name"), canonical("Zahnarzt")
    ('phone', 'locker code', 'dentist', 'dentist')
    """
    name = _NO_WORDS.sub("", " ".join(plain(attribute).split()))
    name = re.sub(r"'s name$| name$|^name of (?:the |my )?", "", name) or name
    name = re.sub(r"^([\w-]+) (?:for|of) (?:the |my |our )?([\w-]+)$", r"\2 \1", name)
    name = name.replace("favorite", "favourite").replace("color", "colour")
    return _CANONICAL.get(name, name)


_SHORT_KIN = {
    "mum": "mother", "mom": "mother", "mama": "mother", "dad": "father", "daddy": "father", "papa": "father",
    "grandma": "grandmother", "granny": "grandmother", "nan": "grandmother", "grandpa": "grandfather",
    "granddad": "grandfather", "grandad": "grandfather",
}  # fmt: skip


def who(subject: str) -> str:
    """Return the one name of a subject: `you` for the person, a name or a relation in small letters.

    >>> who("I"), who("My sister"), who("Ana"), who("my friend Ana")
    ('you', 'sister', 'ana', 'ana')
    """
    name = plain(subject).strip().removesuffix("'s")
    if name in ("user", "the user", "the person"):  # as models have it that keep notes of who they talk with
        return "you"
    if name in _OF_ME:
        return "you"
    name = re.sub(r"^(?:my|our|your|mein|meine|mon|ma|mi|unser|the)\s", "", name)
    name = re.sub(
        r"^(?:good |best |old )?(?:friend|colleague|cousin|neighbour|neighbor|amie?|freundin|freund|amig[oa])\s(?=\w)",
        "",
        name,
    )
    if name in _SHORT_KIN:
        return _SHORT_KIN[name]
    return (
        _CANONICAL.get(name, name)
        if name in ("schwester", "bruder", "soeur", "frere", "hermana", "hermano")
        else name
    )
