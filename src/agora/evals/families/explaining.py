"""Explanations that speak of numbers, programs or files and yet need no code; plans, comparisons, lists of things."""

from agora.evals.families._table import chat
from agora.evals.task import Dice, Task, family


@family("talk", weight=7)
def maths_in_words(r: Dice) -> Task:
    return chat(
        r,
        """
        What is a prime number? | Explain prime numbers. | When is a number prime? => A prime is a whole number over 1 that only 1 and itself divide, such as 2, 3, 5 and 7.
        What does percent mean? | Explain percentages to my son. | How do percentages work? => Percent means "of a hundred": 5 percent of something is 5 parts of every hundred.
        What is the difference between mean and median? | Mean or median? Explain. => The mean is the sum shared evenly; the median is the value in the middle when all are sorted.
        What is pi? | Why is pi important? | Explain pi => Pi is the ratio of a circle's circumference to its diameter, about 3.14159.
        What does 24/7 mean? | Our shop is open 24/7, what does that mean? => It means all day, every day: 24 hours, 7 days a week.
        Why is 13 an unlucky number? | Why do people fear Friday the 13th? => It's an old superstition; there were thirteen at the Last Supper, for one. The number itself is as good as any.
        How can I learn the times tables? | My daughter can't remember 7 times 8, tips? => Little and often: learn one row at a time, use songs or cards, and mix in the ones you know.
        Why is division by zero not allowed? | Why can't I divide by zero? => Because no number times zero gives anything but zero, so there would be no answer that fits.
        What is a square root? | Explain the square root => The square root of a number is the one that, times itself, gives it: the root of 9 is 3.
        What is algebra good for? | Why do we learn maths? | When will I ever need fractions? => It trains clear thinking, and you need it for money, cooking, building and most jobs with machines.
        What's a fraction? | Explain numerator and denominator => A fraction is a part of a whole: the lower number says into how many parts it's cut, the upper how many you have.
        Who invented zero? | Where do our numbers come from? => Our digits, with the zero, come from India and reached Europe through Arab scholars.
        What is compound interest? | How does compound interest work? => You get interest on your interest too, so the money grows faster every year.
        What is a standard deviation? | Standard deviation, in simple words? => It tells how far values usually are from their mean: small when they are close together.
        What is a Fibonacci number? | How does the Fibonacci sequence go on? | Explain Fibonacci => In the Fibonacci sequence each number is the sum of the two before: 1, 1, 2, 3, 5, 8 and so on.
        How do I convert Celsius to Fahrenheit in my head? | A trick for Celsius and Fahrenheit? => Double the Celsius and add 30: that's close enough for the weather.
        fr: C'est quoi un nombre premier ? | fr: Explique les nombres premiers => Un nombre premier n'est divisible que par 1 et par lui-même, comme 2, 3, 5 ou 7.
        es: ¿Qué es un porcentaje? | es: Explícame los porcentajes => Un porcentaje dice cuántas partes de cada cien.
        de: Was ist eine Primzahl? | de: Erkläre mir Primzahlen => Eine Primzahl ist nur durch 1 und sich selbst teilbar, etwa 2, 3, 5 oder 7.
        """,
    )


@family("talk", weight=7)
def computing_in_words(r: Dice) -> Task:
    return chat(
        r,
        """
        What is Python? | Is Python hard to learn? | Why is Python popular? => Python is a programming language that reads almost like English, which makes it easy to begin with.
        What does len() do in Python? | Explain len in Python => It gives the number of things in a list, or of characters in a text.
        What is a variable? | Explain variables in programming => A variable is a name for a value, so that you can use and change it later.
        What is a loop? | Explain for loops to a beginner => A loop repeats some steps, for example once for each thing in a list.
        What is the difference between a list and a tuple? | List or tuple? => A list can be changed, a tuple can't.
        What is a function in programming? | Explain functions => A function is a named piece of program that takes values, does something and gives a result back.
        How do I become a programmer? | How should I start learning to code? | I want to learn programming, where do I start? => Choose one language such as Python, build something small that you need yourself, and practise a little every day.
        What is a bug? | Why are errors called bugs? => A bug is a mistake in a program. Engineers spoke of bugs long before, and once a real moth was found in a computer.
        What is a CSV file? | What does csv stand for? => CSV stands for comma-separated values: a table as plain text, one row a line.
        What is JSON? | Explain JSON in a sentence => JSON is a text format for data, made of names with values, lists, texts and numbers.
        What's the difference between RAM and disk? | What is RAM? => RAM is fast memory for what runs now and is empty after switching off; the disk keeps things.
        What is open source? | Explain open source software => Software whose source everybody may read, use and improve.
        What is the cloud? | Where are my photos in the cloud? => The cloud means computers of a provider somewhere else that keep your data for you.
        What does HTTP mean? | What is a URL? => A URL is the address of a page, and HTTP is the way in which browser and server talk.
        My computer is slow, what can I do? | Laptop got slow, help => Restart it, close what you don't use, free some disk space and look for updates.
        My wifi doesn't work | The internet is down, what now? => Restart the router, check the cable, and try another device to see where the problem lies.
        How do I make a backup? | How should I save my photos safely? => Keep three copies on two kinds of media, and one of them in another place.
        How do I take a screenshot? | Screenshot on my laptop? => On Windows press the Windows key, Shift and S; on a Mac press Cmd, Shift and 4.
        What is a spreadsheet? | What is Excel for? => A spreadsheet is a table that calculates: cells can hold formulas over other cells.
        What is a hash? | Explain hashing => A hash is a short fingerprint of data: the same data always gives the same one.
        fr: C'est quoi Python ? | fr: À quoi sert Python ? => Python est un langage de programmation facile à lire et à apprendre.
        es: ¿Qué es una variable? | es: Explica las variables => Una variable es un nombre para un valor que puedes usar y cambiar después.
        de: Was ist eine Schleife? | de: Erkläre mir Schleifen beim Programmieren => Eine Schleife wiederholt Schritte, zum Beispiel einmal für jedes Element einer Liste.
        """,
    )


@family("talk", weight=6)
def plan_in_words(r: Dice) -> Task:
    return chat(
        r,
        """
        Plan a day in Rome. | What should I see in Rome in one day? | One day in Rome, what's the plan? => In the morning the Colosseum and the Forum, lunch in Trastevere, then the Pantheon and the Trevi Fountain in the evening.
        Plan a day in Paris. | A rainy day in Paris? => Begin in the Louvre, have lunch under the glass roof of a covered passage, and end with a coffee in Montmartre.
        Plan a children's birthday party. | How do I organise a party for six-year-olds? => Two hours are enough: arriving and presents, a treasure hunt, cake, one quiet game, goodbye.
        Give me a simple workout. | A ten-minute workout at home? => Three rounds of squats, push-ups against a wall, a plank and jumping jacks, each for 40 seconds.
        Make a packing list for camping. | What do I need for a night in a tent? => Tent, sleeping bag, mat, lamp, warm clothes, water, food, a lighter and a rubbish bag.
        How do I move house without chaos? | Checklist for moving? => Sort out first, label the boxes by room, tell everyone the new address, and pack one bag for the first night.
        How do I start a vegetable garden? | First steps for a kitchen garden? => Choose a sunny spot, loosen the soil, begin with radishes, lettuce and beans, and water regularly.
        How do I organise a meeting? | Agenda for a team meeting? => Goal, news, the one decision, who does what until when. Half an hour is enough.
        How can I learn to swim as an adult? | Learning to swim at 40? => Take a course, get used to the water first, and practise floating and breathing before speed.
        Weekly cleaning plan? | How do I keep my flat clean? => One room a day for fifteen minutes, floors at the weekend, and never leave a room empty-handed.
        I want to write a novel, how do I begin? | Steps to write a book? => Know who wants what and what stands in the way. Then write a page a day without correcting.
        How do I train my puppy? | My puppy bites, how do I teach it? => Short lessons, a reward at the right moment, and stop playing whenever it bites.
        fr: Que voir à Paris en un jour ? | fr: Prépare une journée à Paris => Le matin le Louvre, à midi un bistrot au Marais, puis Notre-Dame et la tour Eiffel le soir.
        es: ¿Qué veo en Madrid en un día? | es: Planea un día en Madrid => Por la mañana el Prado, comida en La Latina y por la tarde el Retiro.
        de: Was soll ich in Berlin sehen? | de: Plane einen Tag in Berlin => Vormittags die Museumsinsel, mittags ein Spaziergang zum Brandenburger Tor, abends Kreuzberg.
        """,
    )


@family("talk", weight=6)
def name_some(r: Dice) -> Task:
    return chat(
        r,
        """
        Name a fruit that is yellow | A yellow fruit? => A lemon, or a banana.
        Name three musical instruments | Three instruments, please => Piano, violin and flute.
        List some animals that live in the forest | Which animals live in forests? => Deer, foxes, owls, squirrels and wild boar.
        Give me three adjectives for a friendly person | Adjectives for someone kind? => Warm, helpful and open.
        Name some famous painters | Which painters should I know? => Leonardo da Vinci, Rembrandt, Claude Monet, Vincent van Gogh and Frida Kahlo.
        Name four vegetables that grow underground | Which vegetables are roots? => Carrots, beetroot, radishes and parsnips.
        Give me some words that rhyme with cat | What rhymes with cat? => Hat, mat, bat, rat and flat.
        What rhymes with moon? | A rhyme for moon? => Soon, spoon, tune and June.
        List the seasons | Which seasons are there? => Spring, summer, autumn and winter.
        List the days of the week in French | French weekdays? => Lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche.
        Count to five in Spanish | One to five in Spanish? => Uno, dos, tres, cuatro, cinco.
        Name the planets | Which planets are there? => Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus and Neptune.
        What are the five senses? | Name the senses => Sight, hearing, smell, taste and touch.
        Name some board games | Board games for four? => Settlers, Ludo, Scrabble and Monopoly.
        What are good names for twins? | Baby names for a girl and a boy? => How about Clara and Theo, or Mira and Jonah?
        Name a bird that can't fly | Which birds can't fly? => The penguin, the ostrich and the kiwi.
        Say a few nice things about grandmothers | Words to describe grandma? => Patient, warm, wise, and always with something good in the oven.
        Which herbs go with tomatoes? | Herbs for pasta? => Basil, oregano and thyme.
        fr: Cite trois fruits. | fr: Nomme quelques fruits rouges => La fraise, la cerise et la framboise.
        es: Di tres animales de granja. | es: ¿Qué animales hay en una granja? => La vaca, la gallina y el cerdo.
        de: Nenne drei Musikinstrumente. | de: Welche Instrumente gibt es im Orchester? => Geige, Flöte und Trompete.
        """,
    )


@family("talk", weight=6)
def compare_in_words(r: Dice) -> Task:
    return chat(
        r,
        """
        Pros and cons of working from home? | Is working from home good? => For it: no commute, more quiet, more freedom. Against it: less company, and work follows you home.
        Should I buy or rent a flat? | Rent or buy? => Renting keeps you free, buying pays off if you stay for long and have savings. How long do you plan to stay?
        Train or plane for 500 kilometres? | Is it better to take the train or to fly? => At that distance the train takes about as long from door to door, is calmer and far better for the climate.
        Butter or margarine? | What's healthier, butter or olive oil? => Olive oil has the better fats; butter is fine in small amounts.
        Paper book or e-reader? | Is an e-reader worth it? => An e-reader is light and holds a library; paper needs no power and is easier to lend.
        Gas or electric cooker? | Which cooker should I buy? => Induction is fast, safe and efficient; gas reacts at once but heats the air as well.
        Is a dog or a cat better for a small flat? | I live in a small flat, dog or cat? => A cat mostly, since it needs no walks; a small, calm dog is fine if you're often at home.
        Laptop or desktop? | What should a student buy, laptop or tablet? => A laptop for moving about and writing; a desktop gives more power for the money.
        Is it better to run in the morning or in the evening? | When should I do sports? => Whenever you'll really do it. The morning is hard to skip, the evening is when muscles are warm.
        Electric car or petrol? | Should my next car be electric? => Electric if you can charge at home or at work; it's cheaper to run and quieter.
        Cash or card? | Is it better to pay in cash? => Cash shows what you spend and is private; a card is handy and easily blocked when lost.
        School uniform, yes or no? | Are school uniforms good? => They hide differences in money and end the morning quarrel, but leave less room to show who you are.
        fr: Train ou avion ? | fr: Vaut-il mieux prendre le train ? => Pour les trajets moyens, le train : plus calme et bien meilleur pour le climat.
        es: ¿Alquilar o comprar? | es: ¿Es mejor comprar un piso? => Comprar compensa si te quedas muchos años; alquilar te deja libre.
        de: Mieten oder kaufen? | de: Soll ich eine Wohnung kaufen? => Kaufen lohnt sich, wenn du lange bleibst; Mieten lässt dich frei.
        """,
    )


@family("talk", weight=5)
def play_a_part(r: Dice) -> Task:
    return chat(
        r,
        """
        Talk like a pirate. | Say hello like a pirate | You're a pirate, introduce yourself => Ahoy, matey! Agora be me name, and what be yer question?
        Pretend to be a waiter. | You're a waiter, take my order | Let's practise ordering in a restaurant => Good evening! What may I bring you to drink?
        Ask me questions like in a job interview. | Practise an interview with me | Be my interviewer => Gladly. Why would you like to work for us?
        Teach me a word. | Tell me a word I don't know | Word of the day? => "Petrichor": the smell of rain on dry ground.
        Quiz me on geography. | Ask me a quiz question | Let's play a quiz => Which river flows through Vienna?
        Let's play twenty questions | Guess the animal I'm thinking of => All right, think of something! Is it bigger than a cat?
        Talk to me as if I were five: why is the sea blue? | Explain to a five-year-old why it rains => The sky drinks water from the sea, and when the clouds are full, it rains.
        Finish the proverb: the early bird | The early bird catches...? => ... catches the worm.
        Complete: a friend in need | A friend in need is...? => ... is a friend indeed.
        What do people say instead of "good luck" in the theatre? | How do actors wish each other luck? => "Break a leg!"
        Say it like Shakespeare: where is my phone? | Shakespeare style: I'm hungry => Alas! What I so dearly need is nowhere to be found.
        Give my boat a name | Name my sailing boat => How about "Second Wind"?
        fr: Parle comme un pirate. | fr: Dis bonjour comme un pirate => Ohé, moussaillon ! Que cherches-tu à bord ?
        es: Habla como un pirata. | es: Salúdame como un pirata => ¡Ah del barco! ¿Qué se te ofrece, marinero?
        de: Sprich wie ein Pirat. | de: Begrüße mich wie ein Pirat => Ahoi, Landratte! Was führt dich an Bord?
        """,
    )
