"""Weights without trust: what is whole is found as the formats' own libraries find it, rubbish is refused."""

import json
import struct
from contextlib import suppress
from pathlib import Path

import numpy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.release.forging import GGUF, PEFT

from agora.release.gguf import TYPES
from agora.release.hashing import digest
from agora.release.intake import take_in
from agora.release.tensors import TensorFault, read_tensors, tensor_digests

_FUZZ = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_types_are_those_of_the_formats_own_library() -> None:
    gguf = pytest.importorskip("gguf")
    sizes = {int(kind): (kind.name, *gguf.GGML_QUANT_SIZES[kind]) for kind in gguf.GGMLQuantizationType}
    assert {kind: TYPES[kind] for kind in sizes} == sizes


def test_tensors_lie_where_the_formats_own_libraries_find_them(built: Path) -> None:
    gguf = pytest.importorskip("gguf")
    from safetensors.numpy import load_file

    peft, adapter = built / "release" / PEFT, built / "release" / GGUF
    found = {each.name: each for each in read_tensors(peft)}
    for name, rows in load_file(peft).items():
        at = found.pop(name)
        assert at.shape == rows.shape
        assert peft.read_bytes()[at.start : at.start + at.size] == rows.tobytes()
    assert not found
    known = {each.name: each for each in gguf.GGUFReader(adapter).tensors}
    for at in read_tensors(adapter):
        assert adapter.read_bytes()[at.start : at.start + at.size] == known.pop(at.name).data.tobytes()
    assert not known


def test_a_digest_covers_name_type_shape_and_bytes(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    def digests(**tensors: numpy.ndarray) -> list[object]:
        path = tmp_path / "x.safetensors"
        save_file(tensors, path)
        return list(tensor_digests(path, read_tensors(path)))

    rows = numpy.zeros((2, 6), "f4")
    others = [digests(b=rows), digests(a=rows.view("i4")), digests(a=rows.reshape(3, 4)), digests(a=rows + 1)]
    assert digests(a=rows) == digests(a=rows.copy())
    assert all(other != digests(a=rows) for other in others)


def _read(path: Path) -> None:
    """Read a file as the check does; only a fault is allowed."""
    with suppress(TensorFault):
        tensor_digests(path, read_tensors(path))
    assert isinstance(take_in(path.parent).faults, list)


@_FUZZ
@given(st.binary(max_size=200), st.sampled_from([".gguf", ".safetensors"]), st.booleans())
def test_rubbish_is_refused_in_words(tmp_path: Path, data: bytes, suffix: str, led: bool) -> None:
    head = b"GGUF\x03\0\0\0" if suffix == ".gguf" else struct.pack("<Q", len(data))
    path = tmp_path / f"x{suffix}"
    path.write_bytes(head + data if led else data)
    _read(path)


@_FUZZ
@given(st.data(), st.sampled_from([GGUF, PEFT]))
def test_a_file_with_some_bytes_changed_is_read_or_refused(
    built: Path, tmp_path: Path, data: st.DataObject, name: str
) -> None:
    whole = bytearray((built / "release" / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, min(700, len(whole) - 1)))] = data.draw(st.integers(0, 255))
    path = tmp_path / Path(name).name
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))] if data.draw(st.booleans()) else whole)
    _read(path)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@_FUZZ
@given(st.dictionaries(st.text(max_size=5), _VALUES, max_size=4), st.binary(max_size=16), st.data())
def test_a_header_of_any_json_is_read_or_refused(
    tmp_path: Path, header: object, rest: bytes, data: st.DataObject
) -> None:
    if isinstance(header, dict) and data.draw(st.booleans()):
        kind = data.draw(st.sampled_from(["F32", "U8", 3, None]))
        header["t"] = {"dtype": kind, "shape": data.draw(_VALUES), "data_offsets": data.draw(_VALUES)}
    text = json.dumps(header).encode()
    path = tmp_path / "x.safetensors"
    path.write_bytes(struct.pack("<Q", len(text)) + text + rest)
    _read(path)


@pytest.mark.parametrize("size", [0, 1, 2**20 - 1, 2**20, 2**20 + 1, 3 * 2**20 + 5])
def test_a_digest_is_that_of_the_whole_file(tmp_path: Path, size: int) -> None:
    import hashlib

    path = tmp_path / "x"
    path.write_bytes(bytes(i % 251 for i in range(997)) * (size // 997 + 1))
    with path.open("r+b") as file:
        file.truncate(size)
    assert digest(path) == hashlib.sha256(path.read_bytes()).hexdigest()
