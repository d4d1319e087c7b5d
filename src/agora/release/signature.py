"""The signature: who vouches for the files, checked against a signer that the verifier pins.

It is the bundle of the package `model-signing`: an in-toto statement in a DSSE envelope that names every file
with its digest, and the rules by which files are left out. Own keys (ECDSA) are checked here with
`cryptography` alone; for Sigstore's certificates the package itself is asked. A key that comes with the
target is never used.
"""

import base64
import binascii
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from agora.errors import UsageError
from agora.release.intake import Fault
from agora.release.manifest import SIGNATURES
from agora.release.names import shown

__all__ = ["Signed", "SigstoreSigner", "deviations", "read_signature", "read_signer", "verify_envelope"]

_PAYLOAD_TYPE = "application/vnd.in-toto+json"
_STATEMENT, _PREDICATE = "https://in-toto.io/Statement/v1", "https://model_signing/signature/v1.0"
_MOST_BYTES = 64 * 2**20


@dataclass(frozen=True)
class SigstoreSigner:
    """A signer that Sigstore's certificates name.

    Attributes:
        identity: such as a mail address, or the address of a workflow.
        issuer: who vouches for that identity.
        trust: a trust configuration other than Sigstore's own.
    """

    identity: str
    issuer: str
    trust: Path | None = None


@dataclass(frozen=True)
class Signed:
    """What a bundle says.

    Attributes:
        files: path → SHA-256, as signed.
        ignored: paths that the signer left out.
        payload: the signed bytes.
        signature: over them.
        by: what the bundle says of its signer, which proves nothing.
    """

    files: dict[str, str]
    ignored: tuple[str, ...]
    payload: bytes
    signature: bytes
    by: str


def read_signer(path: Path) -> Any:
    """Read whom the verifier trusts: a public key in PEM, or a TOML file with `identity` and `issuer`.

    Raises:
        UsageError: it is neither.
    """
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        data = path.read_bytes()
        if b"-----BEGIN" in data:
            key = load_pem_public_key(data)
            if not isinstance(key, EllipticCurvePublicKey) or key.curve.name not in _HASHES:
                raise ValueError(f"it is no ECDSA key on {', '.join(_HASHES)}")
            return key
        told = tomllib.loads(data.decode())
        trust = path.parent / told["trust"] if "trust" in told else None
        return SigstoreSigner(str(told["identity"]), str(told["issuer"]), trust)
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(
            f"{path} names no signer.",
            why=f"{error}.",
            fix="Give the public key that `agora release key` made, or a TOML file with identity and issuer.",
        ) from None


_HASHES = {"secp256r1": "SHA256", "secp384r1": "SHA384", "secp521r1": "SHA512"}


def read_signature(path: Path) -> Signed:
    """Read a bundle, believing nothing of it yet.

    Raises:
        ValueError: it is none, or of rules that this version does not know.
        OSError: it cannot be read.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise ValueError(f"it has {path.stat().st_size:,} bytes, more than any signature needs")
    try:
        bundle = json.loads(path.read_bytes())
        envelope = bundle["dsseEnvelope"]
        if envelope["payloadType"] != _PAYLOAD_TYPE or len(envelope["signatures"]) != 1:
            raise ValueError("it holds no single in-toto statement")
        payload = base64.b64decode(envelope["payload"], validate=True)
        signature = base64.b64decode(envelope["signatures"][0]["sig"], validate=True)
        statement = json.loads(payload)
        if (statement["_type"], statement["predicateType"]) != (_STATEMENT, _PREDICATE):
            raise ValueError(f"it is of the unknown type {statement['predicateType']!r}")
        rules, resources = statement["predicate"]["serialization"], statement["predicate"]["resources"]
        if rules["method"] != "files" or rules["hash_type"] != "sha256" or rules.get("allow_symlinks"):
            raise ValueError(f"its rules are {rules!r}; known are whole files, with SHA-256, without links")
        files = {str(each["name"]): str(each["digest"]) for each in resources}
        if len(files) != len(resources) or any(each["algorithm"] != "sha256" for each in resources):
            raise ValueError("it names a file twice, or another digest than SHA-256")
        ignored = tuple(str(each) for each in rules.get("ignore_paths", ()))
        material = bundle["verificationMaterial"]
        hint = material["publicKey"]["hint"] if "publicKey" in material else "a certificate"
    except (KeyError, TypeError, IndexError, AttributeError, RecursionError, binascii.Error) as error:
        raise ValueError(f"it is no bundle of model-signing ({type(error).__name__}: {error})") from None
    return Signed(files, ignored, payload, signature, str(hint))


def verify_envelope(signed: Signed, key: Any) -> bool:
    """Tell whether a key made the signature.

    Args:
        signed: what was read.
        key: from `read_signer`.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA

    # DSSE signs the type together with the content, each with its length.
    text = b"DSSEv1 %d %s %d " % (len(_PAYLOAD_TYPE), _PAYLOAD_TYPE.encode(), len(signed.payload))
    try:
        key.verify(signed.signature, text + signed.payload, ECDSA(getattr(hashes, _HASHES[key.curve.name])()))
    except InvalidSignature:
        return False
    return True


def deviations(signed: Signed, sums: Mapping[str, str], place: str = SIGNATURES[0]) -> list[Fault]:
    """Return each file that is not as it was signed, or that the signature, at `place`, does not cover."""
    faults = []
    for path in sorted(set(sums) - set(signed.files)):
        if path == place:
            continue
        if any(PurePosixPath(path).is_relative_to(rule) for rule in signed.ignored):
            faults.append(Fault(shown(path), "it is not signed: the signature's own rules leave it out"))
        else:
            faults.append(Fault(shown(path), "it is not signed: it was added"))
    for path, said in sorted(signed.files.items()):
        if path not in sums:
            faults.append(Fault(shown(path), "it is signed and missing"))
        elif sums[path] != said:
            faults.append(
                Fault(shown(path), f"it is not as signed: its SHA-256 is {sums[path]}, signed is {said}")
            )
    return faults
