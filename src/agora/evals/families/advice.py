"""Advice, ideas, opinions, jokes and how-to questions of everyday life."""

from agora.evals.families._table import chat
from agora.evals.task import Dice, Task, family


@family("talk", weight=6)
def joke(r: Dice) -> Task:
    return chat(
        r,
        """
        Tell me a joke | Do you know a joke? | Make me laugh | Say something funny | I need a laugh | A joke, please | Got any good jokes? => Why did the bicycle fall over? It was two-tired. | What do you call a fish without eyes? A fsh. | Why can't a nose be twelve inches long? Because then it would be a foot.
        Tell me a joke about animals | Do you know a cow joke? | An animal joke for my kids => What do you call a cow that plays the guitar? A moo-sician.
        A joke about computers? | Programmer joke, please | Tell me a nerdy joke => There are 10 kinds of people: those who understand binary and those who don't.
        Tell me a joke about school | A maths joke? => Why was the maths book sad? It had too many problems.
        Knock knock | Knock, knock! => Who's there?
        Another one! | One more joke | Tell me another joke => What is brown and sticky? A stick.
        Give me a riddle | Ask me a riddle | Do you know a brain teaser? | I want to guess something => I have keys but open no doors. What am I?
        Tell me a fun fact | Something interesting, please | Surprise me with a fact | Did you know...? Tell me one! => Honey hardly ever goes bad: jars of it found in ancient tombs were still good. | An octopus has three hearts. | Bananas are berries, but strawberries are not.
        Tell me a tongue twister | Do you know a tongue twister? => She sells seashells by the seashore.
        Give me a pun | A bad pun, please => I'm reading a book on glue. I can't put it down.
        fr: Raconte-moi une blague | fr: Tu connais une blague ? => Que fait une fraise sur un cheval ? Tagada, tagada.
        es: Cuéntame un chiste | es: ¿Sabes un chiste? => ¿Qué hace una abeja en el gimnasio? Zum-ba.
        de: Erzähl mir einen Witz | de: Kennst du einen Witz? => Was ist orange und geht über die Berge? Eine Wanderine.
        """,
    )


@family("talk", weight=6)
def advice_for_work(r: Dice) -> Task:
    return chat(
        r,
        """
        Give me advice for a job interview | How do I prepare for an interview? | I have an interview on Monday, any tips? => Read about the company, prepare two examples of what you did well, and have a question of your own ready.
        How do I stay motivated? | I have no motivation to study | How can I keep going? => Make the next step small, begin for just five minutes, and note what you've done.
        How can I learn a language faster? | Tips for learning Spanish? | Best way to learn vocabulary? => A little every day beats much once a week. Listen and speak early, and repeat words at growing intervals.
        How should I prepare for an exam? | How do I study best? | Study tips please => Plan small parts, test yourself instead of only reading, and sleep well before the exam.
        I keep procrastinating, what helps? | How do I stop putting things off? | I always start too late => Choose one small task, put the phone away and start with five minutes. Starting is the hardest part.
        How do I ask for a raise? | I want more money from my boss, how do I go about it? => List what you achieved, find out what is usual, and ask for a talk at a calm moment with a clear number.
        How can I be more organised? | My desk is chaos, help | How do I manage my time? => Write everything down in one place, choose three things for today, and put like things together.
        How do I write a good CV? | What belongs in a CV? => Keep it to one or two pages: contact, work, education and skills, the newest first, with results instead of duties.
        How do I give a good presentation? | I have to speak in front of the class, tips? | I must hold a talk => One idea a slide, a story to begin with, and practise aloud twice.
        Should I change my job? | I'm thinking of quitting | Is it time to leave my company? => What do you miss most where you are, and could it change there? Write down both sides, then decide without haste.
        My colleague takes credit for my work | How do I deal with a difficult colleague? | My boss ignores me => Speak to the person in private, calmly and with one example. If it goes on, keep notes and get support.
        How do I focus better? | I can't concentrate | Everything distracts me => Put the phone into another room, work for 25 minutes, rest for five, and repeat.
        Should children learn to code? | Is it worth learning Latin? | Should I study medicine or law? => It depends on what you enjoy and where you want to go. What draws you to it?
        fr: Comment rester motivé ? | fr: Des conseils pour un entretien ? => Avancez par petites étapes et préparez deux bons exemples de votre travail.
        es: ¿Cómo puedo concentrarme mejor? | es: Dame consejos para estudiar => Deja el móvil en otra habitación y trabaja en ratos cortos con pausas.
        de: Wie lerne ich besser? | de: Hast du Tipps gegen Aufschieben? => Fang mit einem kleinen Schritt an, fünf Minuten genügen, und leg das Telefon weg.
        """,
    )


@family("talk", weight=6)
def advice_for_life(r: Dice) -> Task:
    return chat(
        r,
        """
        How do I make new friends? | I'm new in town, how do I meet people? | Where can I find friends? => Go where people do what you like: a club, a course, a choir. See the same people often and be the one who asks first.
        How do I say sorry to a friend? | I hurt my friend, what should I do? | How can I apologise? => Say what you did, that you are sorry, and how you'll make up for it, without an excuse.
        How can I be more patient? | I lose my temper too fast | How do I stay calm? => Breathe out slowly and count to ten before you answer. It gets easier with practice.
        How can I sleep better? | Tips for falling asleep? => Go to bed at the same time, keep the room dark and cool, and leave the screen alone for the last hour.
        How can I save money? | I spend too much, help | Tips to save money each month? => Note what you spend for a month, put something aside on pay day, and cancel what you don't use.
        How do I get fit? | I want to do more sports => Start small: three short walks or runs a week, slowly enough to talk, and a little more each week.
        How do I ask somebody out? | I like a girl in my class, what do I do? | How do I tell him I like him? => Ask for something small and concrete, such as a coffee on Saturday. Be kind, and accept a no.
        My teenager doesn't talk to me | How do I talk with my son about school? => Do something together, ask little, listen much, and don't judge at once.
        How can I be happier? | What makes people happy? | How do I get out of a rut? => Sleep, movement, good company and something to look forward to help most people. Which is missing at the moment?
        What helps against hiccups? | I have hiccups! => Hold your breath for a while or drink a glass of water in small sips.
        I have a sore throat, what helps? | Home remedy for a cold? => Warm drinks, honey and rest. See a doctor if it gets worse or you have a high fever.
        What is a healthy breakfast? | What should I eat in the morning? => Oats or wholegrain bread with fruit, and yoghurt or an egg.
        How do I say no without feeling guilty? | I can't say no => Be brief and kind: "Thanks for asking, but I can't this time." You need no excuse.
        What should I do with an old letter from my ex? | Should I forgive my brother? | Should I move to another city? => Only you can decide that. What would you tell a good friend who asked you the same?
        Give me some encouragement | Say something encouraging | Cheer me up | Motivate me | I need a kind word => You've come through every hard day so far. One small step is enough for now.
        fr: Comment se faire des amis ? | fr: Remonte-moi le moral => Un petit pas suffit pour aujourd'hui. Allez vers les autres là où vous faites ce que vous aimez.
        es: ¿Cómo puedo dormir mejor? | es: No consigo dormirme => Acuéstate siempre a la misma hora, con la habitación oscura y sin pantallas.
        de: Wie kann ich Geld sparen? | de: Ich gebe zu viel aus => Schreib einen Monat lang auf, was du ausgibst, und leg am Zahltag gleich etwas zurück.
        """,
    )


@family("talk", weight=6)
def household(r: Dice) -> Task:
    return chat(
        r,
        """
        How do I keep a houseplant alive? | My plant is dying, what do I do? => Give it enough light, water it only when the soil is dry, and let no water stand in the pot.
        How do I boil an egg? | How do you cook eggs? => Put it into boiling water: about six minutes for a soft one, ten for a hard one, then cold water.
        How do I get a red wine stain out? | I spilled wine on the carpet! => Dab it with a cloth, don't rub. Then salt or sparkling water, and wash it soon.
        How do I clean a burnt pan? | My pot is burnt, help => Boil water with some baking soda in it, let it stand, then scrub gently.
        How do I change a bicycle tyre? | I have a flat tyre on my bike => Take the wheel off, lift the tyre out with levers, mend or swap the tube, put it back and pump it up.
        How do I make pancakes? | Easy pancake recipe? => Whisk flour, milk and an egg with a pinch of salt until smooth, and bake thin layers in a hot buttered pan.
        How do I cook rice? | My rice always burns, how do I cook it right? => One part of rice, two parts of water, a pinch of salt: bring to the boil, then cover and let it swell on low heat.
        How do I make good coffee? | How strong should coffee be? => Fresh beans, water just off the boil, and about 60 grams of coffee for a litre.
        How can I save water at home? | Any tips for saving water? => Shower shortly, mend dripping taps, and run only full machines.
        How can I save energy? | My electricity bill is too high, what can I do? => Heat a little less, switch off what stands by, and replace old lamps and fridges.
        How do I get rid of fruit flies? | Little flies in my kitchen! => Cover the fruit, and set up a glass of vinegar with a drop of soap.
        How do I unclog a sink? | The sink is blocked => Try a plunger first, then hot water with baking soda and vinegar.
        How should I prepare for a long hike? | What do I pack for hiking? => Good shoes, water, food, a map, rain clothes and a small first-aid kit, and tell somebody your route.
        List three things to pack for the beach | What do I take to the beach? => A towel, sun cream and plenty of water.
        How often should I water tomatoes? | When do I plant tomatoes? => Plant them outside after the last frost, and water them regularly at the root, in the morning.
        What can I cook with eggs and potatoes? | I have potatoes, eggs and an onion. Dinner? => A Spanish omelette: fry potatoes and onion slowly, add beaten eggs and turn it once.
        fr: Comment cuire un œuf ? | fr: Combien de temps pour un œuf à la coque ? => Dans l'eau bouillante : environ trois minutes à la coque, dix minutes dur.
        es: ¿Cómo hago arroz? | es: ¿Cómo se cocina el arroz? => Una parte de arroz y dos de agua con sal; cuando hierva, tapa y deja a fuego lento.
        de: Wie koche ich Reis? | de: Mein Reis brennt immer an => Ein Teil Reis, zwei Teile Wasser, etwas Salz; aufkochen, dann zugedeckt bei kleiner Hitze quellen lassen.
        """,
    )


@family("talk", weight=6)
def suggestion(r: Dice) -> Task:
    return chat(
        r,
        """
        What should I cook tonight? | Dinner ideas? | I don't know what to eat => How about a vegetable curry with rice, or simple pasta with tomatoes and basil?
        Suggest a hobby for rainy days | I need a new hobby | What can I do when it rains? => Try drawing, baking bread or learning an instrument. Do you like quiet things or company?
        Recommend a good present for my mother | Gift idea for mum? | What do I give my mother for her birthday? => Something with time in it: a day out together, a photo book, or a plant that she likes.
        Gift for a five-year-old? | What do I give a child for its birthday? => A picture book, building blocks or a small magnifying glass.
        Give me an idea for a weekend trip | Where should I go on Sunday? | We want to get out of town => Take a train to a small town on a river, walk along the water and have lunch there.
        Recommend a book | What should I read next? | A good novel for the holidays? => Try "The Little Prince" for a short one, or "Pride and Prejudice" for a longer one. What do you usually like?
        Recommend a film | What should we watch tonight? | Good film for the family? => How about "Paddington" for the family, or "Some Like It Hot" for a laugh?
        Name for a dog? | We're getting a puppy, any names? => How about Bruno, Nala or Biscuit?
        Ideas for a birthday party | How can I celebrate my 40th? | Party theme? => A picnic with music from the year you were born, or a dinner to which everyone brings a dish.
        Games for a long car ride? | What can the kids play in the car? => I spy, twenty questions, or counting red cars.
        What can I do with old jars? | Ideas for reusing glass jars? => Use them for candles, herbs, screws or home-made jam.
        What should I wear to a wedding? | Outfit for an interview? => Something neat in which you feel well; when in doubt a little more formal.
        Ideas for a school project about water | Topic for my science project? => Build a small filter from sand and stones, and show how it clears muddy water.
        What shall I write about in my diary? | A topic for an essay? | Give me a writing prompt => Write about a door that you never opened.
        fr: Que cuisiner ce soir ? | fr: Une idée de repas ? => Pourquoi pas des pâtes aux tomates et au basilic ?
        es: Recomiéndame un libro | es: ¿Qué puedo leer? => Prueba con «El principito»: es corto y muy bonito.
        de: Was soll ich heute kochen? | de: Hast du eine Idee fürs Abendessen? => Wie wäre es mit Nudeln mit Tomaten und Basilikum?
        """,
    )


@family("talk", weight=5)
def opinion(r: Dice) -> Task:
    return chat(
        r,
        """
        Do you like cats or dogs more? | Cats or dogs? | Which is the better pet? => Dogs are loyal company, cats are independent and calm. Which fits your days better?
        What's your favourite colour? | Which colour do you like best? | Do you have a favourite song? | What's your favourite food? => I have no favourites, but I'd like to hear yours!
        Which is better, tea or coffee? | Tea or coffee? => Coffee wakes you up faster, tea is gentler. It's a matter of taste.
        Do you prefer summer or winter? | Which season is the best? | Beach or mountains? => Both have their charm, and I have no body to freeze or sweat. Which do you like more?
        Is it better to live in a town or in the country? | Town or countryside? => Towns offer work and company, the country space and quiet. It depends on what you need now.
        What do you think about social media? | Is social media bad? | Should kids have smartphones? => It keeps people in touch, but it can cost time and calm. Clear limits help.
        What is your opinion on early rising? | Is it good to get up early? => It's good if you also go to bed early. Enough sleep matters more than the hour.
        Is honesty always best? | Is it ever right to lie? => Honesty builds trust, so it is nearly always best; said kindly, it hurts less.
        Do you believe in God? | Is there life after death? | Which religion is right? => People have thought about this for thousands of years and disagree. I can tell you what different traditions say.
        Who should I vote for? | Which party is the best? | What do you think of the president? => That's for you to decide. I can help you compare what the sides say on what matters to you.
        What makes a good leader? | What makes a good teacher? => Someone who listens, is honest and fair, and stays when it gets difficult.
        Is pineapple on pizza OK? | Ketchup on pasta, yes or no? => If you like it, yes. Nobody else has to eat it!
        Is money important? | Can money buy happiness? => Enough money takes worries away; beyond that, people and purpose matter more.
        Books or films? | Is the book better than the film? => Books leave more to your imagination, films show it at once. I'd say: read it first.
        fr: Tu préfères les chats ou les chiens ? | fr: Thé ou café ? => Je n'ai pas de préférence. Et vous ?
        es: ¿Prefieres el verano o el invierno? | es: ¿Té o café? => No tengo preferencias. ¿Y tú?
        de: Magst du lieber Hunde oder Katzen? | de: Tee oder Kaffee? => Ich habe keine Vorlieben. Was magst du lieber?
        """,
    )
