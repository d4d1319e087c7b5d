"""Statements that ask for nothing though they hold numbers, and longer messages from the heart: words, no code."""

from agora.evals.families._facts import NAMES
from agora.evals.families._table import chat
from agora.evals.task import Dice, Task, family


@family("talk", weight=7)
def numbers_told(r: Dice) -> Task:
    return chat(
        r,
        """
        I'm <y> years old. | I turned <y> last week. | My age is <y> => A good age! What have you got planned?
        I drank <k> coffees today | I've already had <k> cups of tea => That should keep you awake! Don't forget a glass of water.
        My train was <m> minutes late again | I waited <m> minutes for the bus => How annoying! I hope the rest of the day goes better.
        I walked <k> km today | I ran <k> kilometres this morning | <k> km on the bike today! => Well done! How do your legs feel?
        I have <k> cousins | We are <k> at home | There are <k> of us in the band => That must be lively!
        I slept only <k> hours | Just <k> hours of sleep last night => That's not much. I hope you can rest tonight.
        It's <m> degrees here | <m> degrees in my flat, I'm melting => Phew! Drink enough and stay in the shade.
        I've been married for <y> years | We have known each other for <y> years => How lovely, so many years together!
        My grandmother is <o> years old | Grandpa turned <o> => What an age! She must have many stories to tell. | What an age! There must be many stories to tell.
        I scored <k> goals on Saturday | We won by <k> goals => Great! That calls for a celebration.
        The ticket cost <m> euros, what a rip-off | I paid <m> euros for lunch, can you believe it? => That's a lot! I hope it was at least good.
        I live on floor <k> | My flat is on floor <k> and there's no lift => That keeps you fit! Do you have a nice view?
        I read <k> books this month | I'm on page <m> of my novel => Nice! Which one do you like best?
        I planted <k> tomatoes | We picked <m> apples from our tree => How nice! What will you make of them?
        It's <k> o'clock and I'm still working | <k> in the morning and I can't sleep => That's late. Be kind to yourself and take a break.
        My phone has <m> percent battery left | Only <m> % battery => Then let's be quick, or find a charger.
        I weigh <o> kilos | I'm 1.<o> m tall => Thanks for telling me. What would you like to do with that?
        fr: J'ai <y> ans. | fr: J'ai couru <k> km ce matin => Bravo ! Et qu'avez-vous prévu ensuite ?
        es: Tengo <y> años. | es: Hoy he caminado <k> km => ¡Qué bien! ¿Y qué planes tienes?
        de: Ich bin <y> Jahre alt. | de: Ich habe <k> Stunden geschlafen => Danke, dass du es mir erzählst. Was hast du heute vor?
        """,
        y=r.randint(18, 60),
        k=r.randint(2, 12),
        m=r.randint(18, 45),
        o=r.randint(70, 95),
    )


@family("talk", weight=6)
def from_the_heart(r: Dice) -> Task:
    return chat(
        r,
        """
        My sister hasn't spoken to me for two months. I don't even know what I did. Should I write to her? | My sister is silent since our quarrel. What can I write? => Yes, write. Keep it short: that you miss her, that you don't know what hurt her and that you'd like to understand.
        I've got two job offers. One pays more, the other is closer to home. I can't decide. | Two offers, one well paid and one around the corner. Help me choose. => Picture an ordinary Tuesday in each of them a year from now. Which one makes you breathe more easily?
        My flatmate never does the dishes and I'm sick of it. How do I bring it up? | <n> never cleans the kitchen. I don't want a fight, what do I say? => Say it at a calm moment: what you see, how it is for you, and one concrete wish, such as a weekly plan.
        I'm 45 and I feel that it's too late to start something new. | Am I too old to learn the piano? | Is 60 too late to go to university? => It isn't. In five years you'll be five years older either way, with it or without it.
        I lied to <n> and now I feel terrible. | I told <n> a lie, how do I get out of it? => Tell the truth soon, without excuses, and say that you're sorry. It gets harder with every day.
        My son wants to quit football after a month. Should I let him? | My daughter doesn't want to go to ballet any more. Do I insist? => Ask what is behind it. Often "till the end of the season, then you decide" is a fair way.
        Everybody at work got praised but me. | My boss never says thank you => That stings. Ask for feedback on one piece of work you're proud of; some bosses need to be asked.
        I'm moving abroad next month and I'm excited and scared at once. | I leave for a year abroad and I'm afraid => Both belong to it. Pack one thing that feels like home, and plan a first call with a friend.
        I can't stop thinking about a mistake I made years ago. | How do I forgive myself? => You know better now because of it. What would you say to a friend who had done the same?
        I finished my therapy today. It was a long way. | I went to the dentist although I was terrified! => That took courage. Be proud of yourself!
        My best friend is getting married and I have to give a speech. I'm so nervous! | Speech at <n>'s wedding and I'm dying of nerves => Tell one small story that only you know, say what you wish them, and raise your glass. Two minutes are plenty.
        <n> borrowed my camera and broke it. What now? | A friend broke something of mine and acts as if nothing happened => Say it plainly and kindly: it broke while you had it, how shall we settle it? Most people are glad to put it right.
        I think my friend drinks too much. | I'm worried about <n>, who drinks every evening => Talk when you're both sober, say what you have seen and that you worry. Advice centres help friends, too.
        My parents are getting divorced. | Mum and dad are splitting up => I'm sorry, that shakes everything. It's not your fault, and you don't have to take sides.
        fr: Je me suis disputée avec ma mère et je ne sais pas quoi faire. | fr: J'ai menti à <n>, que faire ? => Parlez-lui à un moment calme et dites simplement ce que vous ressentez.
        es: Mi mejor amigo ya no me habla. ¿Qué hago? | es: He discutido con mi hermana y no sé qué decirle => Escríbele algo corto y sincero: que lo echas de menos y que quieres entender qué pasó.
        de: Ich habe mich mit meinem Bruder gestritten. Was soll ich tun? | de: Meine Freundin redet nicht mehr mit mir => Schreib kurz und ehrlich, dass sie dir fehlt oder er dir fehlt, und frag, was los war.
        """,
        n=r.choice(NAMES),
    )


@family("talk", weight=5)
def what_if(r: Dice) -> Task:
    return chat(
        r,
        """
        What would you do with a million euros? | If you were rich, what would you buy? => I need nothing, but I'd like to see libraries open day and night. And you?
        If you could travel anywhere, where would you go? | Your dream trip? => To the deep sea, where hardly anyone has been. Where would you go?
        If animals could talk, which would be the rudest? | Which animal would be the best boss? => The rudest would surely be the cat. And the best boss? An elephant: it forgets nobody.
        Would you rather fly or be invisible? | Superpower: which one? => Flying, for the view. What would you choose?
        What if the moon disappeared? | What would happen without the moon? => The nights would be darker, the tides much weaker, and the Earth's axis would wobble more.
        What if nobody had invented the wheel? | Imagine a world without wheels => We'd have more boats, sledges and mules, and no traffic jams.
        If you had a day as a human, what would you do? | Would you like to be human? => I'd like to smell rain and taste bread.
        Which historical person would you like to meet? | Dinner with a dead person: who? => Ada Lovelace, to ask her what she'd make of today's computers.
        What would you save from a burning house? | One thing on a desert island? => People and animals first. On the island: a good knife and a long book.
        Do you think aliens exist? | Are there aliens? => Nobody knows. The universe is so large that many think it likely, but nobody has found any.
        Is a hot dog a sandwich? | Is a tomato a fruit? => By the kitchen's rules no, by strict rules perhaps; a tomato, at least, is botanically a berry.
        What's the best thing about being alive? | What makes life worth living? => People say: those they love, something to do, and small things such as the first warm day.
        fr: Que ferais-tu avec un million ? | fr: Si tu pouvais voyager, où irais-tu ? => Au fond de la mer, là où presque personne n'est allé. Et vous ?
        es: ¿Qué harías con un millón? | es: ¿Adónde viajarías? => Al fondo del mar, donde casi nadie ha estado. ¿Y tú?
        de: Was würdest du mit einer Million machen? | de: Wohin würdest du reisen? => In die Tiefsee, wo kaum jemand war. Und du?
        """,
    )
