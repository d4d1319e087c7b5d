"""The keys that sign a ledger: ECDSA, in PEM files, as `agora release key` makes them."""

import base64
import binascii
import hashlib
from pathlib import Path
from typing import Any

from agora.errors import UsageError

__all__ = ["fingerprint", "read_keys", "read_private", "sign", "signed"]


def read_keys(path: Path) -> list[Any]:
    """Read public keys, one or several in one PEM file.

    Raises:
        UsageError: there is none.
    """
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    end = b"-----END PUBLIC KEY-----"
    try:
        blocks = [each + end for each in path.read_bytes().split(end)[:-1]]
        keys = [load_pem_public_key(each) for each in blocks]
        if not keys or not all(isinstance(each, EllipticCurvePublicKey) for each in keys):
            raise ValueError("it holds no public key for ECDSA")
    except (OSError, ValueError) as error:
        raise UsageError(
            f"{path} names no signer.", why=f"{error}.", fix="Give public keys in PEM."
        ) from None
    return keys


def fingerprint(key: Any) -> str:
    """Return the SHA-256 of a public key."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def read_private(path: Path) -> Any:
    """Read a private key.

    Raises:
        UsageError: there is none.
    """
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(path.read_bytes(), None)
        if not isinstance(key, EllipticCurvePrivateKey):
            raise ValueError("it is no key for ECDSA")
    except (OSError, ValueError, TypeError) as error:
        raise UsageError(
            f"{path} cannot sign.", why=f"{error}.", fix="Make a key with: agora release key"
        ) from None
    return key


def sign(key: Any, digest: str) -> str:
    """Sign a digest."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA

    return base64.b64encode(key.sign(digest.encode(), ECDSA(hashes.SHA256()))).decode()


def signed(key: Any, digest: str, signature: str) -> bool:
    """Tell whether a key made a signature."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA

    try:
        key.verify(base64.b64decode(signature, validate=True), digest.encode(), ECDSA(hashes.SHA256()))
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True
