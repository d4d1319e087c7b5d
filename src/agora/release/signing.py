"""Keys, and the signature that they put under a release.

A private key stays with its owner, in a file that only they can read; the public one is given to others,
apart from the release. The bundle is written by the package `model-signing`, so that its own tools can check
it as well.
"""

import os
from pathlib import Path

from agora.errors import AgoraError, UsageError
from agora.release.manifest import SIGNATURES

__all__ = ["make_key", "sign"]


def make_key(private: Path) -> Path:
    """Make a pair of keys (ECDSA on P-256, PEM), and return the public one's file.

    Args:
        private: where the private key goes; the public one goes beside it, with `.pub` at its end.

    Raises:
        UsageError: one of the files is there already, or cannot be written.
    """
    from cryptography.hazmat.primitives import serialization as pem
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    secret = key.private_bytes(pem.Encoding.PEM, pem.PrivateFormat.PKCS8, pem.NoEncryption())
    shown = key.public_key().public_bytes(pem.Encoding.PEM, pem.PublicFormat.SubjectPublicKeyInfo)
    public = private.with_name(private.name + ".pub")
    if public.exists():
        raise UsageError(f"{public} is there already.", fix="Give another name: a key is never overwritten.")
    try:
        for path, data in ((private, secret), (public, shown)):
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(data)
    except FileExistsError:
        raise UsageError(
            f"{private} is there already.", fix="Give another name: a key is never overwritten."
        ) from None
    except OSError as error:
        raise UsageError(f"{private} cannot be written.", why=f"{error.strerror}.") from None
    return public


def sign(folder: Path, key: Path | None = None) -> Path:
    """Sign every file of a release, and return the signature's file.

    Args:
        folder: of the release; a signature that is there is replaced.
        key: a private key in PEM; with None, Sigstore is asked, which opens a browser and records the
            signature in its public log.

    Raises:
        UsageError: there is no such key, or the key would become part of the release.
        AgoraError: the extra `release` is not installed, or the signature cannot be had.
    """
    try:
        from model_signing import hashing, signing
    except ImportError:
        raise AgoraError(
            "Signing needs the package model-signing.", fix="pip install 'agora[release]'"
        ) from None
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder.", fix="Build a release first: agora release build RUN")
    if key is not None and folder.resolve() in key.resolve().parents:
        raise UsageError(
            f"The key {key} lies in the release.", fix="Keep it elsewhere: who has it can sign for you."
        )
    path = folder / SIGNATURES[0]
    path.unlink(missing_ok=True)
    rules = hashing.Config().use_file_serialization(hashing_algorithm="sha256")
    rules.set_ignored_paths(paths=[SIGNATURES[0]], ignore_git_paths=False)
    config = signing.Config().set_hashing_config(rules)
    try:
        if key is None:
            config.use_sigstore_signer()
        else:
            config.use_elliptic_key_signer(private_key=key)
        config.sign(folder, path)
    except (
        Exception
    ) as error:  # of the key, the files or Sigstore's services; the package has no class of its own
        raise AgoraError(
            f"{folder} cannot be signed.",
            why=f"{type(error).__name__}: {error}.",
            fix="Give a private key that `agora release key` made.",
        ) from None
    return path
