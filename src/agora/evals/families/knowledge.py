"""General knowledge, definitions, words and simple translations, known without looking anything up."""

from agora.evals.families._table import chat
from agora.evals.task import Dice, Task, family


@family("talk", weight=6)
def places(r: Dice) -> Task:
    return chat(
        r,
        """
        Capital of Canada, please | Which city is Canada's capital? => The capital of Canada is Ottawa.
        What language is spoken in Brazil? | Do Brazilians speak Spanish? => Portuguese is spoken in Brazil.
        What is the main language of Egypt? | Which language do people in Egypt speak? => The main language of Egypt is Arabic.
        Which is the largest ocean? | Biggest ocean on Earth? => The Pacific Ocean is the largest.
        What's the highest mountain in the world? | How is the tallest mountain called? => Mount Everest, in the Himalayas, is the highest mountain above the sea.
        What is the longest river of Africa? | Which river flows through Cairo? => The Nile.
        Which sea is between Europe and Africa? | What is the sea south of Italy called? => The Mediterranean Sea.
        Name two countries in Asia | Give me a couple of Asian countries => India and Japan.
        Which countries border Portugal? | Who are Portugal's neighbours? => Portugal has one neighbour on land: Spain.
        What is the Great Wall of China? | Why did China build its wall? => It's a line of walls across northern China, built over many centuries to guard it against raids.
        What's the smallest country in the world? | Which state is the smallest? => Vatican City, in the middle of Rome.
        fr: Quelle est la capitale de l'Allemagne ? | fr: Berlin est dans quel pays ? => Berlin est la capitale de l'Allemagne.
        es: ¿Cuál es la capital de Francia? | es: ¿En qué país está París? => París es la capital de Francia.
        de: Was ist die Hauptstadt von Spanien? | de: In welchem Land liegt Madrid? => Madrid ist die Hauptstadt von Spanien.
        """,
    )


@family("talk", weight=6)
def nature(r: Dice) -> Task:
    return chat(
        r,
        """
        Why do leaves change colour? | Why are leaves red in autumn? => In autumn trees break down their green chlorophyll, and the yellow and red pigments show.
        Why do we sleep? | What is sleep good for? => In sleep the body repairs itself and the brain sorts what it learned.
        Why does ice float? | Ice swims on water, why? => Water expands when it freezes, so ice is lighter than the water around it.
        Why is the sea salty? | Where does the salt in the sea come from? => Rain washes salts out of rocks, rivers carry them to the sea, and only the water evaporates again.
        Why do we have seasons? | What causes summer and winter? => The Earth's axis is tilted, so each half leans towards the sun for one part of the year.
        How does a rainbow form? | What makes a rainbow? => Raindrops bend sunlight and reflect it, and each colour leaves at a slightly different angle.
        How do fish breathe? | Do fish have lungs? => Fish take oxygen out of the water with their gills.
        Where do penguins live? | Are there penguins at the North Pole? => Penguins live in the southern half of the world, many of them in Antarctica, none at the North Pole.
        Which animal is the fastest on land? | What's the fastest runner among animals? => The cheetah is the fastest on land.
        What is the largest planet? | Which planet is the biggest in our solar system? => Jupiter is the largest planet of our solar system.
        What do plants need to grow? | What does a plant live on? => Plants need light, water, air and nutrients from the soil.
        What is an atom? | Explain atoms to a child => An atom is the smallest piece of an element: a tiny core with electrons around it.
        What is DNA? | Explain DNA in a sentence => DNA is the molecule in which living things store the building plan that they inherit.
        What causes thunder? | Why does it thunder after lightning? => Lightning heats the air so quickly that it expands with a bang.
        What causes the tides? | Why are there high and low tides? => The moon's pull, and a little the sun's, lifts the water of the seas.
        Which organ pumps blood? | What does the heart do? => The heart pumps the blood through the body.
        What metal is liquid at room temperature? | Is there a liquid metal? => Mercury is liquid at room temperature.
        Why do dogs bark? | My dog barks a lot, why do they do that? => Dogs bark to warn, to greet, to call for attention or because they are bored.
        Why does bread rise? | What does yeast do in dough? => Yeast eats sugar in the dough and makes gas, and the bubbles lift the bread.
        es: ¿Por qué flota el hielo? | es: ¿Por qué el hielo no se hunde? => El agua se expande al congelarse, así que el hielo pesa menos que el agua.
        de: Warum ist das Meer salzig? | de: Woher kommt das Salz im Meer? => Regen löst Salze aus den Steinen, Flüsse tragen sie ins Meer, und nur das Wasser verdunstet wieder.
        """,
    )


@family("talk", weight=6)
def people_and_history(r: Dice) -> Task:
    return chat(
        r,
        """
        Who was Albert Einstein? | What is Einstein known for? | Tell me about Einstein => Albert Einstein was the physicist who changed our idea of space and time with his theories of relativity.
        Who was Isaac Newton? | What did Newton discover? => Isaac Newton was an English scientist who described gravity and the laws of motion.
        Who was Ada Lovelace? | Why is Ada Lovelace remembered? => Ada Lovelace was an English mathematician who wrote what is often called the first computer program.
        Who was Mozart? | Tell me about Mozart. => Mozart was an Austrian composer of the 18th century, famous for operas such as The Magic Flute.
        Who was Gandhi? | Why is Gandhi remembered? => Gandhi led India to independence by peaceful resistance.
        Who was Nelson Mandela? | What did Mandela do? => Nelson Mandela fought against apartheid and became South Africa's first freely elected president.
        Who was Martin Luther King? | What was Martin Luther King's dream? => Martin Luther King led the American civil rights movement and dreamed of a country without racism.
        Author of Hamlet? | Who is the author of Hamlet? => William Shakespeare.
        Who was Charles Darwin? | What did Darwin find out? => Charles Darwin explained how species evolve by natural selection.
        When did the Second World War end? | In which year did World War 2 end? => It ended in 1945.
        When did the Berlin Wall fall? | Year in which the Berlin Wall came down? => In 1989.
        What is the Renaissance? | What happened in the Renaissance? => The Renaissance was the time, from about 1400 to 1600, when Europe rediscovered ancient art and learning.
        What was the Silk Road? | Where did the Silk Road lead? => A net of trade routes between China and the Mediterranean.
        What is the moral of the tortoise and the hare? | What does the fable of the tortoise and the hare teach? => Slow and steady wins the race.
        Sum up the story of Cinderella | What happens in Cinderella? => A girl treated as a servant goes to a ball by magic, loses her shoe, and is found by the prince whom she marries.
        fr: Qui a peint la Joconde ? | fr: Qui était Léonard de Vinci ? => Léonard de Vinci, peintre et inventeur italien, a peint la Joconde.
        es: ¿Quién escribió Don Quijote? | es: ¿Quién fue Cervantes? => Miguel de Cervantes, escritor español, escribió Don Quijote.
        de: Wer schrieb Faust? | de: Wer war Goethe? => Goethe war ein deutscher Dichter; er schrieb den Faust.
        """,
    )


@family("talk", weight=6)
def words(r: Dice) -> Task:
    return chat(
        r,
        """
        What's the opposite of generous? | Give me an antonym of generous => Mean, or stingy.
        What is a synonym for happy? | Another word for happy? => Glad, cheerful or joyful.
        A better word for "very big"? | Other words for big, please => Huge, enormous or vast.
        What does serendipity mean? | Meaning of the word serendipity? | Define serendipity => Serendipity is finding something good by a happy accident.
        What does procrastinate mean? | Define procrastination => To procrastinate is to put off what one should do.
        What does 'break the ice' mean? | Explain the idiom "to break the ice" => To say or do something that makes people who don't know each other feel at ease.
        What does "once in a blue moon" mean? | Idiom: once in a blue moon => Very rarely.
        What does ambiguous mean? | Is "ambiguous" the same as "unclear"? => Ambiguous means that something can be understood in more than one way.
        What do you call a baby dog? | Name for a young dog? => A baby dog is a puppy.
        Translate hello into Spanish | How do I say hello in Spanish? => Hello is "hola" in Spanish.
        How do you say thank you in German? | Thank you in German? => "Danke", or "vielen Dank".
        What is "I love you" in Italian? | Translate I love you into Italian => "Ti amo."
        How do I ask for the bill in Spanish? | "The bill, please" in Spanish? => "La cuenta, por favor."
        Translate "Where is the station?" into French | I'm in Paris, how do I ask where the station is? => "Où est la gare ?"
        Translate "Ich habe Hunger" | What does "Ich habe Hunger" mean? => It means "I'm hungry".
        What does "merci beaucoup" mean? | Meaning of merci beaucoup? => It is French and means "thank you very much".
        What does "hasta la vista" mean? | Is "hasta la vista" Spanish? => It's Spanish for "see you later".
        How do you say cat in German, French and Spanish? | Cat in other languages? => Katze in German, chat in French, gato in Spanish.
        What's the difference between affect and effect? | Affect or effect? => Affect is mostly a verb, to influence; effect is mostly a noun, the result.
        What's the difference between a simile and a metaphor? | Simile versus metaphor? => A simile says that something is like another thing; a metaphor says that it is that thing.
        What is an adjective? | Explain adjectives => An adjective is a word that describes a noun, such as "red" or "small".
        fr: Comment dit-on merci en anglais ? | fr: Traduis « merci » en anglais => « Merci » se dit “thank you” en anglais.
        es: ¿Cómo se dice gato en inglés? | es: Traduce "gato" al inglés => Gato se dice "cat" en inglés.
        de: Was heißt Hund auf Englisch? | de: Übersetze "Hund" ins Englische => Hund heißt auf Englisch "dog".
        """,
    )


@family("talk", weight=6)
def ideas_explained(r: Dice) -> Task:
    return chat(
        r,
        """
        What is inflation? | Explain inflation in simple words. | Why do prices rise over the years? => Inflation means that prices rise over time, so the same money buys less.
        What is an ecosystem? | Explain ecosystems to a child => An ecosystem is a place with all its plants, animals and things, and how they depend on each other.
        What is an algorithm? | How would you explain an algorithm? => An algorithm is a list of clear steps that solves a problem, like a recipe.
        What is a computer virus? | How can a computer be ill? => A program that spreads by itself and does harm; updates and care with attachments protect you.
        How does a fridge work? | Why is it cold in a fridge? => A fluid evaporates inside and takes up heat, then it is pressed together outside and gives the heat away.
        How do airplanes fly? | Why don't planes fall down? => The wings push air downwards as they move, and the air pushes the plane up.
        How does a microwave heat food? | What happens in a microwave? => Microwaves make the water in the food move, and this motion is heat.
        What is the internet? | Explain the internet to my grandmother => The internet is a worldwide net of computers that send each other messages, pictures and pages.
        What is supply and demand? | How are prices formed? => When many want something that is rare, its price rises; when there is plenty, it falls.
        What is a mortgage? | Explain what a mortgage is => A mortgage is a loan for a house, with the house as security for the bank.
        What is empathy? | Define empathy => Empathy is feeling what another person feels.
        What is recycling good for? | Why should we recycle? => Recycling turns waste into new material, which saves resources and energy.
        What is chess about? | Explain chess in two sentences => Two players move their pieces in turn. Who traps the other's king wins.
        What are the primary colours? | Which colours can't be mixed? => For painters: red, yellow and blue.
        What are the states of matter? | Solid, liquid and what else? => Solid, liquid and gas; a fourth is plasma.
        What is the difference between a frog and a toad? | Frog or toad, how do I see it? => Frogs have smooth, moist skin and long legs; toads have dry, warty skin and short legs.
        What is machine learning? | Explain AI to a ten-year-old => The computer is shown many examples and finds the pattern in them by itself.
        What is art? | What makes something art? => Art is what people make to show how they see or feel the world; where it begins, everybody decides a little differently.
        What is the meaning of life? | Why are we here? => There are many answers. For many people it is in loving others, in learning and in doing something that is worth it.
        What is stoicism? | What did the Stoics teach? => The Stoics taught to care about what is in our power and to bear the rest calmly.
        fr: C'est quoi l'inflation ? | fr: Explique-moi l'inflation simplement => L'inflation, c'est la hausse des prix : avec le même argent, on achète moins.
        es: ¿Qué es un algoritmo? | es: Explícame qué es un algoritmo => Un algoritmo es una lista de pasos claros para resolver un problema, como una receta.
        de: Was ist Demokratie? | de: Erklär mir kurz Demokratie => In einer Demokratie entscheidet das Volk, meist indem es seine Regierung wählt.
        """,
    )
