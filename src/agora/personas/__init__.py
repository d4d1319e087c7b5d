"""Who Agora is in a session: a folder with `persona.toml` and `prompt.md`.

Built in is `assistant`. A user's own live in `personas/NAME` in Agora's folder, or anywhere by their path.
"""

from agora.personas.loader import Persona, load, names

__all__ = ["Persona", "load", "names"]
