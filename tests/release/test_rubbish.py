"""Whatever stands in a release's records, the check ends in lines, never in a traceback."""

import json
import shutil
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from agora.release import Verdict
from agora.release.claims import check_claims
from agora.release.integrity import check_integrity

_RECORDS = (
    "manifest.json", "signature.json", "claims.toml", "release.toml", "recipe.toml", "training/run.json",
    "training/data.json", "training/log.jsonl", "training/order.npy", "evaluation/candidate/run.json",
    "evaluation/candidate/rows.jsonl", "code/SOURCE.json", "bom.cdx.json", "provenance.intoto.json",
    "LICENSE", "MODEL_CARD.md", "weights/adapter.gguf", "weights/adapter.proof.json",
)  # fmt: skip
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


# An example takes a tenth of a second: to make a failing one smaller would take minutes.
@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.sampled_from(_RECORDS), st.data())
def test_a_record_of_rubbish_is_said_to_be_it(
    built: Path, tmp_path: Path, name: str, data: st.DataObject
) -> None:
    folder = tmp_path / "given"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(built / "release", folder)
    _spoil(folder / name, data)
    changed = (folder / name).read_bytes() != (built / "release" / name).read_bytes()
    lines = check_integrity(folder, signer=built / "key.pub") + check_claims(folder)
    if changed and name != "signature.json":
        places = {each.place for line in lines if line.verdict is Verdict.FAIL for each in line.evidence}
        assert name in places


def _spoil(path: Path, data: st.DataObject) -> None:
    """Replace a value inside a record, or some of its bytes, or all of it."""
    whole = bytearray(path.read_bytes())
    how = data.draw(st.sampled_from(["value", "bytes", "all"]))
    if how == "value" and path.suffix == ".json":
        told = json.loads(whole)
        place = told
        while isinstance(place, dict | list) and place:
            key = data.draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))
            if not isinstance(place[key], dict | list) or data.draw(st.booleans()):
                place[key] = data.draw(_VALUES)
                break
            place = place[key]
        path.write_text(json.dumps(told))
    elif how == "bytes":
        for _ in range(data.draw(st.integers(1, 3))):
            whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
        path.write_bytes(whole)
    else:
        path.write_bytes(
            data.draw(st.binary(max_size=60) | _VALUES.map(lambda each: json.dumps(each).encode()))
        )
