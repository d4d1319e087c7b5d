"""Short texts to write, to rewrite and to mend: prose, no code."""

from agora.evals.families._table import chat
from agora.evals.task import Dice, Task, family

_NAMES = "Anna Ben Clara David Ella Hugo Lena Marco Nadia Omar Rosa Sam Tina Vera Will Yara Zoe".split()


@family("talk", weight=6)
def poem(r: Dice) -> Task:
    return chat(
        r,
        """
        Write a haiku about rain. | Rain haiku please | Compose a haiku on a rainy evening => Rain taps on the roof,¶the street shines like a river,¶my tea grows warm hands.
        Write a short poem about the sea. | A few lines of poetry about the ocean, please | Give me a small sea poem => The sea breathes in, the sea breathes out,¶it knows what waiting is about;¶it brings the shore a shell, a song,¶and carries all our ships along.
        Write a poem about autumn. | Something poetic about falling leaves | Two lines about autumn that rhyme => The leaves let go in gold and red,¶and softly make the earth a bed.
        Haiku about winter | Write me a haiku on snow | I need a winter haiku => Snow on the old fence,¶a sparrow leaves its small signs,¶then silence again.
        Write a love poem. | A romantic verse for my wife, please | Write two romantic lines => When you come in, the room grows bright,¶and every lamp forgets its light.
        Write a funny poem about a cat. | I want a silly rhyme about my cat => My cat is lord of chair and floor,¶and never opens his own door.
        Write a rhyme for my child about bedtime. | A little goodnight rhyme | Poem to say goodnight => The moon looks in, the stars are near,¶so close your eyes, goodnight, my dear.
        Write a poem on friendship. | Four words aren't enough: write a verse for my best friend | Poem for a friend => A friend is a light at the end of the lane,¶a roof for the laughter, a coat for the rain.
        Write a haiku about coffee. | Coffee haiku, go! => Dark cup, rising steam,¶the morning finds its first word,¶the day may begin.
        Write a limerick. | Tell me a limerick | Can you do a limerick about a baker? => A baker who lived by the sea¶made rolls for his neighbours and me;¶he put in some salt,¶which was not his fault,¶for the waves came to visit at three.
        Poem about the moon? | Describe the moon in a verse => The moon is a lamp that nobody lit,¶and all of the night has gathered round it.
        fr: Écris un petit poème sur la pluie. | fr: Un haïku sur le printemps ? => La pluie chante bas,¶le jardin ouvre les yeux,¶le printemps est là.
        es: Escribe un poema corto sobre el mar. | es: Dame dos versos sobre la luna => El mar y la luna se miran de noche,¶y guardan callados su largo reproche.
        de: Schreib ein kurzes Gedicht über den Herbst. | de: Ein Haiku über den Wald, bitte => Blätter fallen leis,¶der Wald holt einmal tief Luft,¶dann schläft er schon ein.
        """,
    )


@family("talk", weight=6)
def mail(r: Dice) -> Task:
    return chat(
        r,
        """
        Draft an email asking for a day off. | I need a mail to my boss: day off on <d> | Write to my manager that I'd like <d> off | Email for a free day on <d> => Hello,¶may I take <d> off? My open work will be done before, and I can be reached in urgent cases.¶Thank you, and best regards
        Write an email that I'm ill and can't come today. | Sick note mail to work | Help me call in sick by email => Hello,¶I'm ill and can't come to work today. I'll let you know how I feel tomorrow.¶Best regards
        Write a mail to move a meeting to <d>. | Ask <A> politely to postpone our meeting to <d> => Dear <A>,¶something has come up, and I can't make our meeting. Would <d> suit you instead?¶Best regards
        Write a short thank-you note to my teacher. | Thank my teacher in two sentences | Card for a teacher, end of the school year => Dear teacher,¶thank you for your patience and for all that I learned this year. Your lessons will stay with me.
        Write a polite reminder to a neighbour about noise. | How can I write my neighbour that the music is too loud? | Note for the neighbour, who is too loud at night => Dear neighbour,¶lately the music has been quite loud at night. Could you turn it down after ten? Thank you very much!
        Write an apology to a customer for a late parcel. | A customer's delivery is late, write an apology | Sorry mail, order delayed => Dear customer,¶we are sorry that your parcel is late. It is on its way, and we'll do our best to be quicker next time.
        Write a complaint about a broken kettle. | My new kettle is broken, write to the shop | Complaint letter: kettle stopped working after a week => Dear Sir or Madam,¶the kettle that I bought from you stopped working after a week. Please send me a new one or refund the price.¶Kind regards
        Write a reply that accepts an invitation. | Tell <A> we're happy to come | Accept <A>'s invitation in writing => Dear <A>,¶thank you for the invitation. We're happy to come and look forward to it!
        Write a letter of resignation. | I want to quit my job, write the letter | Short resignation mail => Dear Sir or Madam,¶I hereby resign from my post at the next possible date. Thank you for the good time and the trust.¶Kind regards
        Ask <A> by mail whether the report is ready. | Friendly reminder to <A>: report missing | Nudge <A> about the report => Hi <A>,¶just a friendly reminder: is the report ready? If anything is missing, let me know.¶Thanks!
        fr: Écris un mail pour demander un jour de congé. | fr: Rédige un court message pour annuler un rendez-vous => Bonjour,¶je dois malheureusement m'absenter ce jour-là. Pouvons-nous trouver une autre date ?¶Cordialement
        es: Escribe un correo para disculparme por llegar tarde. | es: Redacta una nota de agradecimiento para mi jefe => Hola:¶gracias por tu comprensión y tu paciencia. Prometo que la próxima vez seré puntual.¶Un saludo
        de: Schreib eine kurze Krankmeldung an meinen Chef. | de: Entwirf eine Mail, dass ich heute nicht komme => Hallo,¶ich bin leider krank und kann heute nicht kommen. Ich melde mich, sobald es mir besser geht.¶Viele Grüße
        """,
        A=r.choice(_NAMES),
        d=r.choice(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "12 May", "3 June"]),
    )


@family("talk", weight=6)
def wish(r: Dice) -> Task:
    return chat(
        r,
        """
        Write a birthday wish for a colleague. | Birthday message for <A> | <A> has a birthday, what do I write? | A short happy birthday text for <A> => Happy birthday, <A>! I wish you health, joy and a year full of good surprises. | Happy birthday! I wish you health, joy and a good new year of life.
        Write a wedding toast. | Toast for a wedding, two sentences | What can I say when I raise my glass to the couple? => Dear friends, let us raise our glasses to the happy couple: may your home be full of laughter and your quarrels be short. Cheers!
        Write a toast for grandpa's 80th birthday. | Short speech for my grandfather's birthday => Dear Grandpa, thank you for your stories, your patience and your jokes. Here's to you and to many more years!
        Get well soon message for <A>. | <A> is ill, write a kind card | What do I write to a sick friend? => Dear <A>, I'm sorry that you're ill. Rest well and get better soon, we miss you!
        Write a sympathy card. | <A>'s mother died, how can I put my sympathy into words? | Condolence note for a neighbour => I'm deeply sorry for your loss. My thoughts are with you, and I'm here if you need anything.
        Congratulate <A> on the new job. | Write congratulations for a friend who got promoted | <A> passed the exam, write a message => Congratulations! You worked hard for this, and I'm very happy for you.
        Christmas greeting for my clients. | Write a line for our Christmas card | Season's greetings, short and warm => We thank you for a good year together and wish you peaceful holidays and a happy new year.
        Write an invitation to a garden party. | Invite the neighbours to a barbecue on Saturday | Invitation text for my housewarming => You're invited! Come and join us on Saturday from six for good food and good company. We look forward to seeing you.
        Welcome message for a new colleague. | <A> joins our team, write a welcome | Write a short welcome note for the new neighbour => Welcome, <A>! We're glad that you're here. If you have any questions, just ask. | Welcome! We're glad that you're here. If you have any questions, just ask.
        Farewell card for a colleague who retires. | Goodbye message for <A>, who leaves the team => Thank you for all you did here. We'll miss you and wish you all the best for what comes next!
        fr: Écris un message d'anniversaire pour <A>. | fr: Un petit mot de félicitations => Toutes mes félicitations et mes meilleurs vœux de bonheur et de santé !
        es: Escribe una felicitación de cumpleaños para <A>. | es: Un mensaje corto para una boda => ¡Muchas felicidades! Te deseo salud, alegría y todo lo mejor.
        de: Schreib einen Geburtstagsgruß für <A>. | de: Ein kurzer Glückwunsch zur neuen Stelle => Herzlichen Glückwunsch! Ich wünsche dir Gesundheit, Freude und viel Erfolg.
        """,
        A=r.choice(_NAMES),
    )


@family("talk", weight=5)
def tale(r: Dice) -> Task:
    return chat(
        r,
        """
        Start a detective story. | Opening of a crime novel, please | I need the first line for a mystery => The clock had stopped at nine, the tea was still warm, and nobody in the house had heard a thing.
        Tell me a short bedtime story. | Tell my daughter a story before she sleeps | A tiny goodnight story, please => Once a little owl was afraid of the dark. Her mother showed her one star, then another, until the whole sky was full of friends, and the little owl fell asleep.
        Write a story about a dragon in three sentences. | Short dragon tale | Tell me about a dragon => A small dragon could not breathe fire, only warm air. One winter he warmed a whole village with it. Since then nobody has asked him for flames.
        Write the opening of a science fiction story. | Start a story on Mars => The first rain on Mars fell on a Tuesday, and nobody had brought an umbrella.
        Tell me a story about a fox. | A fable with a fox, very short => A fox found a mirror and barked at the stranger in it. The stranger barked back. Only when he smiled did they become friends.
        Write a ghost story in two sentences. | Something spooky and short | Scare me a little => I heard my mother call me from the kitchen. On the stairs she pulled me aside and whispered: "I heard it too."
        Make up a name for a fantasy kingdom. | What could my hero's village be called? => How about Elderwyn, the village between the two rivers?
        Continue: The door opened slowly, and... | Go on with this story: the door opened slowly => ... a small wet dog walked in, looked around as if it owned the house, and lay down by the fire.
        Describe a sunset. | Describe an evening sky in one sentence | Paint a sunset with words => The sun sinks like a coal into the sea, and the clouds keep its red a little longer than the water.
        Describe the smell of fresh bread. | How does a bakery smell in the morning? => Warm, a little sweet and nutty, like a kitchen where somebody got up early for you.
        Describe a busy market in a sentence. | A sentence about a market place => Voices, oranges and bicycle bells all tumble over each other between the bright stalls.
        fr: Raconte-moi une petite histoire. | fr: Commence une histoire sur un chat => Un chat gris comptait chaque soir les étoiles. Un jour il en manqua une : elle dormait dans son panier.
        es: Cuéntame un cuento corto. | es: Empieza una historia de misterio => El reloj se paró a las nueve, y en la casa nadie había oído nada.
        de: Erzähl mir eine kurze Geschichte. | de: Der erste Satz eines Romans, bitte => Als der Leuchtturmwärter am Abend die Lampe anzünden wollte, brannte sie schon.
        """,
    )


@family("talk", weight=4)
def slogan(r: Dice) -> Task:
    return chat(
        r,
        """
        Write a slogan for a bakery. | Catchy line for my bread shop | Bakery motto? => Good morning begins with bread.
        Write a slogan for a bicycle shop. | Claim for a shop that repairs bikes => Two wheels, one smile.
        Name for a flower shop? | What could I call my flower shop? => How about "Petal & Stem"?
        Find a name for my café. | I'm opening a coffee bar and need a name => How about "The Slow Cup"?
        Write a short product description for a wooden spoon. | Two sentences to sell a wooden spoon => Carved from one piece of beech, it's kind to your pans and warm in your hand. A spoon that you will pass on.
        Describe my handmade candle for the shop page. | Product text for a candle, please => Poured by hand from pure beeswax, it burns slowly and fills the room with a quiet scent of honey.
        Write an ad for a used bicycle. | Help me sell my old bike with a short ad => For sale: a well-kept bicycle with new brakes and good tyres. It rides like new and is looking for a new friend.
        Write a text for our club's flyer. | Flyer text for a running club => Run with us! Every Tuesday at six, at any speed, rain or shine. Just come along.
        Headline for an article on saving water. | Title for a text about water saving => Every drop counts: how to save water at home
        Write a motto for our class. | Team motto, short => Together we're more.
        Write a tweet about our new shop. | Announce the opening of our shop in a sentence => We're open! Come by on Saturday, say hello and have a piece of cake with us.
        Funny out of office message? | Write an out-of-office reply. => I'm out of the office and back on Monday. Until then, my plants and I wish you a good week.
        fr: Un slogan pour une boulangerie ? | fr: Trouve un slogan pour ma boulangerie => Le bon pain fait les bons jours.
        es: Un lema para una panadería | es: Necesito un eslogan para mi panadería => Buen pan, buen día.
        de: Ein Werbespruch für eine Bäckerei | de: Motto für meine Bäckerei? => Gutes Brot, guter Tag.
        """,
    )


@family("talk", weight=6)
def rewriting(r: Dice) -> Task:
    return chat(
        r,
        """
        Rewrite this more politely: give me the report now | Make it polite: "give me the report now" => Could you please send me the report when you have a moment?
        Make this friendlier: you are late | Say "you are late" in a kinder way => I was a little worried, because we had planned to start earlier. Good that you're here!
        Correct this sentence: he go to school yesterday | Fix the grammar: he go to school yesterday => He went to school yesterday.
        Is this correct: "She don't like tea"? | Correct: she don't like tea => It should be: "She doesn't like tea."
        Improve this sentence: I am very very happy because of that | Style check: I am very very happy because of that => I'm delighted about it.
        Shorten: Due to the fact that it was raining, we stayed at home. | Make it shorter: due to the fact that it was raining, we stayed at home => Because it was raining, we stayed at home.
        Put this into formal English: hey, can't make it today, sorry | More formal, please: hey, can't make it today, sorry => Unfortunately, I'm unable to attend today. I apologise for the inconvenience.
        Say it more simply: The utilisation of the device is prohibited. | Plain English for: the utilisation of the device is prohibited => You must not use the device.
        Rephrase: I want you to call me. | Put differently: I want you to call me => Please give me a call.
        Make this question polite: Where is my money? | Ask politely: where is my money? => Could you please tell me when I can expect the payment?
        Turn it into the passive: The dog ate the cake. | Passive voice of "The dog ate the cake"? => The cake was eaten by the dog.
        Put into the past: I see a bird. | "I see a bird" in the past tense => I saw a bird.
        Turn into a question: She lives in Rome. | Make a question of "She lives in Rome" => Does she live in Rome?
        Make it sound more excited: We have a new shop. | More enthusiasm: we have a new shop => Great news: our brand-new shop is here!
        Which is right, "your welcome" or "you're welcome"? | your welcome or you're welcome? => "You're welcome" is right, because it is short for "you are welcome".
        Its or it's: "The dog wagged its tail"? | Is it "its tail" or "it's tail"? => "Its tail" is right: "it's" means "it is".
        Use the word 'gentle' in a sentence. | Give me an example sentence with gentle => A gentle wind moved the curtains.
        Use 'although' in a sentence. | A sentence with although? => Although it was late, nobody wanted to go home.
        fr: Corrige : je suis allé à le marché | fr: Est-ce correct : « je suis allé à le marché » ? => Il faut écrire : « Je suis allé au marché. »
        es: Corrige: yo sabo la respuesta | es: ¿Está bien "yo sabo"? => Lo correcto es: «Yo sé la respuesta».
        de: Korrigiere: Ich habe nach Hause gegangen | de: Ist das richtig: Ich habe nach Hause gegangen? => Richtig ist: „Ich bin nach Hause gegangen.“
        de: Formuliere höflicher: Gib mir das Buch | de: Sag das freundlicher: Gib mir das Buch => Könntest du mir bitte das Buch geben?
        """,
    )
