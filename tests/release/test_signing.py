"""Keys and signatures: others' tools read ours, the private key stays private, and who signs is said."""

import json
import shutil
import stat
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from agora.errors import AgoraError, UsageError
from agora.release import Verdict
from agora.release.integrity import check_integrity
from agora.release.signature import SigstoreSigner, read_signature, read_signer
from agora.release.signing import make_key, sign


def test_model_signings_own_verifier_accepts_a_release_and_refuses_a_changed_one(
    release: Path, signer: Path
) -> None:
    from model_signing import hashing, verifying

    def verify() -> None:
        rules = hashing.Config().use_file_serialization().set_ignored_paths(paths=[], ignore_git_paths=False)
        config = verifying.Config().use_elliptic_key_verifier(public_key=signer).set_hashing_config(rules)
        config.verify(release, release / "signature.json")

    verify()
    (release / "SAFETY.md").write_text("All is safe.")
    with pytest.raises(ValueError, match=r"SAFETY\.md"):
        verify()


def test_what_model_signing_signs_by_its_own_rules_is_read(release: Path, built: Path) -> None:
    from model_signing import signing

    (release / "signature.json").unlink()
    signing.Config().use_elliptic_key_signer(private_key=built / "key").sign(release, release / "model.sig")
    line = check_integrity(release, signer=built / "key.pub")[-1]
    assert (line.check, line.verdict) == ("signature", Verdict.PASS)
    (release / ".github").mkdir()
    (release / ".github" / "evil.yml").write_text("x")
    line = check_integrity(release, signer=built / "key.pub")[-1]
    assert line.verdict is Verdict.FAIL
    assert "own rules leave it out" in line.why


def test_a_private_key_is_its_owners_alone_and_never_overwritten(tmp_path: Path) -> None:
    public = make_key(tmp_path / "key")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert b"PRIVATE" in (tmp_path / "key").read_bytes()
    assert b"PRIVATE" not in public.read_bytes()
    for name in ("key", "key.pub"):
        (tmp_path / name).rename(tmp_path / "kept")
        with pytest.raises(UsageError, match="there already"):
            make_key(tmp_path / "key")
        (tmp_path / "kept").rename(tmp_path / name)
    with pytest.raises(UsageError, match="cannot be written"):
        make_key(tmp_path / "nowhere" / "key")


def test_a_key_in_the_release_or_none_at_all_signs_nothing(release: Path, built: Path) -> None:
    shutil.copy(built / "key", release / "key")
    with pytest.raises(UsageError, match="lies in the release"):
        sign(release, release / "key")
    with pytest.raises(AgoraError, match="cannot be signed"):
        sign(release, built / "key.pub")
    with pytest.raises(UsageError, match="no folder"):
        sign(release / "nothing", built / "key")


@pytest.mark.parametrize(
    "text", ["", "identity = 3", "-----BEGIN PUBLIC KEY-----\nxx\n-----END PUBLIC KEY-----\n"]
)
def test_a_file_that_names_no_signer_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "who").write_text(text)
    with pytest.raises(UsageError, match="names no signer"):
        read_signer(tmp_path / "who")


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives import serialization as pem
    from cryptography.hazmat.primitives.asymmetric import ed25519

    public = ed25519.Ed25519PrivateKey.generate().public_key()
    (tmp_path / "who").write_bytes(
        public.public_bytes(pem.Encoding.PEM, pem.PublicFormat.SubjectPublicKeyInfo)
    )
    with pytest.raises(UsageError, match="no ECDSA key"):
        read_signer(tmp_path / "who")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        check_integrity(tmp_path / "nothing", signer=None)


def _pinned(tmp_path: Path) -> Path:
    (tmp_path / "who.toml").write_text(
        'identity = "a@b.org"\nissuer = "https://issuer"\ntrust = "trust.json"\n'
    )
    return tmp_path / "who.toml"


def _sigstore(
    monkeypatch: pytest.MonkeyPatch, answer: Exception | None, roots: Exception | None = None
) -> list[Any]:
    """Put a double in the place of model-signing's verifier, and return what it is asked."""
    asked: list[Any] = []

    class Config:
        def use_sigstore_verifier(self, **who: Any) -> "Config":
            asked.append(who)
            if roots:
                raise roots
            return self

        def verify(self, folder: Path, signature: Path) -> None:
            asked.append((folder, signature))
            if answer:
                raise answer

    monkeypatch.setitem(
        sys.modules, "model_signing", SimpleNamespace(verifying=SimpleNamespace(Config=Config))
    )
    return asked


def test_a_sigstore_signer_is_whom_the_verifier_pins(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = read_signer(_pinned(tmp_path))
    assert who == SigstoreSigner("a@b.org", "https://issuer", tmp_path / "trust.json")
    asked = _sigstore(monkeypatch, None)
    assert check_integrity(release, signer=tmp_path / "who.toml")[-1].verdict is Verdict.PASS
    assert asked[0] == {
        "identity": "a@b.org",
        "oidc_issuer": "https://issuer",
        "trust_config": tmp_path / "trust.json",
    }


@pytest.mark.parametrize(
    ("answer", "roots", "verdict", "why"),
    [
        (ValueError("not theirs"), None, Verdict.FAIL, "did not sign these files (ValueError: not theirs)"),
        (None, OSError("no network"), Verdict.UNKNOWN, "roots of trust cannot be had (OSError: no network)"),
    ],
)
def test_a_sigstore_signature_fails_or_cannot_be_told(
    release: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: Any,
    roots: Any,
    verdict: Verdict,
    why: str,
) -> None:
    _sigstore(monkeypatch, answer, roots)
    line = check_integrity(release, signer=_pinned(tmp_path))[-1]
    assert line.verdict is verdict
    assert why in line.why


def test_files_that_were_changed_are_named_before_sigstore_is_asked(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _sigstore(monkeypatch, None)
    (release / "SAFETY.md").write_text("All is safe.")
    line = check_integrity(release, signer=_pinned(tmp_path))[-1]
    assert (line.verdict, line.evidence[0].place, asked) == (Verdict.FAIL, "SAFETY.md", [])


def test_what_is_signed_are_names_digests_and_rules(release: Path) -> None:
    signed = read_signature(release / "signature.json")
    files = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()}
    assert set(signed.files) == files - {"signature.json"}
    assert signed.ignored == ("signature.json",)
    assert json.loads(signed.payload)["predicate"]["serialization"]["hash_type"] == "sha256"
