"""The way from the staff page of a text to what the claim guard found in it, live or not."""

from django import template

from products import guard

register = template.Library()


@register.inclusion_tag("products/_sentences_to_mend.html", takes_context=True)
def sentences_to_mend(context, text) -> dict:
    """A link with the number of open findings, for who may see them; nothing when there are none, or no guarded text."""
    may = text is not None and guard.is_guarded(text) and context["user"].has_perm("products.view_claimwaiver")
    number = len(guard.open_findings(text)) if may else 0
    return {"number": number, "url": guard.findings_url(text) if number else ""}
