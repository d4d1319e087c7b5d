"""What is trained on is said in many ways; what is measured stays as it is."""

from random import Random

from agora.evals.splits import every_family, load_splits, wordings
from agora.evals.varying import varied

TEMPLATE = "If I have <n> kids, how many of the <k> sweets does each get?"


def test_variants_keep_every_value_and_differ() -> None:
    said = {varied(TEMPLATE, [TEMPLATE], Random(n)) for n in range(200)}
    assert len(said) > 10
    assert all(each.count("<n>") == each.count("<k>") == 1 for each in said)


def test_no_variant_comes_down_to_another_wording() -> None:
    held = "Delete <p>."
    said = {varied("Remove <p>.", ["Remove <p>.", held, "Take out <p>"], Random(n)) for n in range(200)}
    assert said == {"Remove <p>.", "Drop <p>."}


def test_only_training_is_varied_and_never_into_what_is_held_out() -> None:
    families, splits = every_family(), load_splits()
    for name in sorted(families)[::25]:
        made = families[name]
        held = made.task("heldout", 1)
        assert held.message == made.task("heldout", 1).message
        if splits.of(name) == "train" and held.wording and "<" not in held.wording:
            trained = {made.task("train", seed).message.lower().strip(" .?!") for seed in range(30)}
            assert held.wording.lower().strip(" .?!") not in trained, name
        assert all(isinstance(each, str) for each in wordings(made))
