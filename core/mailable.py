"""Which e-mail addresses letters can be sent to: not every address that Django takes for one."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

NAME = (
    "Mail servers take only plain letters, figures and signs before the @. "
    "Please type this part again, without accents or other letters."
)
PLACE = "No mail server can have the name behind the @: a part of it is too long. Please check it."


def validate_mailable(email):
    """One address that mail servers understand. Django ignores upper and lower case, and so takes “ſ” for an “s”."""
    validate_email(email)
    name, _, place = email.rpartition("@")
    if not name.isascii():
        raise ValidationError(NAME, code="name")
    try:
        place.encode("idna")
    except UnicodeError:
        raise ValidationError(PLACE, code="place") from None


def is_mailable(email) -> bool:
    """The same without a sentence: for addresses that nobody is typing just now."""
    try:
        validate_mailable(email)
    except ValidationError:
        return False
    return True


class MailableField(forms.EmailField):
    """Where a reader types an address that letters will go to."""

    default_validators = [validate_mailable]
