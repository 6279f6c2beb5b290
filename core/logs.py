"""What never reaches a log: private tokens, e-mail addresses, query strings, anybody's words."""

import logging
import re

# A link that a mail program broke has spaces in it: what follows them goes as well when a slash ends it.
_TOKEN = re.compile(
    r"(/(?:follow|confirm|leave|preferences|preview)/)/*[^/\s\"'?]+(?:\s+[^/\s\"'?]+(?=[^\s\"'?]*/)){0,5}"
)
_MAIL = re.compile(r"[^\s@<>\"(]+(?:@|%(?:25)*40)[^\s@<>\"')]+\.[^\s@<>\"')]+")
_QUERY = re.compile(r"\?[^\s\"']*")
_SEARCH_IN_PATH = re.compile(r"(/search/(?:suggest/)?)(?!suggest/)[^\s?\"']+")  # “/search/sore knee”: typed, not linked
_LONG = re.compile(r"[A-Za-z0-9_\-=:]{40,}")
# Where an address goes on with the name of something public, and how such a name looks: plain words, a number here and
# there. A token mixes capitals, digits and letters within a word.
_NAMES_FOLLOW = re.compile(r"/(?:articles|authors|exercises|issues|products|questions|quiz|topics)/\Z")
_A_NAME = re.compile(r"(?:[a-z]{1,24}|[0-9]{1,4})(?:-(?:[a-z]{1,24}|[0-9]{1,4})){3,}\Z")


def without_private(text: str) -> str:
    """A line of log with everything that could tell of a person replaced."""
    text = _TOKEN.sub(r"\1[token]", text)
    text = _MAIL.sub("[address]", text)
    text = _SEARCH_IN_PATH.sub(r"\1[query]", text)
    text = _QUERY.sub("?[query]", text)
    return _LONG.sub(_unless_public, text)


def _unless_public(found) -> str:
    """A long word goes, but not the name in the address of something everybody may read."""
    word, before = found[0], found.string[: found.start()]
    return word if _NAMES_FOLLOW.search(before[-20:]) and _A_NAME.match(word) else "[long word]"


class PrivateFilter(logging.Filter):
    """Cleans the message with its arguments."""

    def filter(self, record):
        try:
            text = record.getMessage()
        except Exception:  # a log call with wrong arguments must not stop the work it tells of
            text = str(record.msg)
        record.msg, record.args = without_private(text), ()
        return True


class LineFormatter(logging.Formatter):
    """A traceback tells where, never with what: exception texts quote what readers typed and are left out."""

    def format(self, record):
        record.exc_text = None  # another handler may have kept the full text
        return super().format(record)

    def formatException(self, ei):  # noqa: N802 (the name is logging's)
        kind, _error, trace = ei
        lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in _frames(trace)]
        return "\n".join([f"{kind.__name__}", *lines])


def _frames(trace):
    frames = []
    while trace:
        code = trace.tb_frame.f_code
        frames.append(_Frame(code.co_filename, trace.tb_lineno, code.co_name))
        trace = trace.tb_next
    return frames


class _Frame:
    def __init__(self, filename, lineno, name):
        self.filename, self.lineno, self.name = filename, lineno, name
