"""PDF, DOCX, XLSX, PPTX and HTML as text, by PDFium, openpyxl and markitdown in a child under limits.

A document is what a stranger wrote, and its parsers are large. They run in the sandbox where there is one (no
network, no files but the installed packages), and in any case in a process of their own with little memory,
little time and no right to write a file. A document can at worst make its own conversion fail.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from agora.config import Limits
from agora.errors import ToolError
from agora.sandbox import Sandbox, Workspace
from agora.tools.child import LIMITED, outcome, run_child

__all__ = ["SUFFIXES", "to_text"]

SUFFIXES = {"pdf", "docx", "xlsx", "pptx", "html", "htm"}

_TIMEOUT_S = 90.0
_MEMORY_BYTES = 1536 * 2**20

# Of a PDF. PDFium takes some 5 ms a page; markitdown, 200 ms, and does not say where a page ends.
_MOST_PAGES = 5_000

# What the parts of a DOCX, XLSX or PPTX may hold when unpacked, and how many they may be.
_MOST_UNPACKED_BYTES = 256 * 2**20
_MOST_PARTS = 10_000

_PROGRAM = f"""
import io, json, sys, zipfile

def pages(data):
    import pypdfium2
    document = pypdfium2.PdfDocument(data)
    if len(document) > {_MOST_PAGES}:
        much = f"The document has {{len(document):,}} pages"
        return {{"error": f"{{much}}; {_MOST_PAGES:,} can be read. Split it."}}
    texts = []
    for page in document:
        words = page.get_textpage()
        text = words.get_text_range().replace("\\r\\n", "\\n").replace("\\f", " ")
        texts.append(text.replace("\\ufffe", ""))  # PDFium's mark of a word divided at a line's end
        words.close()
        page.close()
    return {{"value": "\\f".join(texts)}}

def cell(value):
    return "" if value is None else str(value).replace("|", "\\\\|").replace("\\n", " ").strip()

def sheets(data):  # markitdown would bring 84 MB of pandas for this
    import openpyxl
    texts = []
    for sheet in openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets:
        rows = [[cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        lines = ["| " + " | ".join(row) + " |" for row in rows if any(row)]
        if lines:
            lines.insert(1, "|" + " --- |" * max(map(len, rows)))
        texts.append("\\n".join(["## " + sheet.title, *lines]))
    return {{"value": "\\n\\n".join(texts)}}

def convert(data, suffix):
    if suffix == "pdf":
        return pages(data)
    if suffix in ("docx", "xlsx", "pptx"):
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
        size = sum(part.file_size for part in parts)  # zipfile never unpacks more than is declared
        if size > {_MOST_UNPACKED_BYTES} or len(parts) > {_MOST_PARTS}:
            return {{"error": f"The document unpacks to {{size:,}} bytes in {{len(parts):,}} parts."}}
    if suffix == "xlsx":
        return sheets(data)
    from markitdown import MarkItDown, StreamInfo
    stream = io.BytesIO(data)
    kind = StreamInfo(extension="." + suffix)
    return {{"value": MarkItDown().convert_stream(stream, stream_info=kind).markdown}}

sys.setrecursionlimit(5000)
try:
    said = convert(sys.stdin.buffer.read(), sys.argv[3])
except MemoryError:
    said = {{"error": "The document needs too much memory to be read."}}
except Exception as error:
    words = (str(error).strip().splitlines() or [""])[-1][:200]
    said = {{"error": f"The document is damaged or of another kind ({{type(error).__name__}}: {{words}})."}}
sys.stdout.write(json.dumps(said))
"""


async def to_text(data: bytes, suffix: str, limits: Limits, *, isolated: bool = True) -> str:
    """Return a document's text as Markdown; that of a PDF is plain, with form feeds between its pages.

    Args:
        data: the document.
        suffix: its kind, one of `SUFFIXES`.
        limits: those of programs hold, where they are less than what a document is given.
        isolated: use the sandbox where there is one.

    Raises:
        ToolError: it is damaged, of another kind, or takes too much time or memory.
    """
    timeout_s = min(_TIMEOUT_S, limits.program_seconds)
    memory_bytes = min(_MEMORY_BYTES, limits.program_bytes)
    sandbox = Sandbox(limits.model_copy(update={"output_bytes": 2**26}))
    what = "The document"
    if not isolated or not (await asyncio.to_thread(sandbox.availability)).ok:
        return str(
            await run_child(
                _PROGRAM, [suffix], data, timeout_s=timeout_s, memory_bytes=memory_bytes, what=what
            )
        )
    argv = [
        sys.executable,
        "-I",
        "-c",
        LIMITED + _PROGRAM,
        str(memory_bytes),
        str(int(timeout_s) + 1),
        suffix,
    ]
    with tempfile.TemporaryDirectory(prefix="agora-") as folder:
        done = await sandbox.run(argv, Workspace(Path(folder), hidden=()), stdin=data, timeout_s=timeout_s)
    if done.timed_out:
        raise ToolError(f"The document was stopped after {timeout_s:g} s.", fix="Split it.")
    return str(outcome(done.exit_code, done.stdout.encode(), done.stderr.encode(), what))
