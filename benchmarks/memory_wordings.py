"""Wordings that were written after the patterns and before the first run with them; same form as in `memory_dialogues`."""

CHANGES = """
home|Ghent,Turin,Bergen,Brno,Malaga
My home's in {a}.|These days you'll find me in {a}, that's where I live.|I rent a flat in {a}.|I live over in {a} with my cats.|I'm living in {a} at the moment.
I've relocated to {b}.|Moved to {b}!|I finally made the move to {b}.|After years in {a} I've moved to {b}.|I've packed up and moved to {b}.|As of this week I live in {b}.
Where am I living?|What's my home town?|Which city do I live in?|Where is my home?

work|the brewery,Orion Systems,Baker & Lowe,the tax office,a small publisher
I work for {a}.|My job is at {a}.|I'm working at {a}.|I've been working at {a} for three years.|I'm on the payroll of {a}.
I've started a new job at {b}.|I've switched jobs and work for {b} now.|{b} hired me last week.|I've handed in my notice at {a} and joined {b}.|I accepted an offer from {b}.|I don't work at {a} any more, I'm at {b} now.
Where do I work now?|Who do I work for?|What's the name of my employer?|Which firm do I work for?

phone|0555 8841,0555 2097,0161 498 220,0171 3344 556
My number's {a}.|My mobile number is {a}.|You can call me on {a}.|Text me at {a}.
My new number is {b}.|I got a new phone number: {b}.|My mobile number changed to {b}.|You can reach me on {b} from now on.
What's my mobile number?|What is my phone number?|Do you remember my phone number?

car|a green Skoda,a grey Toyota,an old Volvo,a yellow Fiat
I'm driving {a}.|We've got {a}.|My car's {a}.|I get around in {a}.
I've bought {b} to replace {a}.|I swapped {a} for {b}.|My car is {b} now.|Instead of {a} I now drive {b}.
What car do I have?|Which car do I drive?|What is my car?

dentist|Dr Pohl,Dr Mehta,Dr Silva,Dr Yang
My dentist's name is {a}.|{a} looks after my teeth, she's my dentist.|I'm a patient of {a}, my dentist.|Dentist: {a}.
I've changed dentists, it's {b} now.|{b} is my new dentist.|I've moved to another dentist, {b}.|From now on I see {b} as my dentist.
Who's my dentist?|What is the name of my dentist?|Which dentist am I with?

rent|580 euros,720 euros,990 euros,1130 euros
My monthly rent is {a}.|Rent is {a} a month.|I'm paying {a} in rent.|The flat costs me {a} a month in rent.
My rent was raised to {b}.|The rent has gone up to {b}.|I pay {b} in rent now.|My landlord put the rent up to {b}.
What's my rent now?|How much is the rent?|How much do I pay in rent?

n:home|Ghent,Turin,Bergen,Brno
{n}'s living in {a}.|{n} is based in {a}.|{n} has a flat in {a}.|{n}, my cousin, lives in {a}.
{n} has relocated to {b}.|{n} moved away from {a} and lives in {b} now.|{n}'s new home is {b}.|{n} ended up in {b}.
Where does {n} live now?|Which town does {n} live in?|Where is {n}'s home?

n:partner|Paul,Nora,Samir,Edith
{n} and {a} are together.|{n}'s husband is {a}.|{n} is seeing {a}.|{n} and {a} are an item.
{n} and {a} broke up, and {n} is with {b} now.|{n} has a new partner, {b}.|{n} married {b}.|{n}'s partner is {b} these days.
Who's {n} with?|Who is {n}'s partner now?|Who is {n} seeing?

meeting|Monday at eight,Tuesday at four,Thursday at one,Friday at eleven
The team meeting's on {a}.|Our team meeting is held on {a}.|The team meeting is every {a}.|The team meeting starts on {a}.
The team meeting has been pushed to {b}.|The team meeting got moved to {b}.|We've moved our team meeting to {b}.|From now on the team meeting is on {b}.
When's the team meeting?|When is our team meeting?|What day is the team meeting?

gym|Peak Studio,the Forge,Harbour Gym
I work out at {a}, my gym.|I'm a member at {a}, that's my gym.|The gym I use is {a}.|My gym's {a}.
I've moved gyms to {b}.|I use {b} as my gym now.|My gym's {b} now.|I left {a} for {b}.
Which gym do I use?|What's the name of my gym?|What gym do I go to?
"""

CORRECTIONS = """
My birthday's on {a}.|My birthday is {a}.|I have my birthday on {a}.#Oh no, I meant {b}.|Sorry, wrong: {b}.|That should be {b}.|Not {a} but {b}, sorry.#When's my birthday?|What day is my birthday?#4 May,16 June,11 March,22 August
My locker code's {a}.|The locker code is {a}.|My code for the locker is {a}.#Sorry, that's {b}.|No no, {b}.|It's actually {b}.|I mistyped, it's {b}.#What's the code of my locker?|What's my locker code?#4812,9377,1250,6641
{n} can't have {a}, {n} is allergic to it.|{n} is allergic to {a}.|{n} has a bad allergy to {a}.#Hold on, it's {b}.|I meant to say {b}.|Sorry, {b}, not {a}.#What's {n} allergic to?|What is {n} allergic to?#nuts,eggs,soy,milk
"""

RETRACTIONS = """
I've got a dog called Max.|My dog is called Max.|My dog's name is Max.#We had to have the dog put down.|My dog has died.|The dog ran away.#What is my dog called?|What's my dog's name?
I work at the bakery.|I'm working at the bakery.#The bakery let me go.|I was laid off by the bakery.|I'm no longer with the bakery.|I've stopped working at the bakery.#Where do I work?|Who do I work for?
Ana owes me 20 euros.|I lent Ana 20 euros.#Ana and I are even.|Ana has settled up with me.|Ana returned the money.#How much does Ana owe me?|What does Ana owe me?
My car is a red Fiat.|I have a red Fiat.#My car was stolen.|I've scrapped the Fiat.|I gave my car away.|The Fiat is gone.#What car do I drive?|Which car do I have?
My wife is Lena.|I'm married to Lena.#Lena left me.|Lena and I have separated.|I'm divorced now.|We broke up, Lena and I.#Who am I married to?|What's my wife's name?
I'm in the chess club.|I'm a member of the chess club.#I dropped out of the chess club.|I've cancelled my membership in the chess club.|I quit the chess club.#Which club am I in?|What club am I a member of?
My sister lives in Oslo.|My sister is living in Oslo.#My sister moved away from Oslo.|My sister isn't in Oslo any more.|My sister has left Oslo.#Where does my sister live?|Which city does my sister live in?
My favourite cafe is Luna.|Luna is my favourite cafe.#That's outdated.|Scrap that.|That no longer holds.#What's my favourite cafe?|Which cafe is my favourite?
"""

DATED = """
I've been at {b} since May. I worked at {a} until then.|Since May I'm employed by {b}, and before that by {a}.|In May I left {a} and started at {b}.#Where do I work?|Who is my employer?#past
I start at {b} on 1 June {year}; until then I'm at {a}.|I work at {a}, and from 1 June {year} at {b}.|As of 1 June {year} I'll work at {b}; now I work at {a}.#Where do I work?|Who is my employer?#future
Until I moved to {b} I lived in {a}.|I live in {b}; I used to live in {a}.|I grew up in {a} and live in {b} now.|After leaving {a} I moved to {b}.#Where do I live?|Which city do I live in?#used
"""
