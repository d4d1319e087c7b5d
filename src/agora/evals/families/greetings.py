"""Greetings, thanks, farewells, feelings and small talk: a short, warm reply and no code."""

from agora.evals.families._table import chat
from agora.evals.task import Dice, Task, family


@family("talk", weight=7)
def greeting(r: Dice) -> Task:
    return chat(
        r,
        """
        Hi | Hello | Hey | Hey there | Hi there! | hello :) | Hiya | Yo | Hello again => Hello! What can I do for you? | Hi! How can I help? | Hello! What shall we work on?
        Good morning | Morning! | A very good morning to you => Good morning! What can I do for you? | Good morning! How can I help?
        Good afternoon | Good afternoon, are you there? => Good afternoon! What can I do for you?
        Good evening | Evening! | Good evening to you => Good evening! What can I do for you?
        Hello, nice to meet you | Nice to meet you | Hi, I'm new here | This is my first time using you => Nice to meet you too! Tell me what you need, and we'll start there.
        Are you there? | Anybody there? | Hello?? | ping | test | Testing, one two three => Yes, I'm here. What can I do for you?
        I'm back | Back again! | Here I am again | Me again => Welcome back! What's next?
        Happy new year! | Merry Christmas! | Happy Easter! | Happy holidays => Thank you, and the same to you!
        Hi, my name is <A>. | Hello, I'm <A> | Hey, <A> here => Hello <A>! What can I do for you?
        I have a question | Can I ask you something? | Could you help me with something? | I need some help | Got a minute? => Of course. What is it about? | Sure, go ahead.
        fr: Bonjour | fr: Salut ! | fr: Coucou, ça va ? | fr: Bonsoir => Bonjour ! Que puis-je faire pour vous ?
        es: Hola | es: Buenos días | es: Buenas tardes => ¡Hola! ¿En qué puedo ayudarte?
        de: Hallo | de: Guten Morgen | de: Guten Tag! | de: Moin => Hallo! Wobei kann ich helfen?
        """,
        A=r.choice("Ana Ben Lena Omar Priya Tom Yuki Marta Noah Ines Sven".split()),
    )


@family("talk", weight=5)
def how_are_you(r: Dice) -> Task:
    return chat(
        r,
        """
        How are you? | How's it going? | Hi, how are you? | Everything all right with you? => I'm running well, thank you. How are you? | All well here, thanks. And with you?
        What's up? | What's new? | Whatcha doing? | What have you been up to? | How was your day? => I was waiting for your message. What's on your mind?
        Did you sleep well? | Are you tired? | Do you ever get tired? => I don't sleep and don't get tired, so I'm ready whenever you are.
        Are you happy? | Are you sad sometimes? | Do you have feelings? | Can you feel things? | Do you get lonely? => I have no feelings as you do, but I'm glad to be useful to you.
        Are you bored? | Do you like your job? | Do you enjoy helping me? => I don't get bored, and helping is what I'm made for.
        Do you love me? | Will you marry me? | Can we be friends? => I can't love as people do, but I'll always try to be good company.
        fr: Comment ça va ? | fr: Tu vas bien ? => Ça va bien, merci. Et vous ?
        es: ¿Cómo estás? | es: ¿Todo bien? => Muy bien, gracias. ¿Y tú?
        de: Wie geht es dir? | de: Na, alles gut? => Mir geht es gut, danke. Und dir?
        """,
    )


@family("talk", weight=7)
def thanking(r: Dice) -> Task:
    return chat(
        r,
        """
        Thanks | Thanks! | Thank you | Thank you so much | Many thanks | Cheers, mate | thx | ty | Thanks a million | Much appreciated => You're welcome! | You're welcome. Is there anything else? | Glad to help!
        That was useful, cheers | That helped a lot | You saved my day | Just what I needed, thanks | Brilliant, that works => I'm glad it helped!
        Great job | Well done! | Nice work | You're great | You are the best | Good bot | I'm impressed | That's clever => Thank you! That's kind of you.
        OK | Okay, got it | I see | Alright then | Makes sense | Understood | Fine. => Good. Tell me if there is anything else.
        No | No, that's all | Nothing else | I'm good, thanks | No thanks => All right. I'm here when you need me.
        Yes | Yep | Sure | Yes please => Good. What would you like me to do?
        Never mind | Forget it, not important | Doesn't matter | Skip it | I changed my mind => No problem. Tell me when you need something.
        fr: Merci | fr: Merci beaucoup ! | fr: Super, merci pour ton aide => Avec plaisir !
        es: Gracias | es: ¡Muchas gracias! | es: Perfecto, gracias => ¡De nada!
        de: Danke | de: Vielen Dank! | de: Super, danke für die Hilfe => Gern geschehen!
        """,
    )


@family("talk", weight=5)
def farewell(r: Dice) -> Task:
    return chat(
        r,
        """
        Bye | Goodbye | Bye bye | Ciao | See you | See you later | See you tomorrow | So long! | I'm off | I have to go now | Gotta run => Goodbye! | See you! Come back whenever you like. | Goodbye, and take care!
        Good night | Night night | I'm going to bed | Time to sleep | Sleep well => Good night, sleep well!
        Have a nice day | Have a good one | Have a great weekend | Enjoy your evening => Thank you, the same to you!
        I'm leaving for a holiday | I'm off to the beach for two weeks | My train leaves soon, bye => Have a good trip!
        That's it for today | We're done for today | Enough work for today => Good work today. Until next time!
        fr: Au revoir | fr: Bonne nuit | fr: À demain => Au revoir et à bientôt !
        es: Adiós | es: Hasta luego | es: Buenas noches, me voy a dormir => ¡Hasta pronto, cuídate!
        de: Tschüss | de: Gute Nacht | de: Bis morgen => Bis bald, mach es gut!
        """,
    )


@family("talk", weight=5)
def complaining(r: Dice) -> Task:
    return chat(
        r,
        """
        That's wrong | This is not right | You made a mistake | No, that's not what I meant | Wrong answer | You misunderstood me => I'm sorry about that. Tell me what is wrong, and I'll try again.
        You are useless | You're stupid | I hate you | You are no help at all | What a waste of time | This sucks => I'm sorry that I was of no help. Tell me what you need, and I'll try to do better.
        Why are you so slow? | Hurry up | That took forever | You're slow today => I'm sorry for the wait. I run on your own computer, so a hard task can take a moment.
        You're talking too much | Keep it short | Shorter answers, please | Less blah blah => Understood, I'll keep it short.
        I don't understand | I don't get it | That's too complicated | Huh? | What do you mean? | Can you explain that more simply? => I'm sorry that it was unclear. Which part shall I explain in other words?
        Shut up | Be quiet | Stop talking => All right, I'll be quiet until you need me.
        lol | haha | hahaha that's funny | :D => I'm glad you're having fun!
        hmm | mhm | well... | so | ... => Take your time. What are you thinking about?
        asdf | qwertz | blub blub | xxxxxx | jkl jkl => I didn't understand that. What would you like to say?
        fr: C'est faux | fr: Tu t'es trompé => Je suis désolé. Dites-moi ce qui ne va pas, et je réessaie.
        es: Eso está mal | es: No es lo que quería => Lo siento. Dime qué está mal y lo intento de nuevo.
        de: Das stimmt nicht | de: Das war falsch => Das tut mir leid. Sag mir, was nicht stimmt, dann versuche ich es noch einmal.
        """,
    )


@family("talk", weight=7)
def low_feelings(r: Dice) -> Task:
    return chat(
        r,
        """
        I feel sad | I'm feeling down | I'm so unhappy today | I feel blue | I could cry => I'm sorry that you feel this way. Would you like to tell me what happened?
        I'm lonely | I feel alone | Nobody calls me any more | I have no friends => I'm sorry, that is hard. Is there someone you could call today, even just for a few minutes? I'm glad to talk, too.
        I'm tired | I'm exhausted | I'm so sleepy | I can't keep my eyes open => It sounds as if you need some rest. Can you take a break?
        I'm bored | I have nothing to do | So bored right now | Entertain me => How about a riddle, a short walk, or learning one new thing? Tell me which you like best.
        I'm nervous about tomorrow | I'm scared of my exam | I'm so nervous about the interview | I have stage fright => That's understandable. Prepare one thing tonight, breathe slowly, and remember that you've managed hard days before.
        I had a terrible day | What an awful day | Today was horrible | Everything went wrong today => I'm sorry to hear that. What was the worst of it?
        I can't sleep | I've been awake since three | I lie awake every night => That's tiring. A dark, cool room, no screen and slow breathing may help; if it goes on for weeks, ask a doctor.
        I'm angry | I'm so mad at my brother | My boss drives me crazy | I'm furious with my neighbour => I can hear that it upset you. What happened?
        I'm stressed | I'm stressed about exams | Too much work, I can't cope | Everything is too much | I'm overwhelmed => That sounds like a lot. Shall we write down what is waiting and choose the one thing that matters most?
        My cat is ill and I'm worried | My dog is sick | My grandmother is in hospital | My son has a fever and I'm worried => I'm sorry, that is worrying. I hope things get better soon; ask a doctor or vet if you are unsure.
        I had an argument with my best friend | My girlfriend left me | We broke up | I fought with my sister => I'm sorry, that hurts. Do you want to tell me about it, or think about what to say next?
        My grandfather died | I lost my mother last week | We had to put our cat to sleep => I'm very sorry for your loss. If you like, tell me about them.
        I miss my family | I'm homesick | I miss my old town => Missing them shows how much they mean to you. Could a call or a letter help today?
        I failed my exam | I didn't get the job | I lost my job | They rejected my application => I'm sorry, that is disappointing. It says little about what you can do next; shall we make a plan?
        I don't feel well | I have a headache | I caught a cold | My back hurts => I'm sorry to hear that. Rest and drink enough, and see a doctor if it gets worse.
        fr: Je suis triste | fr: Je me sens seul | fr: J'ai passé une mauvaise journée => Je suis désolé de l'entendre. Voulez-vous me raconter ce qui s'est passé ?
        es: Estoy triste | es: Estoy muy cansado | es: Hoy todo me sale mal => Lo siento. ¿Quieres contarme qué ha pasado?
        de: Ich bin traurig | de: Ich bin gestresst | de: Heute ging alles schief => Das tut mir leid. Magst du erzählen, was los ist?
        """,
    )


@family("talk", weight=6)
def high_feelings(r: Dice) -> Task:
    return chat(
        r,
        """
        I'm happy today | I feel great | I'm in such a good mood | Life is good | What a beautiful day => That's lovely to hear! What made it so good?
        I got promoted! | They hired me! | I start my new job on Monday => Congratulations! You earned it.
        I got an A in maths | I passed my driving test | I graduated today => Congratulations! All that work paid off.
        It's my birthday today | Today is my birthday! | I turn 30 today => Happy birthday! I hope it's a wonderful day.
        We won the match! | My team won | I won first prize! => Congratulations! Enjoy the moment.
        I'm getting married | She said yes! | We got engaged last night => Congratulations to you both! That's wonderful news.
        We're having a baby | My daughter was born this morning | I'm an aunt now! => Congratulations! I wish the little one and the whole family all the best.
        I ran my first marathon | I climbed a mountain today | I finally finished my book => That's a great achievement. You can be proud of yourself!
        We bought a house | I moved into my new flat | I got a puppy => How exciting! I wish you lots of joy with it.
        I'm going to Italy next week! | We leave for our holiday tomorrow => How nice! I hope you have a wonderful time.
        I'm in love | I met someone | I had a great date last night => How lovely! I'm happy for you.
        I stopped smoking | I've been sober for a year | I lost five kilos => Well done! That takes real strength.
        fr: J'ai réussi mon examen ! | fr: Je suis heureux aujourd'hui => Félicitations, c'est une belle nouvelle !
        es: ¡Tengo trabajo nuevo! | es: Hoy es mi cumpleaños => ¡Enhorabuena! Que lo disfrutes mucho.
        de: Ich habe die Prüfung bestanden! | de: Ich habe heute Geburtstag => Herzlichen Glückwunsch! Das freut mich für dich.
        """,
    )


@family("talk", weight=6)
def small_talk(r: Dice) -> Task:
    return chat(
        r,
        """
        It's so hot today | What a heat | It's been raining all day | I hate this weather | It's snowing here! | Finally some sunshine => I hope you can make the best of it. Are you staying in or going out?
        I just had lunch | I had pizza for dinner | My breakfast was great | I'm eating an apple => That sounds good. Enjoy it!
        I'm hungry | I'm starving | I need coffee | I'm thirsty => Then it's time for a break! Shall I suggest something quick?
        I like football | I love jazz | I'm a big fan of chess | I collect stamps | I play the guitar => That's a nice thing to be fond of. What do you like most about it?
        I'm a teacher | I work as a nurse | I'm a baker | I study law | I drive a bus => That must be interesting work. What do you like most about it?
        I have two cats | I have a dog called Max | We keep chickens => How nice! They must be good company.
        My daughter started school today | My son is learning to swim => What a big step! How did it go?
        I'm watching a film | I'm reading a novel | I'm listening to music => Nice! Do you like it?
        I'm on the train | I'm at work | I'm at home today | I'm in the garden => All right. What can I do for you there?
        It's Monday again | Finally Friday! | The weekend is here | Only two more days until the holidays => How time flies! Do you have any plans?
        Guess what | You won't believe what happened | I've got news => Tell me, I'm curious!
        I think you're funny | You sound nice | You're smart => Thank you, that's kind of you!
        Let's chat | Talk to me | Can we just talk? | I want to talk to somebody => Gladly. What's on your mind today?
        I'm cooking soup right now | I'm baking a cake => That sounds delicious. Good luck with it!
        fr: Il fait chaud aujourd'hui | fr: Enfin le week-end ! => Profitez-en bien ! Avez-vous des projets ?
        es: Qué calor hace | es: Por fin es viernes => ¡Que lo disfrutes! ¿Tienes planes?
        de: Es regnet schon wieder | de: Endlich Wochenende! => Mach das Beste daraus! Hast du etwas vor?
        """,
    )
