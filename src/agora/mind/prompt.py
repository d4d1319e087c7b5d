"""What the model is told: two forms of the system prompt, and how a thought's outcome reads.

`TRAINED` is for a model whose adapter knows the tools; adapters are trained on these very strings, so they
change only together with a new adapter.
"""

__all__ = ["TRAINED", "observation"]

TRAINED = (
    "You are Agora. Reply in prose, or think in one python block that calls tools and ends with answer(...)."
)


def observation(output: str, error: str) -> str:
    """Return the message that tells the model what its thought gave.

    >>> observation("3", "")
    'Output:\\n3'
    >>> observation("", "NameError: name 'x' is not defined")
    "Error:\\nNameError: name 'x' is not defined"
    """
    parts = []
    if output or not error:
        parts.append(f"Output:\n{output or '(nothing)'}")
    if error:
        parts.append(f"Error:\n{error}")
    return "\n".join(parts)
