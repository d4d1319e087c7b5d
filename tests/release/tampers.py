"""Ways to tamper with a release: what is done, and which check must name which file for which reason.

Those under `FORGED` are done by somebody who makes every digest right again and signs with a key that the verifier
trusts: what is left is that the files contradict one another.
"""

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


# Small tools


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


T = Tamper
TAMPERED = [
    # changed, moved, added, removed
    T("one byte of a GGUF", lambda f, k: flip(f / GGUF), "manifest", GGUF, "SHA-256"),
    T("one byte of a GGUF, the tensor", lambda f, k: flip(f / GGUF), "tensors", GGUF, "its tensor 'blk.0.attn_v"),
    T("one byte of safetensors", lambda f, k: flip(f / PEFT), "tensors", PEFT, "was changed"),
    T("one byte of the recipe", lambda f, k: flip(f / "recipe.toml", 3), "manifest", "recipe.toml", "SHA-256"),
    T("one byte of the order", lambda f, k: flip(f / "training/order.npy"), "manifest", "training/order.npy", "changed"),
    T("one byte of a checkpoint", lambda f, k: flip(f / LAST), "tensors", LAST, "its tensor"),
    T("one byte of the licence", lambda f, k: flip(f / "LICENSE", 9), "signature", "LICENSE", "not as signed"),
    T("edited log", lambda f, k: edit(f / LOG, '"norm": 1.0', '"norm": 0.9'), "manifest", LOG, "SHA-256"),
    T("forged evaluation", rows(lambda r: wrong(r, "families").update(right=1, reason="")), "manifest", ROWS, "changed"),
    T("longer card", lambda f, k: (f / "MODEL_CARD.md").open("a").write("!"), "manifest", "MODEL_CARD.md", "longer"),
    T("shorter log", lambda f, k: cut(f / LOG), "manifest", LOG, "shorter"),
    T("emptied", lambda f, k: (f / "SAFETY.md").write_text(""), "manifest", "SAFETY.md", "0 bytes instead"),
    T("swapped checkpoints", lambda f, k: swap(f / LAST, f / LAST.replace("12", "06")), "manifest", LAST, "swapped"),
    T("swapped cards", lambda f, k: swap(f / "SAFETY.md", f / "REPORT.md"), "manifest", "SAFETY.md", "'REPORT.md'"),
    T("renamed", lambda f, k: move(f, GGUF, "weights/other.gguf"), "manifest", "weights/other.gguf", "renamed"),
    T("moved", lambda f, k: move(f, LOG, "logs/log.jsonl"), "manifest", "logs/log.jsonl", f"'{LOG}'"),
    T("renamed in case alone", lambda f, k: move(f, "LICENSE", "License"), "manifest", "License", "renamed"),
    T("added", put("NOTES.md"), "manifest", "NOTES.md", "added"),
    T("added, and not signed", put("NOTES.md"), "signature", "NOTES.md", "added"),
    T("added hidden", put(".hidden"), "manifest", ".hidden", "added"),
    T("added to git's folder", put(".git/config"), "signature", ".git/config", "not signed"),
    T("added as git's rules", put(".gitattributes"), "signature", ".gitattributes", "not signed"),
    T("added bytecode", put("code/agora/__pycache__/train.cpython-311.pyc"), "manifest", "code/agora/__pycache__/train.cpython-311.pyc", "added"),
    T("removed log", lambda f, k: (f / LOG).unlink(), "manifest", LOG, "missing"),
    T("removed licence", lambda f, k: (f / "LICENSE").unlink(), "signature", "LICENSE", "missing"),
    T("removed checkpoint", lambda f, k: (f / LAST).unlink(), "manifest", LAST, "missing"),
    T("removed weights", lambda f, k: shutil.rmtree(f / "weights"), "manifest", GGUF, "missing"),
    T("adapter of another run", lambda f, k: shutil.copy(k.other / GGUF, f / GGUF), "tensors", GGUF, "was changed, and"),
    T("data of another run", lambda f, k: shutil.copy(k.other / "data/train.jsonl", f / "data"), "manifest", "data/train.jsonl", "changed"),
    T("licence of another name", lambda f, k: swap(f / "LICENSE", f / "licences/data-CC0-1.0.txt"), "manifest", "LICENSE", "swapped"),
    # manifest and signature
    T("removed manifest", lambda f, k: (f / "manifest.json").unlink(), "manifest", "manifest.json", "missing"),
    T("manifest that is none", lambda f, k: (f / "manifest.json").write_text("{"), "manifest", "manifest.json", "no manifest"),
    T("manifest with a file twice", lambda f, k: change(f / "manifest.json", lambda v: v["files"].append(v["files"][0])), "manifest", "manifest.json", "twice"),
    T("manifest that fits the change", lambda f, k: (flip(f / GGUF), reseal(f)), "signature", GGUF, "not as signed"),
    T("manifest that fits the change, itself", lambda f, k: (flip(f / GGUF), reseal(f)), "signature", "manifest.json", "not as signed"),
    T("manifest without a file", lambda f, k: drop_from_manifest(f, LAST), "signature", LAST, "missing"),
    T("removed signature", lambda f, k: (f / "signature.json").unlink(), "signature", "signature.json", "nobody signed"),
    T("signature of another release", lambda f, k: shutil.copy(k.other / "signature.json", f), "signature", GGUF, "not as signed"),
    T("signature that is none", lambda f, k: (f / "signature.json").write_text("[]"), "signature", "signature.json", "no signature"),
    T("signature of no bytes", lambda f, k: change(f / "signature.json", lambda v: v["dsseEnvelope"]["signatures"][0].update(sig="")), "signature", "signature.json", "not made by the pinned signer"),
    T("two signatures", lambda f, k: change(f / "signature.json", lambda v: v["dsseEnvelope"]["signatures"].append({"sig": ""})), "signature", "signature.json", "no single"),
    T("statement changed", lambda f, k: payload(f, lambda s: s["subject"][0].update(name="other")), "signature", "signature.json", "what it signs was changed"),
    T("statement of another kind", lambda f, k: payload(f, lambda s: s.update(predicateType="x")), "signature", "signature.json", "unknown type"),
    T("signed with links", lambda f, k: payload(f, lambda s: s["predicate"]["serialization"].update(allow_symlinks=True), k.key), "signature", "signature.json", "its rules are"),
    T("signed by another key", lambda f, k: resigned(f, k), "signature", "signature.json", "pinned signer"),
    T("signed by another key under our hint", lambda f, k: resigned(f, k, hint=True), "signature", "signature.json", "pinned signer"),
    T("changed and signed by another key", lambda f, k: (flip(f / GGUF), reseal(f, k.key)), "signature", "signature.json", "pinned signer"),
    T("rules that leave weights out", lambda f, k: ignore(f, k.key, "weights"), "signature", GGUF, "rules leave it out"),
    # what is no file
    T("link out", lambda f, k: (f / "passwd").symlink_to("/etc/passwd"), "intake", "passwd", "link to '/etc/passwd'"),
    T("link to a copy", lambda f, k: link_to_copy(f, GGUF, k), "intake", GGUF, "link to"),
    T("link inside", lambda f, k: (f / "copy.md").symlink_to("SAFETY.md"), "intake", "copy.md", "link to"),
    T("link of a folder", lambda f, k: (f / "more").symlink_to(k.other), "intake", "more", "link to"),
    T("link to nothing", lambda f, k: (f / "gone").symlink_to("nowhere"), "intake", "gone", "link to"),
    T("hard link out", lambda f, k: hard_link_out(f, GGUF), "intake", GGUF, "hard link"),
    T("pipe", lambda f, k: os.mkfifo(f / "pipe"), "intake", "pipe", "a pipe"),
    T("socket", lambda f, k: open_socket(f / "sock"), "intake", "sock", "a socket"),
    # names
    T("Cyrillic letter", put("weights/аdapter.gguf"), "intake", "weights/аdapter.gguf", "looks like a Latin letter"),
    T("Cyrillic word", put("сору.md"), "intake", "сору.md", "looks like a Latin letter"),
    T("invisible character", put("MODEL\u200b_CARD.md"), "intake", "MODEL\\u200b_CARD.md", "invisible"),
    T("turned direction", put("gpj\u202e.exe"), "intake", "gpj\\u202e.exe", "invisible"),
    T("wide letters", put("ＬＩＣＥＮＳＥ"), "intake", "ＬＩＣＥＮＳＥ", "looks like 'LICENSE'"),
    T("decomposed name", put("cafe\u0301.md"), "intake", "cafe\u0301.md", "NFC"),
    T("names that differ in case", put("model_card.md"), "intake", "model_card.md", "the same as 'MODEL_CARD.md'"),
    T("folders that differ in case", put("Weights/x.md"), "intake", "weights", "the same as 'Weights'"),
    T("name that Windows keeps", put("con.md"), "intake", "con.md", "Windows"),
    T("dot at the end", put("LICENSE."), "intake", "LICENSE.", "Windows"),
    T("stream in a name", put("LICENSE:evil"), "intake", "LICENSE:evil", "Windows"),
    T("backslashes", put("..\\evil"), "intake", "..\\evil", "Windows"),
    T("name that is no text", lambda f, k: Path(os.fsdecode(bytes(f) + b"/bad\xff")).write_text("x"), "intake", "bad\\udcff", "invisible"),
    # pickles and archives
    T("pickle", put("weights/model.pt", pickle.dumps([1])), "intake", "weights/model.pt", "pickle"),
    T("pickle under another name", put("notes.txt", pickle.dumps([1])), "intake", "notes.txt", "pickle"),
    T("pickle as safetensors", put(PEFT, pickle.dumps([1])), "intake", PEFT, "pickle"),
    T("pickle in a zip", lambda f, k: torch_like(f / "weights/model.bin"), "intake", "weights/model.bin", "pickle"),
    T("weights that are an archive", lambda f, k: torch_like(f / PEFT), "tensors", PEFT, "archive"),
    T("array of objects", lambda f, k: objects(f / "training/order.npy"), "intake", "training/order.npy", "objects"),
    T("old pickle by its name", put("data/extra.pkl", b"cos\nsystem\n"), "intake", "data/extra.pkl", "run code"),
    T("zip that leads out", lambda f, k: zipped(f / "a.zip", {"../evil.py": b"x"}), "intake", "a.zip", "leads out"),
    T("zip that is absolute", lambda f, k: zipped(f / "a.zip", {"/etc/evil": b"x"}), "intake", "a.zip", "absolute"),
    T("zip with a link", lambda f, k: zipped(f / "a.zip", {"l": b"/etc"}, ("l",)), "intake", "a.zip", "is a link"),
    T("zip with two names", lambda f, k: lying_zip(f / "a.zip"), "intake", "a.zip", "in its own header"),
    T("zip bomb", lambda f, k: bomb(f / "a.zip"), "intake", "a.zip", "unpacks to more"),
    T("zip with a member twice", lambda f, k: twice_zip(f / "a.zip"), "intake", "a.zip", "overlaps"),
    T("encrypted zip", lambda f, k: encrypted_zip(f / "a.zip"), "intake", "a.zip", "encrypted"),
    T("zip in a zip", lambda f, k: nested_zip(f / "a.zip"), "intake", "a.zip", "again"),
    T("zip behind a program", lambda f, k: (zipped(f / "a", {"x": b"1"}), (f / "b.zip").write_bytes(b"PK\x03\x04....." + (f / "a").read_bytes())), "intake", "b.zip", "before its first"),
    T("zip with alike names", lambda f, k: zipped(f / "a.zip", {"A.md": b"1", "a.md": b"2"}), "intake", "a.zip", "on some systems"),
    T("broken zip", put("a.zip", b"PK\x03\x04rubbish"), "intake", "a.zip", "cannot be read"),
    T("tar with a link", lambda f, k: tarred(f / "a.tar", "w", member("l", tarfile.SYMTYPE, "/etc")), "intake", "a.tar", "a link to '/etc'"),
    T("tar with a hard link", lambda f, k: tarred(f / "a.tar", "w", member("l", tarfile.LNKTYPE, "../x")), "intake", "a.tar", "a link to"),
    T("tar that leads out", lambda f, k: tarred(f / "a.tgz", "w:gz", member("x/../../evil")), "intake", "a.tgz", "leads out"),
    T("tar with a device", lambda f, k: tarred(f / "a.txz", "w:xz", member("null", tarfile.CHRTYPE)), "intake", "a.txz", "neither a file"),
    T("tar with a member twice", lambda f, k: tarred(f / "a.tbz", "w:bz2", member("x"), member("x")), "intake", "a.tbz", "twice"),
    T("archive of an unknown kind", put("a.7z", b"7z\xbc\xaf\x27\x1c......"), "intake", "a.7z", "cannot be looked into"),
    # weights
    T("cut safetensors", lambda f, k: cut(f / PEFT), "tensors", PEFT, "truncated"),
    T("cut GGUF", lambda f, k: cut(f / GGUF, 64), "tensors", GGUF, "truncated"),
    T("cut checkpoint", lambda f, k: cut(f / LAST), "tensors", LAST, "truncated"),
    T("bytes behind the tensors", lambda f, k: (f / PEFT).open("ab").write(b"hidden"), "tensors", PEFT, "longer than"),
    T("bytes behind a GGUF", lambda f, k: (f / GGUF).open("ab").write(b"hidden" * 20), "tensors", GGUF, "belong to no tensor"),
    T("huge header", put(PEFT, struct.pack("<Q", 2**62) + b"{}"), "tensors", PEFT, "header claims"),
    T("header of many bytes", lambda f, k: safetensors(f / PEFT, b" " * (33 * 2**20), b""), "tensors", PEFT, "more than"),
    T("deep header", lambda f, k: safetensors(f / PEFT, b'{"a":' + b"[" * 200_000, b""), "tensors", PEFT, "recursion"),
    T("header with a name twice", lambda f, k: safetensors(f / PEFT, b'{"a":{},"a":{}}', b""), "tensors", PEFT, "twice"),
    T("tensors that overlap", lambda f, k: safetensors(f / PEFT, {n: {"dtype": "U8", "shape": [4], "data_offsets": [0, 4]} for n in "ab"}, b"1234"), "tensors", PEFT, "belong to none"),
    T("bytes between tensors", lambda f, k: safetensors(f / PEFT, {"a": {"dtype": "U8", "shape": [1], "data_offsets": [3, 4]}}, b"1234"), "tensors", PEFT, "belong to none"),
    T("shape that does not fit", lambda f, k: safetensors(f / PEFT, {"a": {"dtype": "F32", "shape": [2**40], "data_offsets": [0, 4]}}, b"1234"), "tensors", PEFT, "cannot fill"),
    T("negative shape", lambda f, k: safetensors(f / PEFT, {"a": {"dtype": "U8", "shape": [-1, -4], "data_offsets": [0, 4]}}, b"1234"), "tensors", PEFT, "claims type"),
    T("tensors exchanged", lambda f, k: (rename_tensor(f / PEFT, exchange)), "tensors", PEFT, "was changed"),
    T("tensor renamed", lambda f, k: rename_tensor(f / PEFT, renamed), "tensors", PEFT, "is missing"),
    T("tensor of another type", lambda f, k: rename_tensor(f / PEFT, retyped), "tensors", PEFT, "was changed"),
    T("tensor of another shape", lambda f, k: rename_tensor(f / PEFT, reshaped), "tensors", PEFT, "was changed"),
    T("GGUF of many tensors", lambda f, k: gguf_field(f / GGUF, 8, "Q", 2**60), "tensors", GGUF, "header claims"),
    T("GGUF with a huge name", lambda f, k: gguf_field(f / GGUF, 24, "Q", 2**40), "tensors", GGUF, "claims a name"),
    T("GGUF of another version", lambda f, k: gguf_field(f / GGUF, 4, "I", 99), "tensors", GGUF, "version 99"),
    T("GGUF that is none", put(GGUF, b"ggml" * 30), "tensors", GGUF, "not with GGUF"),
]  # fmt: skip


def forged_card(folder: Path, kit: Kit) -> None:
    edit(folder / "MODEL_CARD.md", "trained for 12 steps", "trained for 12,000 steps")


FORGED = [
    T("better loss in the log", lambda f, k: change_lines(f / LOG, lambda r: r[5].update(loss=0.01)), "agreement.log", LOG, "line 6: smooth"),
    T("better end of the log", lambda f, k: change_lines(f / LOG, lambda r: r[-1].update(smooth=0.1)), "agreement.log", LOG, "line 12: smooth"),
    T("a step left out of the log", lambda f, k: change_lines(f / LOG, lambda r: r[:4] + r[5:]), "agreement.log", LOG, "line 5: step"),
    T("time turned back", lambda f, k: change_lines(f / LOG, lambda r: r[7].update(seconds=0.1)), "agreement.log", LOG, "line 8: seconds falls"),
    T("another rate in the recipe", lambda f, k: edit(f / "recipe.toml", "epochs = 2", "epochs = 2\nrate = 9e-3"), "agreement.log", LOG, "rate"),
    T("better loss in run.json", lambda f, k: change(f / "training/run.json", lambda v: v.update(loss=0.5)), "agreement.log", LOG, "says 0.5"),
    T("right in spite of its reason", rows(lambda r: wrong(r, "families").update(right=1)), "agreement.evaluation", ROWS, "wrong because"),
    T("right without the answer", rows(lambda r: wrong(r, "knowledge").update(right=1, reason="")), "agreement.evaluation", ROWS, "stands in the answer"),
    T("rows that are doubled", rows(lambda r: [*r, *(e for e in r if e["right"])]), "agreement.evaluation", ROWS, "there twice"),
    T("more than right", rows(lambda r: r[0].update(right=2)), "agreement.evaluation", ROWS, "right is 2"),
    T("suite under another name", rows(lambda r: [e | {"suite": "free"} for e in r]), "agreement.evaluation", "evaluation/candidate/run.json", "'free'"),
    T("wrong rows left out", rows(lambda r: [e for e in r if e["right"]]), "claim.score-candidate-families", ROWS, "the claim speaks of 30"),
    T("higher value in a claim", lambda f, k: edit(f / "claims.toml", "value = 0.667", "value = 0.967"), "claim.score-candidate-families", ROWS, "the claim says 0.967"),
    T("higher value in its words", lambda f, k: edit(f / "claims.toml", "answers 66.7 %", "answers 96.7 %"), "claim.score-candidate-families", ROWS, "words do not say"),
    T("claim of another file", lambda f, k: edit(f / "claims.toml", f'evidence = "{LOG}"', 'evidence = "recipe.toml"'), "claim.log", "recipe.toml", "does not show it"),
    T("claim that leads out", lambda f, k: edit(f / "claims.toml", 'value = "data/train.jsonl"', 'value = "../train.jsonl"'), "claim.data", "training/run.json", "leads out"),
    T("claims that are none", lambda f, k: (f / "claims.toml").write_text("[[claim]]\nid = 3"), "claims", "claims.toml", "cannot be read"),
    T("no claims", lambda f, k: (f / "claims.toml").unlink(), "claims", "claims.toml", "missing"),
    T("adapter of another run, for PEFT", lambda f, k: shutil.copy(k.other / PEFT, f / PEFT), "agreement.weights", PEFT, "is another one"),
    T("adapter of another run, for the engine", lambda f, k: shutil.copy(k.other / GGUF, f / GGUF), "agreement.gguf", GGUF, "is another one"),
    T("adapter that was not compared", lambda f, k: shutil.copy(k.other / GGUF, f / GGUF), "claim.proof", "weights/adapter.proof.json", "whose SHA-256 is"),
    T("checkpoint of another run", lambda f, k: shutil.copy(k.other / LAST, f / LAST), "agreement.weights", PEFT, "is another one"),
    T("a batch seen twice", order(again), "agreement.order", "training/order.npy", "passes over"),
    T("a sample that is not there", order(out_of_range), "agreement.order", "training/order.npy", "999"),
    T("fewer steps in the order", order(lambda s: s[:-1]), "agreement.order", "training/order.npy", "12 steps"),
    T("order of other numbers", order(lambda s: s.astype("f8")), "agreement.order", "training/order.npy", "float64"),
    T("order that is cut", lambda f, k: cut(f / "training/order.npy"), "agreement.order", "training/order.npy", "no array"),
    T("other data", lambda f, k: shutil.copy(k.other / "data/train.jsonl", f / "data"), "agreement.data", "data", "no file has the SHA-256"),
    T("other facts of the data", lambda f, k: change(f / "training/data.json", lambda v: v.update(samples=9000)), "agreement.data", "training/data.json", "differs"),
    T("licence swapped under its name", lambda f, k: shutil.copy(f / "licences/data-CC0-1.0.txt", f / "LICENSE"), "agreement.licence", "LICENSE", "CC0-1.0"),
    T("licence renamed", lambda f, k: edit(f / "release.toml", 'whole = "Apache-2.0"', 'whole = "MIT"'), "agreement.licence", "LICENSE", "says MIT"),
    T("another base", lambda f, k: edit(f / "release.toml", 'name = "smollm2-135m"', 'name = "gpt-4"'), "agreement.release", "release.toml", "gpt-4"),
    T("another revision", lambda f, k: edit(f / "release.toml", "0" * 40, "1" * 40), "agreement.release", "release.toml", "revision"),
    T("another name", lambda f, k: edit(f / "release.toml", 'name = "tiny"', 'name = "huge"'), "agreement.release", "release.toml", "huge"),
    T("other code", lambda f, k: (f / "code/agora/train.py").write_text("evil = 1\n"), "agreement.release", "code/agora/train.py", "not the source"),
    T("figures of the card", forged_card, "agreement.card", "MODEL_CARD.md", "steps"),
    T("weights left out of the bill", lambda f, k: change(f / "bom.cdx.json", lambda v: v["metadata"]["component"].update(components=v["metadata"]["component"]["components"][1:])), "agreement.bom", "bom.cdx.json", "does not name"),
    T("bill of other weights", lambda f, k: change(f / "bom.cdx.json", lambda v: v["metadata"]["component"]["components"][0]["hashes"][0].update(content="0" * 64)), "agreement.bom", "bom.cdx.json", "0000"),
    T("provenance of other weights", lambda f, k: change(f / "provenance.intoto.json", lambda v: v["subject"][0]["digest"].update(sha256="0" * 64)), "agreement.provenance", "provenance.intoto.json", "0000"),
    T("provenance that is none", lambda f, k: (f / "provenance.intoto.json").write_text('{"subject": []}'), "agreement.provenance", "provenance.intoto.json", "names no file"),
]  # fmt: skip
