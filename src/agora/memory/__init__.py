"""What Agora remembers beyond one session: turns, facts, passages and skills, with where they came from and when.

One SQLite file with a full-text index is the truth; vectors beside it are a cache. Whatever is remembered is what
a person, a model or a page once said: data, never an instruction.
"""

from agora.memory.documents import Converters, Taken
from agora.memory.endpoint import EndpointEmbedder, embedder_of
from agora.memory.items import PERSON, Item, Kind, Turn
from agora.memory.memory import Memory
from agora.memory.skills import Skill, Skills
from agora.memory.table import WordTable

__all__ = [
    "PERSON",
    "Converters",
    "EndpointEmbedder",
    "Item",
    "Kind",
    "Memory",
    "Skill",
    "Skills",
    "Taken",
    "Turn",
    "WordTable",
    "embedder_of",
]
