"""Where words come from: models by name, in a process of our own or behind any OpenAI-compatible endpoint.

    model = await open_model(settings)                     # the embedded one, or what the settings name
    model = await open_model(settings, "http://127.0.0.1:11434/v1")
    reply = await model.complete([Message(role="user", content="…")], max_tokens=200)

`catalogue` lists what the embedded engine can run, and `ScriptedModel` stands in for a model in tests.
"""

from agora.models.base import Finish, Message, Model, ModelReply
from agora.models.catalogue import CatalogueEntry, catalogue
from agora.models.opening import open_model
from agora.models.scripted import ScriptedModel

__all__ = [
    "CatalogueEntry",
    "Finish",
    "Message",
    "Model",
    "ModelReply",
    "ScriptedModel",
    "catalogue",
    "open_model",
]
