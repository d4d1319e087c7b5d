"""The embedded engine in the sandbox, for weights that somebody else made: native code reads them.

The engine sees base, adapter and the interpreter, and no network. It listens on a socket in a folder that it
shares with us; a relay on loopback leads there, for clients that know no other way.
"""

import asyncio
import json
import os
import secrets
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from agora.config import Limits, Settings
from agora.errors import ModelError
from agora.models import Place, catalogue, engine, read_header
from agora.models.embedded import Engine

if TYPE_CHECKING:
    from agora.models import Model
    from agora.sandbox import Completed

__all__ = ["open_isolated"]

_SOCKET = "engine.sock"
_SPARE_BYTES = 2 * 2**30
_PIECE_BYTES = 2**16
# Tokens of prompt and reply together; a whole model may allow more than anybody asks.
_MOST_WINDOW = 8192


async def open_isolated(weights: Path, settings: Settings, seconds: float) -> "Model":
    """Open a model, or an adapter over its base, in the engine in the sandbox.

    Args:
        weights: a GGUF file.
        settings: where installed models lie, and how the engine computes.
        seconds: after which it is ended in any case.

    Raises:
        ModelError: they cannot be loaded, or the base is not here.
        SandboxError: programs cannot be isolated on this machine.
    """
    from agora.models.client import connect

    header = read_header(weights)
    own = header.get("general.type") == "adapter" or "general.architecture" not in header
    base, window = _base(settings, header) if own else (weights, _window(header))
    isolated = _Isolated(weights.stem, settings, window)
    await isolated.start(base, weights if own else None, seconds)
    calibration = weights.with_suffix(".confidence.json")
    try:
        return await connect(
            Place(weights.stem, f"{isolated.url}/v1", isolated.key), model=weights.stem, trained=own,
            engine=isolated, calibration=calibration if own and calibration.is_file() else None,
        )  # fmt: skip
    except BaseException:
        await isolated.stop()
        raise


def _base(settings: Settings, header: dict[str, Any]) -> tuple[Path, int]:
    wanted = str(header.get("agora.base.sha256", ""))
    for entry in catalogue(settings):
        if wanted and entry.sha256 == wanted and entry.installed:
            return entry.path, entry.context
    raise ModelError(
        f"The base {wanted[:12] or '(not named)'}… of the adapter is not here.",
        fix="Fetch it with `agora models pull`.",
    )


def _window(header: dict[str, Any]) -> int:
    return min(int(header.get(f"{header['general.architecture']}.context_length", 2048)), _MOST_WINDOW)


class _Isolated(Engine):
    """An engine whose process is the sandbox's; what it is asked is as with any other."""

    def __init__(self, name: str, settings: Settings, window: int) -> None:
        self.key = SecretStr(secrets.token_hex(16))
        self._wanted = {
            "name": name, "key": self.key.get_secret_value(), "window": window, "slots": settings.slots,
            "threads": settings.threads or max(1, (os.cpu_count() or 1) - 1), "scale": 1.0,
        }  # fmt: skip
        self._folder = Path(tempfile.mkdtemp(prefix="agora-engine-"))

    async def start(self, base: Path, adapter: Path | None, seconds: float) -> None:
        """Load, and open the relay."""
        from agora.sandbox import MOUNT, Sandbox, Workspace

        self._loop = asyncio.get_running_loop()
        told: asyncio.Future[dict[str, str]] = self._loop.create_future()
        code = shutil.copyfile(engine.__file__, self._folder / "engine.py").name
        wanted = self._wanted | {"socket": f"{MOUNT}/{_SOCKET}", "adapter": "", "path": f"{MOUNT}/base.gguf"}
        shutil.copyfile(base, self._folder / "base.gguf")
        if adapter is not None:
            shutil.copyfile(adapter, self._folder / "adapter.gguf")
            wanted["adapter"] = f"{MOUNT}/adapter.gguf"
        size = sum(path.stat().st_size for path in self._folder.iterdir())
        limits = Limits(program_seconds=seconds, program_bytes=_SPARE_BYTES + 4 * size, output_bytes=2**16)

        def listen(stream: str, data: bytes) -> None:
            if stream == "stdout" and not told.done():
                told.set_result(json.loads(data))

        self._program: asyncio.Task[Completed] = asyncio.create_task(
            Sandbox(limits).run(
                ["python", "-P", code], Workspace(self._folder, hidden=()),
                stdin=json.dumps(wanted).encode() + b"\n", on_output=listen, shared=True,
            )
        )  # fmt: skip
        try:
            either: list[asyncio.Future[Any]] = [self._program, told]
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if self._program.done():
                error = self._program.result().stderr.strip().splitlines()[-1:]
                raise ModelError("The engine in the sandbox ended.", why=f"{' '.join(error)[:300]}.")
            if "error" in told.result():
                raise ModelError("The engine cannot load the weights.", why=told.result()["error"][:300])
            self._relay = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)
        except BaseException:
            await self.stop()
            raise
        self.url = f"http://127.0.0.1:{self._relay.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """End the program, and remove what it worked on."""
        if hasattr(self, "_relay"):
            self._relay.close()
        self._program.cancel()
        await asyncio.wait([self._program])
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return not self._program.done()

    def close(self) -> None:
        """Stop the engine; called from another thread than the loop's."""
        asyncio.run_coroutine_threadsafe(self.stop(), self._loop).result()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # The name of a socket has room for some hundred bytes, and a folder's own may be longer.
        folder = os.open(self._folder, os.O_PATH | os.O_DIRECTORY)
        try:
            back, on = await asyncio.open_unix_connection(f"/proc/self/fd/{folder}/{_SOCKET}")
        except OSError:  # who asked is told at once that nobody answers
            writer.close()
            return
        finally:
            os.close(folder)
        with suppress(OSError):
            await asyncio.gather(_pump(reader, on), _pump(back, writer))


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(_PIECE_BYTES):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()
