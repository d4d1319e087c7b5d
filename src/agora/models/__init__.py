"""Where words come from: models by name, in a process of our own or behind any OpenAI-compatible endpoint.

    model = await open_model(settings)                     # the embedded one, or what the settings name
    model = await open_model(settings, "http://127.0.0.1:11434/v1")
    reply = await model.complete([Message(role="user", content="…")], max_tokens=200)

`catalogue` lists what the embedded engine can run, `pull` fetches it, `check` asks a model what it can do,
and `ScriptedModel` stands in for one in tests.
"""

from agora.models.base import Finish, Message, Model, ModelReply
from agora.models.catalogue import CatalogueEntry, catalogue
from agora.models.check import CheckLine, check
from agora.models.choice import choose
from agora.models.download import pull
from agora.models.faults import Place
from agora.models.header import read_header
from agora.models.opening import open_model
from agora.models.scripted import ScriptedModel

__all__ = [
    "CatalogueEntry",
    "CheckLine",
    "Finish",
    "Message",
    "Model",
    "ModelReply",
    "Place",
    "ScriptedModel",
    "catalogue",
    "check",
    "choose",
    "open_model",
    "pull",
    "read_header",
]
