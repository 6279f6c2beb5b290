"""When the database cannot take a request now (locked for long, disk full, away): a clear "try again", never a traceback."""

import logging

from django.db import DatabaseError, InterfaceError, OperationalError
from django.shortcuts import render

log = logging.getLogger(__name__)
SECONDS = 30


class BusyMiddleware:
    """Answers 503 with our page when a view met a database that does not work at the moment."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, OperationalError | InterfaceError):
            return busy_page(request, exception)
        return None


def busy_page(request, exception: DatabaseError):
    """The page that needs no database. Only the kind of the fault is logged: its words may quote a reader."""
    log.error("Database not available: %s", type(exception).__name__)
    response = render(None, "503.html", status=503)
    response["Retry-After"] = str(SECONDS)
    response["Cache-Control"] = "no-store"
    return response
