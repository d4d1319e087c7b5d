"""Tools of a forger, by which `tampers` changes a release: bytes, archives, headers, digests, signatures."""

import base64
import hashlib
import io
import json
import os
import pickle
import shutil
import socket
import struct
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from agora.release.claimfile import read_claims, write_claims
from agora.release.intake import take_in
from agora.release.manifest import hashed, weigh, write_manifest
from agora.release.signing import sign

GGUF, PEFT = "weights/adapter.gguf", "weights/adapter_model.safetensors"
LOG, ROWS, LAST = (
    "training/log.jsonl",
    "evaluation/candidate/rows.jsonl",
    "training/checkpoints/00000012.safetensors",
)


@dataclass
class Kit:
    """What a forger has beside the release: a release of another run, and a key of their own."""

    other: Path
    key: Path


@dataclass(frozen=True)
class Tamper:
    """One way."""

    name: str
    do: Callable[[Path, Kit], Any]
    check: str
    file: str
    why: str


def flip(path: Path, at: int = -1) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def cut(path: Path, count: int = 7) -> None:
    path.write_bytes(path.read_bytes()[:-count])


def swap(one: Path, other: Path) -> None:
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1))


def change(path: Path, how: Callable[[Any], Any]) -> None:
    """Change what a JSON file holds."""
    value = json.loads(path.read_text())
    value = how(value) or value
    path.write_text(json.dumps(value, indent=1) + "\n")


def change_lines(path: Path, how: Callable[[list[Any]], Any]) -> None:
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    lines = how(lines) or lines
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))


def zipped(path: Path, members: dict[str, bytes], links: tuple[str, ...] = ()) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (0o120777 if name in links else 0o100644) << 16
            archive.writestr(info, data)


def tarred(path: Path, mode: str, *members: tarfile.TarInfo) -> None:
    with tarfile.open(path, mode) as tar:
        for member in members:
            tar.addfile(member, io.BytesIO(b"x" * member.size))


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    info.size = 3 if kind == tarfile.REGTYPE else 0
    return info


def safetensors(path: Path, header: Any, data: bytes) -> None:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def rename_tensor(path: Path, how: Callable[[dict[str, Any]], None]) -> None:
    """Change the header of a safetensors file and leave the bytes as they are."""
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    how(header)
    safetensors(path, header, data[8 + length :])


def first_tensors(header: dict[str, Any]) -> tuple[str, str]:
    """Return two tensors of one shape."""
    names = sorted(name for name in header if name.endswith("lora_A.weight"))
    return names[0], names[1]


def exchange(header: dict[str, Any]) -> None:
    one, other = first_tensors(header)
    header[one], header[other] = header[other], header[one]


def renamed(header: dict[str, Any]) -> None:
    one, _ = first_tensors(header)
    header[one.replace("layers.0", "layers.1")] = header.pop(one)


def retyped(header: dict[str, Any]) -> None:
    header[first_tensors(header)[0]]["dtype"] = "I32"


def reshaped(header: dict[str, Any]) -> None:
    header[first_tensors(header)[0]]["shape"].reverse()


def reseal(folder: Path, key: Path | None = None) -> None:
    """Make every digest right again, and sign with a key if one is given."""
    claims = [
        claim.model_copy(
            update={"sha256": hashlib.sha256((folder / claim.evidence).read_bytes()).hexdigest()}
        )
        for claim in read_claims(folder)
    ]
    write_claims(folder, claims)
    found = take_in(folder)
    sums = hashed(found)
    for name in ("bom.cdx.json", "provenance.intoto.json"):
        text = (folder / name).read_text()
        for entry in json.loads((folder / "manifest.json").read_text())["files"]:
            text = text.replace(entry["sha256"], sums.get(entry["path"], entry["sha256"]))
        (folder / name).write_text(text)
    found = take_in(folder)
    write_manifest(folder, hashed(found), found.files, weigh(found))
    if key is not None:
        sign(folder, key)


def payload(folder: Path, how: Callable[[dict[str, Any]], Any], key: Path | None = None) -> None:
    """Change the statement in the bundle; with a key, sign it again."""
    place = folder / "signature.json"
    bundle = json.loads(place.read_text())
    statement = json.loads(base64.b64decode(bundle["dsseEnvelope"]["payload"]))
    how(statement)
    data = json.dumps(statement).encode()
    bundle["dsseEnvelope"]["payload"] = base64.b64encode(data).decode()
    if key is not None:
        private: Any = serialization.load_pem_private_key(key.read_bytes(), None)
        kind = b"application/vnd.in-toto+json"
        text = b"DSSEv1 %d %s %d " % (len(kind), kind, len(data)) + data
        signature = private.sign(text, ec.ECDSA(hashes.SHA256()))
        bundle["dsseEnvelope"]["signatures"][0]["sig"] = base64.b64encode(signature).decode()
    place.write_text(json.dumps(bundle))


def ignore(folder: Path, key: Path, rule: str) -> None:
    """Sign rules that leave a folder out, and change what lies there."""

    def leave_out(statement: dict[str, Any]) -> None:
        predicate = statement["predicate"]
        predicate["serialization"]["ignore_paths"] = ["signature.json", rule]
        predicate["resources"] = [
            each for each in predicate["resources"] if not each["name"].startswith(rule)
        ]

    payload(folder, leave_out, key)


def drop_from_manifest(folder: Path, name: str) -> None:
    change(
        folder / "manifest.json",
        lambda value: value["files"].remove(next(f for f in value["files"] if f["path"] == name)),
    )
    (folder / name).unlink()


def torch_like(path: Path) -> None:
    zipped(path, {"model/data.pkl": pickle.dumps([1]), "model/data/0": b"1234"})


def lying_zip(path: Path) -> None:
    zipped(path, {"readme.txt": b"hello"})
    data = path.read_bytes()
    path.write_bytes(data.replace(b"readme.txt", b"../evil.py", 1))


def encrypted_zip(path: Path) -> None:
    zipped(path, {"secret.txt": b"hello"})
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)


def bomb(path: Path) -> None:
    zipped(path, {"big.txt": b"small"})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 3 * 2**30)
    path.write_bytes(data)


def twice_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", b"one")
        archive.filelist.append(archive.filelist[0])


def nested_zip(path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x.txt", b"x")
    zipped(path, {"inner.zip": inner.getvalue()})


def gguf_field(path: Path, at: int, kind: str, value: int) -> None:
    data = bytearray(path.read_bytes())
    struct.pack_into("<" + kind, data, at, value)
    path.write_bytes(data)


def open_socket(path: Path) -> None:
    # A socket's name may be 108 bytes long: bind it by a short one.
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def link_to_copy(folder: Path, name: str, kit: Kit) -> None:
    outside = kit.key.parent / "outside"
    shutil.copyfile(folder / name, outside)
    (folder / name).unlink()
    (folder / name).symlink_to(outside)


def hard_link_out(folder: Path, name: str) -> None:
    (folder.parent / "elsewhere").hardlink_to(folder / name)


def put(name: str, data: bytes = b"hello\n") -> Callable[[Path, Kit], None]:
    def do(folder: Path, kit: Kit) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    return do


def resigned(folder: Path, kit: Kit, hint: bool = False) -> None:
    before = json.loads((folder / "signature.json").read_text())["verificationMaterial"]["publicKey"]["hint"]
    sign(folder, kit.key)
    if hint:
        change(
            folder / "signature.json", lambda v: v["verificationMaterial"]["publicKey"].update(hint=before)
        )


def objects(path: Path) -> None:
    numpy.save(path, numpy.array([{"a": 1}], dtype=object), allow_pickle=True)


def move(folder: Path, name: str, to: str) -> None:
    (folder / to).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).rename(folder / to)


def rows(how: Callable[[list[Any]], Any]) -> Callable[[Path, Kit], None]:
    return lambda folder, kit: change_lines(folder / ROWS, how)


def wrong(lines: list[Any], suite: str) -> Any:
    return next(line for line in lines if line["suite"] == suite and not line["right"])


def order(how: Callable[[Any], Any]) -> Callable[[Path, Kit], None]:
    def do(folder: Path, kit: Kit) -> None:
        place = folder / "training/order.npy"
        numpy.save(place, how(numpy.load(place)))

    return do


def again(steps: Any) -> Any:
    steps[0] = steps[1]
    return steps


def out_of_range(steps: Any) -> Any:
    steps[0, 0] = 999
    return steps
