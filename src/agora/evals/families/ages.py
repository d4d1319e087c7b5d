"""How old people are, were and will be."""

from agora.evals.families._scenes import people, story, times
from agora.evals.task import Dice, Task, family, task


@family("stories", weight=2)
def ages_sum(r: Dice) -> Task:
    k, x = r.randint(2, 5), r.randint(3, 20)
    wordings = [
        "<A> is <k> as old as <B>. Together they are <s>. How old is <B>?",
        "<A>'s age is <n> times <B>'s, and the sum is <s>. What is <B>'s age?",
        "Together <s> years, <A> <n> times as old as <B>: <B>'s age?",
        "How old is <B>, if <A> is <n> times that and both ages add up to <s>?",
        "My mother is <k> as old as I am, and we're <s> put together. My age?",
        "The ages of a tree and a house add up to <s>; the tree is <k> as old as the house. Age of the house?",
        "Two sisters, <s> years in all. The big one has <n> times the years of the little one. How old is the little one?",
        "<B> and <A> are <s> years together; <A> has <n> times the years of <B>. Work out <B>'s age.",
        "fr: <A> a <k> l'âge de <B>. Ensemble ils ont <s> ans. Quel âge a <B> ?",
        "de: <A> ist <k> so alt wie <B>. Zusammen sind sie <s>. Wie alt ist <B>?",
    ]
    return task(r, wordings, "answer(<s> / (<n> + 1))", float(x), k=times(k), n=k, s=(k + 1) * x, **people(r))


@family("stories")
def ages_sum_older(r: Dice) -> Task:
    k, x = r.randint(2, 5), r.randint(3, 20)
    wordings = [
        "<A> is <k> as old as <B>. Together they are <s>. How old is <A>?",
        "The sum of two ages is <s> and the father is <n> times as old as the son. How old is the father?",
        "<A> and <B>: <s> years together, <A> <n> times as old. <A>'s age?",
        "What's the age of the older dog, if both are <s> in sum and it is <k> as old as the other?",
        "My grandpa has <n> times my years. We come to <s> together. How old is grandpa?",
        "A castle is <k> as old as its bridge, and the two ages make <s>. Age of the castle?",
        "Between us we have lived <s> years, and I've lived <k> as long as you. How old am I?",
        "Find the bigger age: total <s>, one is <n> times the other.",
        "es: <A> tiene <k> años que <B>, y juntos suman <s>. ¿Cuántos años tiene <A>, el mayor?",
        "fr: Un père a <n> fois l'âge de son fils et ils ont <s> ans à eux deux. Quel âge a le père ?",
    ]
    code = "younger = <s> / (<n> + 1)\nanswer(younger * <n>)"
    return task(r, wordings, code, float(k * x), k=times(k), n=k, s=(k + 1) * x, **people(r))


@family("stories")
def ages_sum_difference(r: Dice) -> Task:
    x, d = r.randint(3, 40), r.randint(2, 30)
    wordings = [
        "<A> is <d> years older than <B>. Together they are <s>. How old is <B>?",
        "Two brothers are <s> years old together, one is <d> years older. How old is the younger?",
        "Ages: sum <s>, difference <d>. The younger one is?",
        "<B> is <d> years younger than <A>, and their ages add to <s>. What's <B>'s age?",
        "My wife is <d> years older than me and we're <s> together. My age?",
        "How old is the younger of two cats, with <d> years between them and <s> years in total?",
        "<A> + <B> = <s> years; <A> - <B> = <d> years. <B>?",
        "There's a gap of <d> years between the twins' aunt and their uncle, who is older; together they count <s>. Age of the aunt?",
        "de: <A> ist <d> Jahre älter als <B>, zusammen sind sie <s>. Wie alt ist <B>?",
        "es: <A> tiene <d> años más que <B> y juntos suman <s>. ¿Cuántos años tiene <B>?",
    ]
    return task(r, wordings, "answer((<s> - <d>) / 2)", float(x), s=2 * x + d, d=d, **people(r))


@family("stories", weight=2)
def age_of_older(r: Dice) -> Task:
    a, b, n = r.randint(4, 50), r.randint(1, 20), r.randint(2, 20)
    wordings = [
        "<A> is <a>. <B> is <b> years older. How old will <B> be in <n> years?",
        "<B> is <b> years older than <A>, who is <a>. What age is <B> in <n> years?",
        "In <n> years, how old is <B>, who is <b> years older than <a>-year-old <A>?",
        "My friend is <a>, I'm <b> years older. How old am I in <n> years?",
        "<A>: <a> years. <B>: <b> years more. <B> after another <n> years?",
        "<A> just turned <a>. <B> has <b> years on <A>. <B>'s age <n> years from now?",
        "The old oak was planted <b> years before the beech, which is <a> years old. Age of the oak <n> years from now?",
        "What will my sister's age be <n> years on, given I'm <a> and she's <b> years older?",
        "fr: <A> a <a> ans et <B> a <b> ans de plus. Quel âge aura <B> dans <n> ans ?",
        "de: <A> ist <a>, <B> ist <b> Jahre älter. Wie alt ist <B> in <n> Jahren?",
    ]
    code = "age = <a> + <b>\nanswer(age + <n>)"
    return task(r, wordings, code, sum([a, b, n]), a=a, b=b, n=n, **people(r))


@family("stories", weight=2)
def age_of_younger(r: Dice) -> Task:
    a, n = r.randint(14, 70), r.randint(2, 20)
    b = r.randint(1, a - 3)
    wordings = [
        "<A> is <a>. <B> is <b> years younger. How old will <B> be in <n> years?",
        "<B> is <b> years younger than <A>, who is <a>. What age is <B> in <n> years?",
        "In <n> years, how old is <B>, who is <b> years younger than <a>-year-old <A>?",
        "I'm <a>, my brother is <b> years younger. His age in <n> years?",
        "<A>: <a> years. <B>: <b> years less. <B> after another <n> years?",
        "When <A> was <b>, <B> was born. <A> is <a> now. How old will <B> be <n> years from now?",
        "Our house is <a> years old; the garage came <b> years later. How old is the garage in <n> years?",
        "What age does my cousin reach in <n> years if I'm <a> and there are <b> years between us, me being the older?",
        "es: <A> tiene <a> años y <B> tiene <b> menos. ¿Cuántos años tendrá <B> dentro de <n> años?",
        "fr: <A> a <a> ans et <B> a <b> ans de moins. Quel âge aura <B> dans <n> ans ?",
    ]
    code = "age = <a> - <b>\nanswer(age + <n>)"
    return task(r, wordings, code, a + n - b, a=a, b=b, n=n, **people(r))


@family("stories")
def age_years_ago(r: Dice) -> Task:
    a, b, n = r.randint(20, 60), r.randint(1, 15), r.randint(2, 15)
    wordings = [
        "<A> is <a>. <B> is <b> years older. How old was <B> <n> years ago?",
        "<n> years ago, what was the age of <B>, who is <b> years older than <A>, now <a>?",
        "I'm <a> and my sister is <b> years older. How old was she <n> years back?",
        "<A>: <a>. <B>: <b> more. <B>'s age <n> years ago?",
        "What age did <B> have <n> years ago, being <b> years ahead of <A>, who's <a> today?",
        "We got married <n> years ago. I'm <a> now and my husband is <b> years older. How old was he then?",
        "My <a> year old friend has a brother <b> years his senior. The brother's age <n> years in the past?",
        "<n> years before today <B> was how old, if <A> is <a> and <B> <b> years older?",
        "de: <A> ist <a>, <B> ist <b> Jahre älter. Wie alt war <B> vor <n> Jahren?",
        "es: <A> tiene <a> años y <B> <b> más. ¿Cuántos años tenía <B> hace <n> años?",
    ]
    code = "age = <a> + <b>\nanswer(age - <n>)"
    return task(r, wordings, code, a + b - n, a=a, b=b, n=n, **people(r))


@family("stories")
def times_as_old(r: Dice) -> Task:
    k, x, n = r.choice([2, 3, 4]), r.randint(2, 12), r.randint(2, 12)
    wordings = [
        "<A> is <p> and <B> is <x>. In how many years will <A> be <k> as old as <B>?",
        "A mother is <p>, her son <x>. When will she be <m> times his age, in years from now?",
        "<B> is <x> and <A> is <p>. After how many years is <A> exactly <k> as old?",
        "How many years until a <p>-year-old is <m> times as old as a <x>-year-old?",
        "Father <p>, daughter <x>. In how many years is he <k> as old as she is?",
        "Ages <p> and <x>: years until one is <m> times the other?",
        "I'm <x>, my uncle is <p>. I'd like to know in how many years his age will be <m> times mine.",
        "The church is <p> years old and the school <x>. In how many years will the church be <k> as old as the school?",
        "fr: <A> a <p> ans et <B> <x> ans. Dans combien d'années <A> aura-t-il <m> fois l'âge de <B> ?",
        "de: Die Mutter ist <p>, ihr Sohn <x>. In wie vielen Jahren ist sie <k> so alt wie er?",
    ]
    code = "answer([n for n in range(200) if <p> + n == <m> * (<x> + n)][0])"
    return task(r, wordings, code, n, p=k * (x + n) - n, x=x, k=times(k), m=k, **people(r))


@family("stories")
def was_times_as_old(r: Dice) -> Task:
    k, x, n = r.choice([2, 3, 4, 5]), r.randint(3, 12), r.randint(2, 12)
    wordings = [
        "<A> is <p> and <B> is <x>. How many years ago was <A> <k> as old as <B>?",
        "A father is <p>, his son <x>. How many years ago was he <m> times the boy's age?",
        "Today <p> and <x>; how long ago was one <m> times the other, in years?",
        "I'm <x>, my aunt's <p>. Some years back she was <k> as old as me. How many years back?",
        "When, in years before now, did <A> (<p>) have <m> times the age of <B> (<x>)?",
        "Our shop is <p> years old, theirs <x>. How many years ago was ours <k> as old as theirs?",
        "Years since a now <p>-year-old was <m> times as old as a now <x>-year-old?",
        "<B> has turned <x>, <A> <p>. Going back in time, after how many years is <A> <k> as old?",
        "es: <A> tiene <p> años y <B> <x>. ¿Hace cuántos años tenía <A> <m> veces la edad de <B>?",
        "fr: <A> a <p> ans, <B> <x> ans. Il y a combien d'années <A> avait-il <m> fois l'âge de <B> ?",
    ]
    code = "answer([n for n in range(<x>) if <p> - n == <m> * (<x> - n)][0])"
    return task(r, wordings, code, n, p=k * x + n, x=x + n, k=times(k), m=k, **people(r))


@family("stories")
def ages_in_a_chain(r: Dice) -> Task:
    a, d, k = r.randint(3, 20), r.randint(2, 12), r.randint(2, 4)
    wordings = [
        "<A> is <a>. <B> is <d> years older than <A>, and <C> is <k> as old as <B>. How old is <C>?|first second",
        "My son is <a>, my daughter <d> years older, and I'm <k> as old as my daughter. My age?|son daughter",
        "<C> is <k> as old as <B>, who is <d> years older than <a>-year-old <A>. What is <C>'s age?|first second",
        "What's the age of the mill, if the barn is <a> years old, the house <d> years older, and the mill <k> as old as the house?|barn house",
        "Dog <a>, cat <d> years older than the dog, parrot <k> as old as the cat. The parrot?|dog cat",
        "How old is the teacher? The youngest pupil is <a>, the oldest <d> years older, and the teacher <k> as old as the oldest pupil.|youngest oldest",
        "Lena's bike is <a> years old, mine <d> years older, and Dad's <k> as old as mine. Age of Dad's bike?|lena mine",
        "I have two cousins: one is <a>, the other <d> years older. Our aunt is <k> as old as the older cousin. Aunt's age?|younger older",
        "fr: <A> a <a> ans, <B> a <d> ans de plus, et <C> a <m> fois l'âge de <B>. Quel âge a <C> ?|first second",
        "de: <A> ist <a>, <B> ist <d> Jahre älter und <C> ist <k> so alt wie <B>. Wie alt ist <C>?|first second",
    ]
    code = "$1 = <a>\n$2 = $1 + <d>\nanswer($2 * <m>)"
    return story(r, wordings, code, k * a + k * d, a=a, d=d, k=times(k), m=k, **people(r))


@family("stories")
def average_age(r: Dice) -> Task:
    n, mean, new = r.randint(2, 12), r.randint(10, 50), r.randint(10, 70)
    mean = mean + (new - mean) % (n + 1)  # the new mean is whole
    wordings = [
        "The average age of <n> people is <m>. A person of <x> joins them. What's the average now?",
        "<n> players are <m> years old on average. The new one is <x>. New average age?",
        "Mean age <m> in a group of <n>; someone aged <x> comes in. The mean after that?",
        "What does the average age become if a <x>-year-old joins <n> colleagues who average <m>?",
        "Our choir has <n> singers, average <m> years. If I (<x>) join, what's the average?",
        "<n> trees, <m> years old on average, plus one of <x> years: average?",
        "In the waiting room sit <n> patients with an average age of <m>. In comes one who is <x>. Average age of all of them?",
        "Calculate the new mean age: before <n> x <m>, added <x>.",
        "es: La edad media de <n> personas es <m>. Llega una de <x> años. ¿Cuál es la media ahora?",
        "de: <n> Leute sind im Schnitt <m> Jahre alt. Jemand mit <x> Jahren kommt dazu. Wie hoch ist der Schnitt jetzt?",
    ]
    code = "total = <n> * <m> + <x>\nanswer(round(total / (<n> + 1), 2))"
    value = sum([mean] * n + [new]) / (n + 1)
    return task(r, wordings, code, round(value, 2), n=n, m=mean, x=new)
