"""Who may use the service: users with passwords, keys for programs, logins, and what was done by whom.

One SQLite file that only its owner can read. A password is kept as an argon2id hash; a key or a login only as
a SHA-256 digest, which is enough for 256 random bits. Keys are shown once. Nothing here is about HTTP.
"""

import hashlib
import json
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import apsw

from agora.errors import UsageError
from agora.server.passwords import fits, hashed

__all__ = ["RIGHTS", "SINGLE", "Caller", "People", "Role"]

Role = Literal["admin", "user", "viewer"]

RIGHTS: dict[Role, frozenset[str]] = {
    "viewer": frozenset({"read"}),
    "user": frozenset({"read", "work", "chat"}),
    "admin": frozenset({"read", "work", "chat", "manage"}),
}
"""`read` sees one's own sessions, files and memory; `work` changes them; `chat` asks models through OpenAI's
API and MCP; `manage` fetches and chooses models, and sees the metrics and the audit log."""

# A login lasts for a working week; a browser that is used goes on being logged in no longer than that.
_LOGIN_S = 7 * 86_400.0
_LONGEST_LOCK_S = 3_600.0
_SHORTEST_PASSWORD = 12

_SCHEMA = """
CREATE TABLE IF NOT EXISTS user (name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, created REAL NOT NULL);
CREATE TABLE IF NOT EXISTS key (id TEXT PRIMARY KEY, digest TEXT NOT NULL UNIQUE, user TEXT NOT NULL, label TEXT NOT NULL,
    scopes TEXT NOT NULL, expires REAL, per_minute INTEGER NOT NULL, budget_tokens INTEGER NOT NULL,
    spent_tokens INTEGER NOT NULL DEFAULT 0, created REAL NOT NULL);
CREATE TABLE IF NOT EXISTS login (digest TEXT PRIMARY KEY, user TEXT NOT NULL, expires REAL NOT NULL);
CREATE TABLE IF NOT EXISTS failure (name TEXT PRIMARY KEY, count INTEGER NOT NULL, until REAL NOT NULL);
CREATE TABLE IF NOT EXISTS audit (time REAL NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL);
"""  # noqa: E501


@dataclass(frozen=True)
class Caller:
    """Somebody who is known, and what they may do.

    Attributes:
        user: their name; empty for the single person of a service on loopback.
        rights: of `RIGHTS`.
        via: how they are known: `loopback`, `login` (a cookie) or `key`.
        key: the id of their key, if that is how.
        per_minute: requests that the key may make in a minute; 0 for no limit.
    """

    user: str
    rights: frozenset[str]
    via: Literal["loopback", "login", "key"]
    key: str = ""
    per_minute: int = 0


SINGLE = Caller("", RIGHTS["admin"], "loopback")
"""Who uses a service without users: whoever sits at this machine."""


class People:
    """The users of a service.

    Args:
        path: the file; made with mode 0600.
        clock: seconds since 1970.

    >>> import tempfile
    >>> people = People(Path(tempfile.mkdtemp()) / "people.db")
    >>> people.add("ana", "correct horse battery", "user")
    >>> key = people.add_key("ana", label="laptop", scopes=("read",))
    >>> sorted(people.by_key(key).rights)
    ['read']
    >>> people.log_in("ana", "wrong") is None
    True
    """

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        self._db = apsw.Connection(str(path))
        self._db.set_busy_timeout(5_000)
        self._db.execute(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # ---- users

    def add(self, name: str, password: str, role: Role = "user") -> None:
        """Add a user, or give one another password and role; logins before that end.

        Raises:
            UsageError: it is no name (lower-case letters, digits, -), or the password is too short.
        """
        if not re.fullmatch(r"[a-z][a-z0-9-]{0,31}", name):
            raise UsageError(
                f"{name!r} cannot be a user's name.", fix="Use lower-case letters, digits and -."
            )
        if len(password) < _SHORTEST_PASSWORD:
            raise UsageError(
                f"The password has less than {_SHORTEST_PASSWORD} characters.", fix="Take a longer one."
            )
        if role not in RIGHTS:
            raise UsageError(f"There is no role {role!r}.", fix=f"It is {', '.join(RIGHTS)}.")
        row = (name, role, hashed(password), self._clock())
        self._db.execute("DELETE FROM login WHERE user = ?", (name,))
        self._db.execute("INSERT OR REPLACE INTO user VALUES (?, ?, ?, ?)", row)
        self.note("", "user added", f"{name} as {role}")

    def remove(self, name: str) -> None:
        """Remove a user with all logins and keys; the user's folder stays.

        Raises:
            UsageError: there is none.
        """
        self._role(name)
        for table, column in (("user", "name"), ("key", "user"), ("login", "user")):
            self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (name,))
        self.note("", "user removed", name)

    def users(self) -> list[tuple[str, Role]]:
        """Return names and roles."""
        return list(self._db.execute("SELECT name, role FROM user ORDER BY name"))

    def _role(self, name: str) -> Role:
        row = self._db.execute("SELECT role FROM user WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise UsageError(f"There is no user {name!r}.", fix="See `agora users list`.")
        return row[0]  # type: ignore[no-any-return]

    # ---- logging in

    def log_in(self, name: str, password: str) -> str | None:
        """Return the secret of a new login, or `None`, whatever was wrong; as slow for an unknown name.

        After each failure a user is locked for twice as long as before, from one second to an hour.
        """
        now = self._clock()
        row = self._db.execute("SELECT password FROM user WHERE name = ?", (name,)).fetchone()
        failed = self._db.execute("SELECT count, until FROM failure WHERE name = ?", (name,)).fetchone() or (
            0,
            0,
        )
        right = fits(row[0] if row else None, password)
        # A lock that ends later than the longest can was set by a clock that has been put back since.
        locked = now < failed[1] <= now + _LONGEST_LOCK_S
        if not right or locked:
            if not locked and row is not None:
                count = failed[0] + 1
                until = self._clock() + min(_LONGEST_LOCK_S, 2.0 ** min(count - 1, 12))
                self._db.execute("INSERT OR REPLACE INTO failure VALUES (?, ?, ?)", (name, count, until))
            return None
        self._db.execute("DELETE FROM failure WHERE name = ?", (name,))
        self._db.execute("DELETE FROM login WHERE expires < ?", (now,))
        secret = secrets.token_urlsafe(32)
        self._db.execute("INSERT INTO login VALUES (?, ?, ?)", (_digest(secret), name, now + _LOGIN_S))
        return secret

    def by_login(self, secret: str) -> Caller | None:
        """Return who is logged in with this secret."""
        query = "SELECT user, role FROM login JOIN user ON name = user WHERE digest = ? AND expires > ?"
        row = self._db.execute(query, (_digest(secret), self._clock())).fetchone()
        return Caller(row[0], RIGHTS[row[1]], "login") if row else None

    def log_out(self, secret: str) -> None:
        """End a login."""
        self._db.execute("DELETE FROM login WHERE digest = ?", (_digest(secret),))

    # ---- keys

    def add_key(
        self,
        user: str,
        *,
        label: str = "",
        scopes: tuple[str, ...] = ("read", "work", "chat"),
        expires_s: float | None = None,
        per_minute: int = 0,
        budget_tokens: int = 0,
    ) -> str:
        """Return a new key, which nobody can be shown again.

        Args:
            scopes: the rights that it has, as far as its user has them.
            expires_s: seconds from now; `None` for never.
            per_minute: requests that it may make in a minute; 0 for no limit.
            budget_tokens: tokens in and out that it may use in all; 0 for no limit.

        Raises:
            UsageError: there is no such user or scope.
        """
        self._role(user)
        if unknown := set(scopes) - RIGHTS["admin"]:
            raise UsageError(
                f"There is no scope {min(unknown)!r}.", fix=f"It is {', '.join(sorted(RIGHTS['admin']))}."
            )
        secret, now = f"agora-{secrets.token_urlsafe(32)}", self._clock()
        expires = None if expires_s is None else now + expires_s
        row = (
            secrets.token_hex(4),
            _digest(secret),
            user,
            label,
            json.dumps(scopes),
            expires,
            per_minute,
            budget_tokens,
            now,
        )
        self._db.execute(
            "INSERT INTO key(id, digest, user, label, scopes, expires, per_minute, budget_tokens, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row,
        )  # fmt: skip
        self.note("", "key made", f"{row[0]} of {user}: {', '.join(scopes)}")
        return secret

    def keys(self, user: str) -> list[dict[str, Any]]:
        """Return a user's keys, without their secrets."""
        names = ("id", "label", "scopes", "expires", "per_minute", "budget_tokens", "spent_tokens")
        rows = self._db.execute(
            f"SELECT {', '.join(names)} FROM key WHERE user = ? ORDER BY created", (user,)
        )
        return [dict(zip(names, row, strict=True)) for row in rows]

    def remove_key(self, key: str) -> None:
        """End a key.

        Raises:
            UsageError: there is none with this id.
        """
        if not self._db.execute("DELETE FROM key WHERE id = ? RETURNING id", (key,)).fetchall():
            raise UsageError(f"There is no key {key!r}.", fix="See `agora users list`.")
        self.note("", "key ended", key)

    def by_key(self, secret: str) -> Caller | None:
        """Return whose key this is; `None` if it is nobody's or over."""
        query = (
            "SELECT id, user, role, scopes, per_minute FROM key JOIN user ON name = user WHERE digest = ?"
            " AND (expires IS NULL OR expires > ?) "
        )
        row = self._db.execute(query, (_digest(secret), self._clock())).fetchone()
        if row is None:
            return None
        return Caller(row[1], RIGHTS[row[2]] & set(json.loads(row[3])), "key", row[0], row[4])

    def spend(self, key: str, tokens: int) -> None:
        """Count tokens against a key's budget."""
        self._db.execute("UPDATE key SET spent_tokens = spent_tokens + ? WHERE id = ?", (tokens, key))

    def payer(self, caller: Caller) -> Callable[[int], None]:
        """Return what counts tokens against somebody's key; nothing, where there is none."""
        return partial(self.spend, caller.key) if caller.key else lambda tokens: None

    def spent_up(self, key: str) -> bool:
        """Whether a key's budget is used up."""
        query = "SELECT 1 FROM key WHERE id = ? AND budget_tokens > 0 AND spent_tokens >= budget_tokens"
        return self._db.execute(query, (key,)).fetchone() is not None

    # ---- audit

    def note(self, who: str, what: str, detail: str = "") -> None:
        """Write a line into the audit log; never a secret, nor what a session says.

        Args:
            who: a user's name; empty for who sits at this machine.
            detail: what it was done to: a name or an id.
        """
        self._db.execute(
            "INSERT INTO audit VALUES (?, ?, ?, ?)", (self._clock(), who[:64], what, detail[:200])
        )

    def audit(self, most: int = 1_000) -> list[dict[str, Any]]:
        """Return the newest lines of the audit log."""
        rows = self._db.execute(
            "SELECT time, who, what, detail FROM audit ORDER BY rowid DESC LIMIT ?", (most,)
        )
        return [dict(zip(("time", "who", "what", "detail"), row, strict=True)) for row in rows]


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
