"""What is trained on is said in many ways; what is measured stays as it is."""

from random import Random

from agora.evals.splits import every_family, load_splits
from agora.evals.suites import items
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
    differ = 0
    for name in sorted(families)[::25]:
        made = families[name]
        plain, loose = ([made.task("train", n, varies=v).message for n in range(30)] for v in (False, True))
        differ += plain != loose
        held = made.task("heldout", 1).wording
        if splits.of(name) == "train" and held and "<" not in held:
            assert held.lower().strip(" .?!") not in {each.lower().strip(" .?!") for each in loose}, name
    assert differ > 20


def test_no_suite_asks_what_is_varied() -> None:
    for suite in ("families", "validation", "wordings"):
        for item in items(suite, limit=120):
            again = every_family()[item.family].task(item.split, item.seed)
            assert (item.task.message, again.wording) == (again.message, item.task.wording)
