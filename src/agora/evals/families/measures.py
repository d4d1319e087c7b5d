"""Measures in use: speeds, fuel, data, energy, maps, density."""

from agora.evals.families._said import decimal
from agora.evals.task import Dice, Task, family, task


def _near(value: float, places: int = 2) -> float:
    return float(f"{value:.{places}f}")


@family("units")
def kmh_to_ms(r: Dice) -> Task:
    a = r.randint(5, 300)
    wordings = [
        "What is <a> km/h in metres per second?",
        "<a> km/h in m/s",
        "A car drives at <a> km/h. How many metres does it cover each second?",
        "Convert <a> kilometres an hour to m/s for my physics homework.",
        "Wind at <a> km/h: and in m/s?",
        "The sprinter's top speed was <a> km/h; metres per second?",
        "es: ¿Cuántos metros por segundo son <a> km/h?",
        "fr: <a> km/h en m/s ?",
    ]
    return task(r, wordings, "answer(round(<a> / 3.6, 2))", _near(a * 10 / 36), a=a)


@family("units")
def ms_to_kmh(r: Dice) -> Task:
    a = r.randint(2, 340)
    wordings = [
        "What is <a> metres per second in km/h?",
        "<a> m/s in km/h",
        "A cyclist covers <a> m every second. What does the speedometer show in km/h?",
        "Convert <a> m/s to kilometres per hour.",
        "The storm blew at <a> m/s; in km/h?",
        "A drone flies <a> metres a second. How many kilometres would it be in an hour?",
        "de: Wie viele km/h sind <a> m/s?",
        "es: Pasa <a> m/s a km/h.",
    ]
    return task(r, wordings, "answer(round(<a> * 3.6, 2))", a * 36 / 10, a=a)


@family("units")
def mph_to_kmh(r: Dice) -> Task:
    a = r.randint(5, 200)
    wordings = [
        "What is <a> mph in km/h?",
        "<a> mph to kmh",
        "The speed limit in this US state is <a> mph. How fast may I drive in km/h?",
        "A baseball was thrown at <a> miles per hour. Kilometres per hour?",
        "My rental car shows <a> mph. What would a European speedometer show?",
        "Convert <a> miles an hour into km/h, two decimals.",
        "fr: <a> mph en km/h ?",
        "de: <a> Meilen pro Stunde, wie viel km/h sind das?",
    ]
    return task(r, wordings, "answer(round(<a> * 1.609344, 2))", _near(a * 1.609344), a=a)


@family("units")
def gallons_to_litres(r: Dice) -> Task:
    a = r.randint(1, 120)
    wordings = [
        "How many litres are <a> US gallons?",
        "<a> gal (US) in litres",
        "The pickup's tank takes <a> US gallons. In litres?",
        "An American aquarium is sold as <a> gallons. What's that in litres?",
        "Convert <a> US gallons to litres, two decimals.",
        "Our host said he'd need <a> gallons (US) of water; litres?",
        "es: ¿Cuántos litros son <a> galones estadounidenses?",
        "fr: <a> gallons américains en litres ?",
    ]
    return task(r, wordings, "answer(round(<a> * 3.785411784, 2))", _near(a * 3.785411784), a=a)


@family("units")
def fuel_use(r: Dice) -> Task:
    hundreds, tenths = r.randint(1, 9), r.randint(35, 120)
    km, litres = hundreds * 100, hundreds * tenths / 10
    wordings = [
        "I used <l> litres on <k> km. What is the consumption per 100 km?",
        "<l> l for <k> km: l/100 km?",
        "My car needed <l> litres of petrol for a trip of <k> kilometres. Litres per hundred km?",
        "Distance <k> km, fuel <l> l. Consumption per 100 km, two decimals?",
        "After <k> km I filled up with <l> litres. How thirsty is the car, in l/100 km?",
        "fuel economy in l/100km: <k> km, <l> l",
        "de: Mein Auto hat auf <k> km <l> Liter verbraucht. Wie viel ist das auf 100 km?",
        "fr: J'ai consommé <l> litres pour <k> km. Quelle est la consommation aux 100 km ?",
    ]
    code = f"litres = {litres}\nkm = <k>\nanswer(round(litres / km * 100, 2))"
    return task(r, wordings, code, tenths / 10, l=decimal(litres), k=km)


@family("units")
def fuel_needed(r: Dice) -> Task:
    use, km = r.randint(3, 15), r.randint(3, 90) * 10
    wordings = [
        "My car takes <u> litres per 100 km. How many litres do I need for <k> km?",
        "<k> km at <u> l/100 km: fuel?",
        "How much petrol is burnt on a journey of <k> kilometres when the consumption is <u> l per 100 km?",
        "We plan a tour of <k> km with a van that needs <u> litres a hundred. Litres in all?",
        "Consumption <u> kWh per 100 km, trip <k> km. How many kWh?",
        "If a motorbike uses <u> l every 100 km, what will <k> km take?",
        "es: Mi coche gasta <u> litros cada 100 km. ¿Cuántos litros necesito para <k> km?",
        "de: Bei <u> Litern auf 100 km, wie viel brauche ich für <k> km?",
    ]
    return task(r, wordings, "answer(round(<u> * <k> / 100, 2))", use * (km // 10) / 10, u=use, k=km)


@family("units")
def data_sizes(r: Dice) -> Task:
    small, big, f = r.choice(
        [
            ("MB", "GB", 1000),
            ("kB", "MB", 1000),
            ("MiB", "GiB", 1024),
            ("GiB", "TiB", 1024),
            ("bits", "bytes", 8),
            ("GB", "TB", 1000),
        ]
    )
    a = r.randint(2, 900)
    wordings = [
        "How many <y> are <a> <x>?",
        "<a> <x> in <y>",
        "My drive has <a> <x>. What's that in <y>?",
        "Convert <a> <x> to <y>.",
        "The provider sells <a> <x>, the app counts in <y>. How many <y> is it?",
        "<a> <x> = how many <y>",
        "fr: Combien de <y> y a-t-il dans <a> <x> ?",
        "de: <a> <x> sind wie viele <y>?",
    ]
    return task(r, wordings, f"answer(<a> * {f})", sum([f] * a), a=a, x=big, y=small)


@family("units")
def download_time(r: Dice) -> Task:
    speed, size = r.choice([5, 10, 16, 20, 25, 50, 100]), r.randint(1, 60)
    wordings = [
        "How many seconds does it take to download <s> GB at <v> Mbit/s? (1 GB = 8000 Mbit)",
        "<s> GB over a <v> Mbit/s line: seconds? 1 GB is 8000 megabits.",
        "A game has <s> GB and my connection does <v> megabits a second. With 8000 Mbit in a GB, how many seconds is that?",
        "Line <v> Mbit/s, file <s> GB (8000 Mbit each). Transfer time in seconds?",
        "I upload <s> GB with <v> Mbit/s. How long, in seconds, if a GB has 8000 Mbit?",
        "seconds for <s> GB @ <v> Mbit/s, 8000 Mbit per GB",
        "es: ¿Cuántos segundos tarda en bajar <s> GB a <v> Mbit/s? (1 GB = 8000 Mbit)",
        "fr: Combien de secondes pour télécharger <s> Go à <v> Mbit/s (1 Go = 8000 Mbit) ?",
    ]
    return task(
        r,
        wordings,
        "megabits = <s> * 8000\nspeed = <v>\nanswer(megabits / speed)",
        float(8000 // speed * size),
        s=size,
        v=speed,
    )


@family("units")
def energy_cost(r: Dice) -> Task:
    watts, hours, cents = r.randint(1, 20) * 100, r.randint(1, 10), r.choice([20, 25, 30, 35, 40])
    days = r.choice([10, 30, 100])
    wordings = [
        "A heater of <w> W runs <h> hours a day for <d> days. A kWh costs <c> cents. What does it cost in euros?",
        "<w> watts, <h> h daily, <d> days, <c> ct/kWh: euros?",
        "My PC draws <w> W for <h> hours each day. At <c> cents per kWh, how many euros is that in <d> days?",
        "What will I pay for <d> days if a lamp system of <w> W burns <h> hours daily and power is <c> cents a kWh, in euros?",
        "Electricity: <c> ct a kWh. Device: <w> W. Use: <h> h/day, <d> days. Cost in euros?",
        "How expensive, in euros, is running <w> watts for <h> hours on <d> days with a price of <c> cents per kilowatt hour?",
        "de: Ein Gerät mit <w> W läuft <d> Tage lang <h> Stunden am Tag. Die kWh kostet <c> Cent. Was kostet das in Euro?",
        "es: Un aparato de <w> W funciona <h> horas al día durante <d> días. El kWh cuesta <c> céntimos. ¿Cuánto es en euros?",
    ]
    code = "kwh = <w> / 1000 * <h> * <d>\nprice = <c> / 100\nanswer(round(kwh * price, 2))"
    return task(
        r, wordings, code, (watts // 10) * hours * days * cents / 10000, w=watts, h=hours, d=days, c=cents
    )


@family("units")
def on_the_map(r: Dice) -> Task:
    scale, tenths = r.choice([10000, 25000, 50000, 100000, 200000]), r.randint(5, 300)
    cm = tenths / 10
    wordings = [
        "On a map of 1:<s> two villages are <a> cm apart. How many km is that in reality?",
        "<a> cm on a 1:<s> map, in km?",
        "My hiking map has the scale 1:<s> and I measured <a> cm to the hut. How many kilometres do I walk?",
        "Scale 1:<s>, distance on paper <a> cm. Real distance in km?",
        "What do <a> cm stand for on a map with the scale 1 to <s>, in kilometres?",
        "The lake is <a> cm long on the 1:<s> map. Its true length in km?",
        "fr: Sur une carte au 1:<s>, deux villes sont à <a> cm. Quelle est la distance réelle en km ?",
        "de: Auf einer Karte 1:<s> sind es <a> cm. Wie viele km sind das wirklich?",
    ]
    code = f"cm = {cm}\nscale = <s>\nanswer(round(cm * scale / 100000, 4))"
    return task(r, wordings, code, tenths * (scale // 1000) / 1000, s=scale, a=decimal(cm))


@family("units")
def density(r: Dice) -> Task:
    tenths, v = r.randint(5, 195), r.randint(2, 90)
    d = tenths / 10
    wordings = [
        "A stone has a density of <d> g/cm³ and a volume of <v> cm³. What is its mass in g?",
        "mass = density x volume: <d> g/cm³, <v> cm³",
        "How heavy, in grams, are <v> cm³ of a metal with <d> g per cm³?",
        "I have <v> ml of an oil; it weighs <d> g per ml. How many grams is it?",
        "Density <d> kg/l, <v> litres. Mass in kg?",
        "The tank holds <v> litres of a liquid of which one litre weighs <d> kg. What does the filling weigh?",
        "es: Un metal tiene una densidad de <d> g/cm³. ¿Qué masa tienen <v> cm³, en gramos?",
        "fr: Une pierre a une masse volumique de <d> g/cm³ et un volume de <v> cm³. Quelle est sa masse en g ?",
    ]
    return task(r, wordings, f"answer(round({d} * <v>, 2))", tenths * v / 10, d=decimal(d), v=v)


@family("units")
def pace(r: Dice) -> Task:
    km, minutes = r.choice([2, 3, 4, 5, 6, 10]), r.randint(15, 90)
    wordings = [
        "I ran <k> km in <m> minutes. What was my pace in minutes per km?",
        "<k> km, <m> min: min/km?",
        "How long did each kilometre take me on average, in minutes, when <k> km took <m> minutes?",
        "Parkrun: <m> minutes for <k> kilometres. Pace as a decimal number of minutes per km?",
        "We walked <k> km and needed <m> minutes. Minutes per kilometre?",
        "pace for <k> km in <m> min",
        "de: Ich bin <k> km in <m> Minuten gelaufen. Wie viele Minuten pro km waren das?",
        "es: Corrí <k> km en <m> minutos. ¿Cuántos minutos por km?",
    ]
    return task(r, wordings, "answer(round(<m> / <k>, 2))", _near(minutes * 100 / km / 100), k=km, m=minutes)
