"""How a test asks: the steps of a browser without JavaScript."""

import re
from html import unescape

QUESTION = {
    "question": "Why do my knees click on the stairs?",
    "details": "Both knees click on every step. It does not hurt.",
    "topic": "knees",
    "how_long": "weeks",
    "adult": "on",
    "health": "on",
}


def hidden(response) -> dict:
    """The hidden fields of the last form of a page."""
    page = response.content.decode()
    fields = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', page)
    return {name: unescape(value) for name, value in fields if name != "csrfmiddlewaretoken"}


def form_behind_signs(client, article="") -> dict:
    """Ticks "none of these" and gives the hidden fields of the form, as if it had been open for a minute."""
    answer = client.post("/questions/ask/", {"none": "on", "article": article}, follow=True)
    fields = hidden(answer)
    return {"go": fields["go"], "key": fields["key"]}


def filled(client, article="", **fields) -> dict:
    """Everything a browser would post from the form."""
    return {**QUESTION, **form_behind_signs(client, article), **fields}


def ask(client, article="", **fields):
    """Asks a whole question; gives the response to "send"."""
    return client.post("/questions/ask/check/", {**filled(client, article, **fields), "do": "send"})
