"""Addresses of things: ASCII, up to 120 characters, and never a word that is an address of ours already."""

from django.core.exceptions import ValidationError
from django.db import models

RESERVED = (
    "admin", "ask", "changes", "check", "confirm", "feed", "follow", "health", "helpful", "issues", "leave", "mistake",
    "page", "preferences", "preview", "rate", "result", "search", "session", "suggest", "thanks",
)  # fmt: skip


def refuse_reserved(value):
    """A thing called "feed" would hide the feed."""
    if value.lower() in RESERVED:
        raise ValidationError(f"“{value}” is an address of the site itself. Please choose another word.")


class SlugField(models.SlugField):
    """The last part of an address."""

    default_validators = [*models.SlugField.default_validators, refuse_reserved]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 120)
        kwargs.setdefault("unique", True)
        kwargs.setdefault("verbose_name", "address")
        kwargs.setdefault("help_text", "The last part of the web address: small letters, digits and hyphens.")
        super().__init__(*args, **kwargs)
