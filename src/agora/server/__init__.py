"""The service: sessions, models and memory for a page, for programs and for other assistants, in one process.

A `Service` holds what is shared (settings, models, interpreters), a `Desk` what is one person's. The API
(`app.create_app`: OpenAI's, our own, MCP) and the pages in `web` call their methods.
`agora.server.app` is imported by whoever serves: it loads FastAPI.
"""

from agora.server.desk import Desk
from agora.server.feed import Frame
from agora.server.service import Service
from agora.server.waiting import Request

__all__ = ["Desk", "Frame", "Request", "Service"]
