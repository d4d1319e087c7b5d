"""Our icons: strokes on a grid of 24, in the colour of the words beside them."""

__all__ = ["icon_html"]

_PATHS = {
    "add": "M12 5v14M5 12h14",
    "attach": "M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.8-7.8",
    "chat": "M4 5h16v11H9l-5 4z",
    "check": "M5 12.5l4.5 4.5L19 7",
    "copy": "M9 9h11v11H9zM5 15H4V4h11v1",
    "down": "M12 5v14M6 13l6 6 6-6",
    "download": "M12 4v11M7 10.5l5 5 5-5M5 20h14",
    "edit": "M4 20l1-4L16.5 4.5a2.1 2.1 0 0 1 3 3L8 19z",
    "file": "M6 3h8l4 4v14H6zM14 3v4h4",
    "folder": "M3 6h6l2 2h10v11H3z",
    "fork": "M7 4v9a4 4 0 0 0 4 4h6M17 13l4 4-4 4M7 13v7",
    "memory": "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4l3 2",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "model": "M7 7h10v10H7zM10 3v4M14 3v4M10 17v4M14 17v4M3 10h4M3 14h4M17 10h4M17 14h4",
    "more": "M5 12h.01M12 12h.01M19 12h.01",
    "no": "M6 6l12 12M18 6L6 18",
    "plan": "M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01",
    "retry": "M4 12a8 8 0 1 1 2.5 5.8M4 20v-5h5",
    "send": "M12 19V5M6 11l6-6 6 6",
    "settings": "M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4",
    "stop": "M7 7h10v10H7z",
    "thumb_down": "M7 13V4H4v9zM7 13l4 7c2 0 2-1 2-2v-4h5.5a1.5 1.5 0 0 0 1.5-1.8L18.800 5.500A2 2 0 0 0 16.900 4H7",
    "thumb_up": "M7 11v9H4v-9zM7 11l4-7c2 0 2 1 2 2v4h5.5a1.5 1.5 0 0 1 1.5 1.8l-1.200 6.700A2 2 0 0 1 16.900 20H7",
    "trash": "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
    "up": "M12 19V5M6 11l6-6 6 6",
    "usage": "M5 20V11M12 20V4M19 20v-6",
}


def icon_html(name: str) -> str:
    """Return an icon as HTML.

    >>> icon_html("add")[:33]
    '<svg viewBox="0 0 24 24" aria-hid'
    """
    return f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{_PATHS[name]}"/></svg>'
