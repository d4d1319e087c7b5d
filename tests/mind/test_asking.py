"""Whose words a reply has: the adapter's where it was trained to, else the base's."""

from dataclasses import replace

import pytest

from agora.mind.asking import ask
from agora.models import ScriptedModel

SYSTEM = "You are trained."
PROMPT = [
    {"role": "system", "content": f"{SYSTEM}\n\nRemembered"},
    {"role": "user", "content": "Capital of Peru?"},
]


class Adapted(ScriptedModel):
    """Replies with given log-probabilities, and keeps which requests were plain."""

    def __init__(self, *replies, trained=True):
        super().__init__([(None, text) for text, _ in replies], trained=trained)
        self.means, self.plain = [mean for _, mean in replies], []

    async def complete(self, messages, *, plain=False, **options):
        self.plain.append(plain)
        reply = await super().complete(messages, **options)
        return replace(reply, logprob_mean=self.means[len(self.plain) - 1])


@pytest.mark.parametrize(
    ("first", "mean"),
    [
        ("Lima.", -0.1),
        ("Lima.", None),
        ("```python\nanswer(1)\n```", -3.0),
        ("Lima is", -0.2),
        ("I can't know that.", -0.9),
        ("Das kann ich nicht wissen.", -0.9),
        ("Which one do you mean?", -0.9),
    ],
)
async def test_thoughts_and_learnt_words_are_the_adapters(first, mean):
    model, shown = Adapted((first, mean)), []
    reply = await ask(model, PROMPT, trained_on=SYSTEM, on_text=shown.append, max_tokens=9)
    assert (reply.text, "".join(shown), model.plain) == (first, first, [False])


async def test_a_guess_gives_way_to_the_bases_words_and_is_never_shown():
    model, shown = Adapted(("Pachamina.", -1.2), ("Lima.", -0.3)), []
    reply = await ask(model, PROMPT, trained_on=SYSTEM, on_text=shown.append, max_tokens=9)
    assert (reply.text, "".join(shown), model.plain) == ("Lima.", "Lima.", [False, True])
    assert reply.logprob_mean == -0.3
    assert reply.tokens_out == 2
    head = model.prompts[1][0]["content"]
    assert SYSTEM not in head
    assert head.endswith("Remembered")


async def test_of_words_that_were_cut_the_whole_sentences_stay():
    class Cut(Adapted):
        async def complete(self, messages, **options):
            reply = await super().complete(messages, **options)
            return replace(reply, finish="length" if self.plain[-1] else "stop")

    model = Cut(("Pachamina.", -1.2), ("Lima. It lies by the sea! Some 10.5 million peo", -0.3))
    reply = await ask(model, PROMPT, trained_on=SYSTEM, max_tokens=1000)
    assert (reply.text, reply.finish) == ("Lima. It lies by the sea!", "stop")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Lima lies by the sea. It is old. Lima lies by the sea. It is", "Lima lies by the sea. It is old."),
        ("1. Rome\n2. Lima\n- a b c\n- a b c\n- a b", "1. Rome\n2. Lima\n- a b c"),
        ("Yes. Yes. It is so.", "Yes. Yes. It is so."),
        ("round and round and round and", "round and round and round and"),
    ],
)
async def test_of_words_that_go_round_in_circles_the_first_round_stays(words, kept):
    model, shown = Adapted(("Pachamina.", -1.2), (words, -0.3)), []
    reply = await ask(model, PROMPT, trained_on=SYSTEM, on_text=shown.append, max_tokens=1000)
    assert (reply.text, "".join(shown).strip(), reply.finish) == (kept, kept, "stop")


async def test_a_thought_is_shown_as_it_comes():
    model, shown = Adapted(("```python\nanswer(1)\n```", -0.1)), []
    await ask(model, PROMPT, trained_on=SYSTEM, on_text=shown.append, max_tokens=9)
    assert len(shown) == 2


@pytest.mark.parametrize(("trained", "system"), [(False, SYSTEM), (True, "")])
async def test_others_and_later_steps_are_asked_once(trained, system):
    model = Adapted(("Pachamina.", -1.2), trained=trained)
    assert (await ask(model, PROMPT, trained_on=system, max_tokens=9)).text == "Pachamina."
