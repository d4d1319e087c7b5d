"""Messages that need no code, and the base model's own replies to them (distilled once, kept as data).

    python -m recipes.first_adapter.prose MODEL.gguf

writes `prose_replies.jsonl` beside this file: temperature 0, filtered for length and repetition. Replies in the
model's own words teach it when to write prose without moving what it says.
"""

# ruff: noqa: E501, SIM905 (a wording is one line, a list of words reads best as words)

import json
import random
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .engine import Engine

__all__ = ["REPLIES", "messages"]

REPLIES = Path(__file__).with_name("prose_replies.jsonl")
_SYSTEM = "You are Agora, a friendly assistant. Answer in one or two short sentences."
_TOPICS = (
    "the moon|rain|bread|the ocean|trains|winter|coffee|mountains|friendship|bees|dreams|music|books|gardens|honesty|"
    "volcanoes|chess|rivers|courage|cities|the desert|apples|birds|silence|summer holidays|old maps|painting|the wind"
).split("|")
_IDEAS = (
    "gravity|evolution|inflation|electricity|an ecosystem|a virus|magnetism|erosion|a computer program|an atom|"
    "recycling|the water cycle|a metaphor|supply and demand|a vaccine|an algorithm|climate|a galaxy|empathy|DNA"
).split("|")
_PEOPLE = (
    "Albert Einstein|Cleopatra|Isaac Newton|Leonardo da Vinci|Nelson Mandela|Ada Lovelace|Mozart|Frida Kahlo|"
    "Gandhi|Galileo|Jane Austen|Charles Darwin|Aristotle|Vincent van Gogh|Martin Luther King"
).split("|")
_WHY = (
    "do leaves change colour|do we sleep|is exercise healthy|do people laugh|does ice float|do birds migrate|"
    "is the sea salty|do we have seasons|do dogs bark|is sugar bad for teeth|do we yawn|does bread rise|"
    "do stars twinkle|is reading important|do people like stories|does iron rust"
).split("|")
_SLOTS: list[tuple[list[str], list[str]]] = [
    (
        [
            "Write a short poem about <x>.",
            "Tell me something nice about <x>.",
            "Describe <x> in one sentence.",
            "Write two sentences about <x>",
            "What do you like about <x>?",
            "Give me an opening line for a story about <x>.",
            "Compose a haiku about <x>.",
        ],
        _TOPICS,
    ),
    (
        [
            "What is <x>?",
            "Explain <x> in simple words.",
            "Can you tell me what <x> means?",
            "How would you explain <x> to a child?",
            "In one sentence, what's <x>?",
        ],
        _IDEAS,
    ),
    (["Who was <x>?", "What is <x> known for?", "Tell me about <x>.", "Why is <x> remembered?"], _PEOPLE),
    (["Why <x>?", "Do you know why <x>?"], _WHY),
]
_SINGLE = """Hi|Hello|Hey there|Good morning|Good afternoon|Good evening to you|Hello, nice to meet you|Hi, how's it going?|How are you?|What's up?|Thanks|Thank you so much|Great, thanks for your help|That was useful, cheers|Bye|Goodbye|See you later|Good night|Have a nice day|You are great|I'm bored|I'm tired|I'm happy today|I feel sad|I'm nervous about tomorrow|I had a terrible day|I can't sleep|My cat is ill and I'm worried|I got the job!|It's my birthday today|I had an argument with my best friend|I miss my family|I'm stressed about exams|We won the match!|Do you like cats or dogs more?|What's your favourite colour?|Which is better, tea or coffee?|Do you prefer summer or winter?|Is it better to live in a town or in the country?|What do you think about social media?|Should children learn to code?|Is it worth learning Latin?|What is your opinion on early rising?|Give me advice for a job interview|How can I be more patient?|How do I make new friends?|How do I stay motivated?|Any tips for saving water at home?|How can I learn a language faster?|How should I prepare for a long hike?|What should I cook tonight?|Suggest a hobby for rainy days|Recommend a good present for my mother|Give me an idea for a weekend trip|How do I keep a houseplant alive?|What helps against hiccups?|How do I say sorry to a friend?|Write a birthday wish for a colleague|Write a short thank-you note to my teacher|Write a polite reminder to a neighbour about noise|Draft an email asking for a day off|Write a slogan for a bakery|Write a short product description for a wooden spoon|Write an invitation to a garden party|Write a funny excuse for being late|Tell me a joke|Tell me a fun fact|Tell me a short bedtime story|Say something encouraging|Give me a riddle|Sum up the story of Cinderella|What is the moral of the tortoise and the hare?|What is the capital of France?|What is the capital of Italy?|What language is spoken in Brazil?|Which is the largest ocean?|Which animal is the fastest on land?|What is the largest planet?|Which country is Rome in?|What do bees make?|Who painted the Mona Lisa?|Where do penguins live?|What do plants need to grow?|What is the opposite of hot?|What is a synonym for happy?|What colour are emeralds?|Which season comes after spring?|What do you call a baby dog?|What is the past tense of go?|What is the plural of child?|Translate hello into Spanish|How do you say thank you in German?|What is the main language of Egypt?|What metal is liquid at room temperature?|What gas do we breathe in to live?|Which organ pumps blood?|What is ice made of?|What is the currency of Japan?|What is the difference between a frog and a toad?|What's the difference between a simile and a metaphor?|How does a rainbow form?|How do airplanes fly?|How does a fridge work?|What causes thunder?|How do fish breathe?|What makes a good leader?|What is the meaning of life?|What is love?|Is honesty always best?|What is art?|Are you able to feel things?|What is a healthy breakfast?|Describe a sunset|Describe the smell of fresh bread|What does the word serendipity mean?|What does 'break the ice' mean?|Use the word 'gentle' in a sentence|Rewrite this more politely: give me the report now|Correct this sentence: he go to school yesterday|Make this friendlier: you are late|Name a fruit that is yellow|Name three musical instruments|Name two countries in Asia|List three things to pack for the beach|What are the primary colours?|What are the states of matter?|Which sport is played at Wimbledon?|Who was the first person on the moon?|What is the Great Wall of China?|When did people start farming?|What is the Renaissance?""".split(
    "|"
)


def messages() -> list[str]:
    """Return the messages, in a fixed order."""
    filled = [
        wording.replace("<x>", thing)
        for wordings, things in _SLOTS
        for index, thing in enumerate(things)
        for wording in random.Random(index).sample(wordings, min(3, len(wordings)))
    ]
    return [*_SINGLE, *filled]


def _shorten(reply: str) -> str:
    """Keep the first two sentences: short samples train faster, and a short reply reads better."""
    sentences = re.split(r"(?<=[.!?])\s+", reply.strip())
    whole = [s for s in sentences if s.endswith((".", "!", "?", '"', ")"))]
    return " ".join(whole[:2])


def _sane(reply: str) -> bool:
    words = reply.split()
    return (
        2 <= len(words) <= 50
        and "```" not in reply
        and "SmolLM" not in reply
        and "Hugging" not in reply
        and len(set(words)) > 0.6 * len(words)
    )


def _distill(model: Path) -> None:
    asked = messages()
    with Engine(model) as engine, ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(lambda text: engine.chat(_SYSTEM, text, max_tokens=90), asked))
    kept = [
        (text, _shorten(reply)) for text, reply in zip(asked, replies, strict=True) if _sane(_shorten(reply))
    ]
    REPLIES.write_text(
        "".join(json.dumps({"message": m, "reply": r}, ensure_ascii=False) + "\n" for m, r in kept)
    )
    print(f"{len(kept)} of {len(asked)} replies kept")


if __name__ == "__main__":
    _distill(Path(sys.argv[1]))
