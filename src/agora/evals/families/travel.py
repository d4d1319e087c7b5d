"""Speed, distance and time: one stage, several stages, meeting, catching up, pace and maps."""

from fractions import Fraction

from agora.evals.families._scenes import clock, people
from agora.evals.task import Dice, Task, family, task


def _exact(value: Fraction) -> float:
    return round(float(value), 2)


_HOURS = [0.5, 1.5, 2, 2.5, 3, 4, 5, 6, 8]


@family("stories", weight=2)
def distance_driven(r: Dice) -> Task:
    v, h = r.randint(2, 60) * 2, r.choice(_HOURS)
    wordings = [
        "How far does a car get in <h> hours at <v> km/h?",
        "<A> cycles at <v> km/h for <h> hours. How many km is that?",
        "A train runs <h> hours at <v> mph. What distance is that?",
        "At <v> km an hour, how far in <h> hours?",
        "Speed <v>, time <h> h. Distance?",
        "We sailed for <h> hours making <v> knots. How many miles did we cover?",
        "The drone keeps up <v> km/h and its battery lasts <h> hours. What's its range?",
        "I drove <h> hours without a stop, always <v> km/h. How long was the road?",
        "fr: Une voiture roule à <v> km/h pendant <h> heures. Quelle distance parcourt-elle ?",
        "de: Ein Zug fährt <h> Stunden lang <v> km/h. Wie weit kommt er?",
    ]
    return task(r, wordings, "answer(<v> * <h>)", v * h, v=v, h=h, **people(r))


@family("stories", weight=2)
def travel_time(r: Dice) -> Task:
    v, h = r.randint(2, 60) * 2, r.choice(_HOURS)
    wordings = [
        "How long does a trip of <d> km take at <v> km/h, in hours?",
        "<A> drives <d> miles at <v> mph. How many hours does it take?",
        "<d> miles at a steady <v> mph: how many hours on the road?",
        "I go <v> km an hour. How many hours for <d> km?",
        "Distance <d>, speed <v>. Time?",
        "A storm moves at <v> km/h and is <d> km away. In how many hours is it here?",
        "At a constant <v> km/h, when will I have done <d> km, in hours?",
        "The ship makes <v> km/h. Port is <d> km off. Hours to port?",
        "fr: Combien d'heures faut-il pour faire <d> km à <v> km/h ?",
        "es: Un tren va a <v> km/h. ¿Cuántas horas tarda en recorrer <d> km?",
    ]
    d = int(v * h)
    return task(r, wordings, "answer(round(<d> / <v>, 2))", float(h), v=v, d=d, **people(r))


@family("stories", weight=2)
def average_speed(r: Dice) -> Task:
    v, h = r.randint(2, 60) * 2, r.choice(_HOURS)
    wordings = [
        "A car drives <d> km in <h> hours. What's its average speed?",
        "<A> runs <d> km in <h> h. How fast is that in km/h?",
        "<d> miles in <h> hours: what speed is that?",
        "What average speed do I need for <d> km in <h> hours?",
        "A boat took <h> hours for <d> km. Its speed?",
        "How fast must I go to cover <d> km in <h> hours?",
        "The swallow flew <d> km; the flight lasted <h> hours. Kilometres per hour?",
        "After <h> hours the counter shows <d> km more than before, so my mean speed was?",
        "de: Ein Auto fährt <d> km in <h> Stunden. Wie hoch ist die Durchschnittsgeschwindigkeit?",
        "es: Un coche recorre <d> km en <h> horas. ¿Cuál es su velocidad media?",
    ]
    d = int(v * h)
    return task(r, wordings, "answer(round(<d> / <h>, 2))", float(v), d=d, h=h, **people(r))


@family("stories")
def travel_minutes(r: Dice) -> Task:
    v, m = r.choice([20, 30, 40, 60, 80, 90, 120]), r.randint(2, 20) * 6
    d = Fraction(v * m, 60)
    wordings = [
        "How many minutes does it take to drive <d> km at <v> km/h?",
        "The school is <d> km away. On my scooter at <v> km/h, how many minutes is it?",
        "<d> km at <v> km/h in minutes?",
        "A bus goes <v> km/h on average; my stop is <d> km on. Minutes?",
        "At <v> miles per hour, how many minutes for <d> miles?",
        "The lift cable moves at <v> km/h and is <d> km long. How many minutes is the ride?",
        "If the river carries us at <v> km/h, after how many minutes are we <d> km downstream?",
        "On the motorway it's <d> km to the exit. With the cruise control at <v> km/h, how many minutes?",
        "fr: Combien de minutes faut-il pour <d> km à <v> km/h ?",
        "de: Wie viele Minuten brauche ich für <d> km bei <v> km/h?",
    ]
    shown = int(d) if d.denominator == 1 else float(d)
    return task(r, wordings, "answer(round(<d> / <v> * 60, 2))", float(m), d=shown, v=v)


@family("stories")
def distance_minutes(r: Dice) -> Task:
    v, m = r.choice([12, 15, 18, 24, 30, 48, 60, 72, 90, 120]), r.randint(1, 11) * 10
    wordings = [
        "How far do I get in <m> minutes at <v> km/h?",
        "A bike goes <v> km/h. Distance after <m> minutes, in km?",
        "<m> minutes at <v> km/h: how many km?",
        "The tram averages <v> km/h, and I ride it for <m> minutes. How far is that in km?",
        "How many miles does a car cover in <m> minutes at <v> mph?",
        "Walking belt set to <v> km/h, running for <m> min. Kilometres?",
        "In <m> minutes a boat with <v> km/h travels what distance?",
        "We saw the balloon drift for <m> minutes at <v> km/h. How many km did it drift?",
        "fr: Quelle distance fait-on en <m> minutes à <v> km/h ?",
        "es: ¿Cuántos km se recorren en <m> minutos a <v> km/h?",
    ]
    value = _exact(Fraction(v * m, 60))
    return task(r, wordings, "answer(round(<v> * <m> / 60, 2))", value, v=v, m=m)


@family("stories")
def two_stages(r: Dice) -> Task:
    a, b, h, k = r.randint(3, 120), r.randint(3, 120), r.randint(1, 6), r.randint(1, 6)
    wordings = [
        "<A> drives <h> hours at <a> km/h and then <k> hours at <b> km/h. How far is that?",
        "First <h> h at <a> km/h, then <k> h at <b> km/h. Total distance?",
        "How many km do we do in all, going <a> km/h for <h> hours and <b> km/h for another <k>?",
        "The ship sailed <h> hours at <a> and, the wind changing, <k> hours at <b> miles an hour. Miles sailed?",
        "On the motorway (<h> hours) I did <a> km/h, on small roads (<k> hours) <b> km/h. Length of my trip?",
        "A courier rides <a> km/h for <h> hours, eats, and rides <b> km/h for <k> hours. Distance?",
        "What's the way covered: <a> km/h times <h> hours, plus <b> km/h times <k> hours?",
        "The train needs <h> hours for the flat part at <a> km/h and <k> hours for the hills at <b> km/h. How long is the line in km?",
        "de: <A> fährt <h> Stunden mit <a> km/h und dann <k> Stunden mit <b> km/h. Wie weit ist das?",
        "fr: <A> roule <h> heures à <a> km/h puis <k> heures à <b> km/h. Quelle distance en tout ?",
    ]
    code = "first = <a> * <h>\nsecond = <b> * <k>\nanswer(first + second)"
    return task(r, wordings, code, sum([a] * h + [b] * k), a=a, b=b, h=h, k=k, **people(r))


@family("stories")
def speed_of_two_stages(r: Dice) -> Task:
    d, e, h, k = r.randint(5, 300), r.randint(5, 300), r.randint(1, 5), r.randint(1, 5)
    while (d + e) * 200 % (2 * (h + k)) == h + k:
        d += 1
    wordings = [
        "<A> goes <d> km in <h> hours and then <e> km in <k> hours. What's the average speed of the whole trip?",
        "Stage one: <d> km, <h> h. Stage two: <e> km, <k> h. Average speed?",
        "I cycled <d> km in <h> hours before lunch and <e> km in <k> hours after it. My mean speed over all?",
        "What average speed is it, if <d> km take <h> hours and the next <e> km <k> hours?",
        "A truck covers <d> miles in <h> hours, is loaded at once, and covers <e> miles more in <k> hours. Mph on average?",
        "Overall pace in km/h for <d> km (<h> h) plus <e> km (<k> h)?",
        "The first leg of <d> km lasted <h> hours, the second of <e> km lasted <k>. How fast were we on average?",
        "Average speed: <d> km in <h> h, <e> km in <k> h.",
        "es: <A> recorre <d> km en <h> horas y luego <e> km en <k> horas. ¿Cuál es la velocidad media?",
        "de: Erst <d> km in <h> Stunden, dann <e> km in <k> Stunden. Wie hoch ist die Durchschnittsgeschwindigkeit?",
    ]
    code = "way = <d> + <e>\ntime = <h> + <k>\nanswer(round(way / time, 2))"
    return task(r, wordings, code, _exact(Fraction(d + e, h + k)), d=d, e=e, h=h, k=k, **people(r))


@family("stories")
def there_and_back(r: Dice) -> Task:
    a, b = r.sample([4, 5, 6, 10, 12, 15, 20, 30, 40, 45, 50, 60, 80, 90, 100, 120], 2)
    wordings = [
        "I drive to work at <a> km/h and back at <b> km/h on the same road. What's my average speed?",
        "There at <a> km/h, back at <b> km/h: average for the round trip?",
        "<A> cycles up the hill at <a> km/h and down the same way at <b> km/h. Mean speed over both?",
        "A plane flies out at <a> and home at <b> miles per hour. Average speed for the whole trip?",
        "It's a trap, I know: outward <a> km/h, return <b> km/h, equal distances. Average speed?",
        "What is the average speed if one half of the way is done at <a> km/h and the other half at <b> km/h?",
        "The boat goes upstream at <a> km/h and comes back downstream at <b> km/h. Its average over the round trip?",
        "Same distance twice, once with <a>, once with <b> km/h. Overall speed?",
        "fr: Aller à <a> km/h, retour à <b> km/h par la même route. Quelle est la vitesse moyenne ?",
        "de: Hin mit <a> km/h, zurück mit <b> km/h. Wie hoch ist die Durchschnittsgeschwindigkeit?",
    ]
    value = _exact(Fraction(2 * a * b, a + b))
    return task(r, wordings, "answer(round(2 / (1 / <a> + 1 / <b>), 2))", value, a=a, b=b, **people(r))


@family("stories", weight=2)
def meeting_trains(r: Dice) -> Task:
    a, b, d = r.randint(30, 120), r.randint(30, 120), r.randint(10, 90) * 10
    while d * 200 % (2 * (a + b)) == a + b:
        b += 1
    wordings = [
        "Two trains <d> km apart drive toward each other at <a> and <b> km/h. After how many hours do they meet?",
        "<A> and <B> are <d> km apart and ride toward each other at <a> and <b> km/h. When do they meet, in hours?",
        "Cars at speeds of <a> and <b> start <d> km apart and approach. How many hours until they meet?",
        "The distance is <d> km. One driver does <a> km/h, the other comes at <b> km/h. How many hours until they meet?",
        "Ships <d> miles apart sail head-on at <a> and <b> miles an hour; hours until meeting?",
        "Head-on: <d> km, speeds <a> and <b>. Hours until they meet?",
        "How long, in hours, before two planes pass each other that leave cities <d> km apart for one another at <a> and <b> km/h?",
        "From A a lorry starts with <a> km/h, from B at the same moment a bus with <b> km/h. A and B are <d> km apart. Meeting after how many hours?",
        "fr: Deux trains distants de <d> km roulent l'un vers l'autre à <a> et <b> km/h. Au bout de combien d'heures se croisent-ils ?",
        "es: Dos coches a <d> km de distancia van uno hacia el otro a <a> y <b> km/h. ¿En cuántas horas se encuentran?",
    ]
    code = "speed = <a> + <b>\nanswer(round(<d> / speed, 2))"
    return task(r, wordings, code, _exact(Fraction(d, a + b)), a=a, b=b, d=d, **people(r))


@family("stories")
def apart_after(r: Dice) -> Task:
    a, b, h = r.randint(3, 120), r.randint(3, 120), r.randint(2, 9)
    away = r.random() < 0.5
    a, b = max(a, b) + 1, min(a, b)
    word = {
        "en": "in opposite directions" if away else "in the same direction",
        "fr": "en sens opposés" if away else "dans le même sens",
        "de": "in entgegengesetzte Richtungen" if away else "in dieselbe Richtung",
    }
    wordings = [
        "Two cars leave the same place <w> at <a> and <b> km/h. How far apart are they after <h> hours?",
        "<A> and <B> start together and go <w>, <A> with <a>, <B> with <b> km/h. Distance between them after <h> hours?",
        "Speeds <a> and <b>, start at one point, <w>, <h> hours. Gap?",
        "After <h> hours, how many km lie between two ships sailing <w> from one port at <a> and <b> km/h?",
        "We leave home at the same time <w>. I do <b> km/h, you do <a>. How far are we from each other <h> hours later?",
        "Two cyclists ride <w> at <a> km/h and <b> km/h from the same crossing. In <h> hours they are how many km apart?",
        "What separates them after <h> h: train one <a> km/h, train two <b> km/h, same station, <w>?",
        "From one airport two planes set off <w>, at <a> and at <b> mph. Miles between them after <h> hours?",
        "fr: Deux voitures partent du même endroit <w> à <a> et <b> km/h. Quelle distance les sépare après <h> heures ?",
        "de: Zwei Autos fahren vom selben Ort <w> mit <a> und <b> km/h. Wie weit sind sie nach <h> Stunden voneinander entfernt?",
    ]
    code = "speed = <a> <s> <b>\nanswer(speed * <h>)"
    value = a * h + (b * h if away else -b * h)
    return task(r, wordings, code, value, a=a, b=b, h=h, w=word, s="+" if away else "-", **people(r))


@family("stories", weight=2)
def catch_up(r: Dice) -> Task:
    a, d, h = r.randint(3, 80), r.randint(2, 40), r.randint(1, 5)
    while a * h * 200 % (2 * d) == d:
        d += 1
    wordings = [
        "<A> starts at <a> km/h. <h> hours later <B> follows at <b> km/h. After how many hours does <B> catch up?",
        "A truck leaves at <a> km/h; a car leaves <h> hours later at <b> km/h. How many hours does the car need to catch the truck?",
        "With a lead of <h> hours at <a> km/h, when is <A> caught by <B> who goes <b> km/h, in hours of <B>'s ride?",
        "<B> does <b> km/h and chases <A>, who does <a> km/h and has <h> hours' start. How many hours until <B> gets there?",
        "A slow ship (<a> km/h) leaves <h> h before a fast one (<b> km/h). How many hours until the fast one draws level?",
        "Lead of <h> hours, speeds <a> and <b>. Hours to catch up?",
        "My son left <h> hours ago on his bike at <a> km/h and forgot his phone. I drive after him at <b> km/h. In how many hours do I reach him?",
        "How long must the police drive at <b> km/h to reach a van that has gone <a> km/h for <h> hours and keeps going? In hours.",
        "de: <A> fährt mit <a> km/h los, <h> Stunden später folgt <B> mit <b> km/h. Nach wie vielen Stunden holt <B> <A> ein?",
        "fr: <A> part à <a> km/h. <h> heures plus tard, <B> le suit à <b> km/h. En combien d'heures <B> le rattrape-t-il ?",
    ]
    code = "lead = <a> * <h>\nanswer(round(lead / (<b> - <a>), 2))"
    return task(r, wordings, code, _exact(Fraction(a * h, d)), a=a, b=a + d, h=h, **people(r))


@family("stories")
def arrival(r: Dice) -> Task:
    start, v, h = (
        r.randint(5, 14) * 60 + r.choice([0, 0, 15, 30, 45]),
        r.choice([20, 40, 60, 80, 100, 120]),
        r.choice([0.5, 1.5, 2, 2.5, 3, 4]),
    )
    wordings = [
        "I leave at <t> and drive <d> km at <v> km/h. When do I arrive?",
        "Departure <t>, distance <d> km, speed <v> km/h. Arrival?",
        "A train sets off at <t>. The town is <d> km away and it does <v> km/h. At what time is it there?",
        "What time does <A> get home, <d> km from here, starting <t> at <v> km/h?",
        "At <t> the ship casts off for an island <d> km away, sailing <v> km/h. When does it land?",
        "If we start at <t>, go <v> km/h, and have <d> km before us, what will the clock say when we're there?",
        "The coach leaves <t>, averages <v> mph, and has <d> miles to go. ETA?",
        "<d> km ahead of me, <v> km/h on average, and it's <t> now. When do I get there?",
        "fr: Je pars à <t> et je fais <d> km à <v> km/h. À quelle heure j'arrive ?",
        "es: Salgo a las <t> y recorro <d> km a <v> km/h. ¿A qué hora llego?",
    ]
    code = (
        "import datetime\ntime = datetime.datetime(2024, 1, 1, <H>, <M>) + datetime.timedelta(minutes=round(<d> / <v> * 60))\n"
        'answer(time.strftime("%H:%M"))'
    )
    value = clock(start + int(h * 60))
    return task(
        r, wordings, code, value, t=clock(start), d=int(v * h), v=v, H=start // 60, M=start % 60, **people(r)
    )


@family("stories")
def running_pace(r: Dice) -> Task:
    d, seconds = r.choice([5, 8, 10, 12, 15, 20]), r.randint(240, 480)
    total = d * seconds // 60
    wordings = [
        "I ran <d> km in <m> minutes. What's my pace in minutes per km?",
        "<d> km, <m> min: pace per km in minutes?",
        "<A> needs <m> minutes for <d> km. How many minutes is that for one km?",
        "What pace (min/km) do I have to keep for <d> km in <m> minutes?",
        "My watch says <m> minutes for <d> kilometres. Minutes per kilometre?",
        "To finish the <d> km race in <m> minutes, how many minutes may each km take?",
        "Swim club: <d> lengths in <m> minutes. Minutes per length?",
        "If <d> km took me <m> minutes, then on average one km took how long, in minutes?",
        "de: Ich laufe <d> km in <m> Minuten. Wie viele Minuten sind das pro km?",
        "fr: J'ai couru <d> km en <m> minutes. Combien de minutes par km ?",
    ]
    while total * 200 % (2 * d) == d:
        total += 1
    return task(
        r, wordings, "answer(round(<m> / <d>, 2))", _exact(Fraction(total, d)), d=d, m=total, **people(r)
    )


@family("stories")
def thunder(r: Dice) -> Task:
    s = r.randint(2, 30)
    wordings = [
        "I see lightning and hear the thunder <s> seconds later. Sound goes 340 m/s. How far away is the storm in metres?",
        "<s> seconds between flash and thunder, sound at 340 m/s: distance in m?",
        "How many metres off was the lightning, if thunder came after <s> seconds at 340 metres a second?",
        "Thunder reached us <s> s after the flash. With 340 m/s, how far is that?",
        "With sound travelling 340 m per second, a bang heard <s> seconds late comes from how many metres away?",
        "A cannon fires; I hear it <s> seconds after I see the smoke. Sound: 340 m/s. Distance in metres?",
        "Flash... <s> seconds... boom. Take 340 m/s. Metres?",
        "Counting from lightning I got to <s> seconds. Using 340 m/s, give the distance in m.",
        "fr: J'entends le tonnerre <s> secondes après l'éclair. Le son va à 340 m/s. À combien de mètres est l'orage ?",
        "es: Oigo el trueno <s> segundos después del rayo. El sonido va a 340 m/s. ¿A cuántos metros está?",
    ]
    return task(r, wordings, "answer(340 * <s>)", sum([340] * s), s=s)


@family("stories")
def map_scale(r: Dice) -> Task:
    cm, scale = r.randint(2, 30), r.choice([10000, 20000, 25000, 50000, 100000])
    wordings = [
        "On a map with scale 1:<s> two towns are <c> cm apart. How many km is that?",
        "<c> cm on a 1:<s> map are how many kilometres?",
        "The map is 1:<s>. I measure <c> cm. What's the real distance in km?",
        "Scale 1:<s>, <c> cm on paper. Real km?",
        "How far in km is <c> cm at a scale of 1 to <s>?",
        "My hiking map (1:<s>) shows <c> cm of trail. How many km do I walk?",
        "A lake is <c> cm long on our map of scale 1:<s>, so how long is it in km?",
        "With 1:<s> printed in the corner, what do <c> cm on the sheet mean outside, in km?",
        "fr: Sur une carte au 1:<s>, deux villages sont à <c> cm. Combien de km cela fait-il ?",
        "de: Auf einer Karte 1:<s> sind zwei Orte <c> cm voneinander entfernt. Wie viele km sind das?",
    ]
    return task(r, wordings, "answer(<c> * <s> / 100000)", float(Fraction(cm * scale, 100000)), c=cm, s=scale)


@family("stories")
def map_length(r: Dice) -> Task:
    km, scale = r.randint(2, 40), r.choice([10000, 20000, 25000, 50000, 100000])
    wordings = [
        "A road is <k> km long. How many cm is it on a 1:<s> map?",
        "<k> km on a map of scale 1:<s>: how many centimetres?",
        "Scale 1:<s>. How long do I draw a river of <k> km, in cm?",
        "How many cm apart are two towns on a 1:<s> map if they are <k> km apart in reality?",
        "In reality <k> km, map 1:<s>, on paper how many cm?",
        "Our trail has <k> km. What length in cm must I measure on the map, which is 1 to <s>?",
        "I'm drawing a map at 1:<s>. The island is <k> km wide. Width in cm on my sheet?",
        "Turn <k> km into centimetres at scale 1:<s>.",
        "es: ¿Cuántos cm ocupa una carretera de <k> km en un mapa a escala 1:<s>?",
        "de: Wie viele cm lang ist eine Strecke von <k> km auf einer Karte 1:<s>?",
    ]
    return task(r, wordings, "answer(<k> * 100000 / <s>)", float(Fraction(km * 100000, scale)), k=km, s=scale)
