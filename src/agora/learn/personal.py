"""Finding what must not be learnt: secrets and personal data in a text.

Patterns find what has a form: keys, passwords, addresses, numbers of accounts, cards and telephones. Names
and stories have none, so this is a floor, and a person's consent stands above it.
"""

import re
from collections.abc import Iterator

__all__ = ["findings"]

_PATTERNS = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "an access key": r"\b(?:sk|pk|rk)[-_](?:live|test|proj|ant|or)?[-_]?[A-Za-z0-9_-]{16,}"
    r"|\b(?:ghp|gho|ghs|ghu|glpat|xox[abprs]|hf|npm|pypi)[-_][A-Za-z0-9_-]{16,}|\bAKIA[0-9A-Z]{16}\b"
    r"|\bAIza[0-9A-Za-z_-]{35}\b",
    "a token": r"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*"
    r"|\b[Bb]earer\s+[A-Za-z0-9._~+/-]{16,}",
    "a password": r"(?i)\b(?:password|passwd|passphrase|passwort|kennwort|mot de passe|contraseña|pwd|pin"
    r"|secret|api[_ -]?key|token)\b\s*(?:is|ist|est|es|[:=])\s*[\"']?[^\s\"']{4,}",
    "an address with a password": r"\b[a-z][a-z0-9+.-]*://[^\s/:@]+:[^\s/@]+@",
    "an e-mail address": r"\b[\w.+-]+@[\w-]+\.[\w.-]*[A-Za-z]{2,}\b",
    "an account number": r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b",
    "a telephone number": r"(?<![\w.])(?:\+\d{1,3}[ ./-]?(?:\(?\d{1,4}\)?[ ./-]?){2,5}\d{2,4}"
    r"|\(?0\d{1,4}\)?(?:[ ./-]\d{2,4}){2,4}|\(\d{3}\) ?\d{3}-\d{4}|\b\d{3}-\d{3}-\d{4})(?![\w.])",
    "a social security number": r"\b\d{3}-\d{2}-\d{4}\b",
    "a network address": r"(?<![\w.])(?!127\.|0\.|10\.|192\.168\.)\d{1,3}(?:\.\d{1,3}){3}(?![\w.])",
    "a street address": r"\b\d{1,5} (?:[A-Z][a-zé]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive)\b"
    r"|\b[A-ZÄÖÜ][a-zäöüß]+(?:straße|strasse|gasse|weg) \d{1,4}\b"
    r"|\b\d{1,4},? (?:rue|avenue|boulevard|calle) [A-Zdl]",
    "a home folder": r"(?:/home/|/Users/|[A-Z]:\\Users\\)[^\s/\\]+",
}
_COMPILED = {what: re.compile(pattern) for what, pattern in _PATTERNS.items()}
_CARD = re.compile(r"(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])")


def findings(text: str) -> Iterator[str]:
    """Yield what kinds of secrets and personal data a text holds; never the data itself.

    >>> list(findings("Write to ana@example.org, my password is hunter22"))
    ['a password', 'an e-mail address']
    >>> list(findings("What is 17 * 23 + 4111?"))
    []
    """
    for what, pattern in _COMPILED.items():
        if pattern.search(text):
            yield what
    if any(_is_card(found[0]) for found in _CARD.finditer(text)):
        yield "a card number"


def _is_card(text: str) -> bool:
    """Whether digits carry the check digit of ISO/IEC 7812 (Luhn)."""
    digits = [int(each) for each in text if each.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return digits[0] in (2, 3, 4, 5, 6) and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
