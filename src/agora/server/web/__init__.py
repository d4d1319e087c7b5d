"""The page of the service: sessions, their thoughts, files, memory, models and use, in a browser.

`add_pages(app, service, people)` puts it onto the service's app. It is built with NiceGUI out of the
browser's own elements, in one style sheet, and loads nothing from other hosts. Whatever a model, a file or a
person wrote is shown as text, or goes through `markup`, which is the only place that makes HTML of it.
"""

from agora.server.web.pages import add_pages

__all__ = ["add_pages"]
