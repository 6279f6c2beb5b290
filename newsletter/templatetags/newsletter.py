"""The panel and the band that invite readers to the letter: links that a small module turns into the form."""

from django import template

register = template.Library()


@register.inclusion_tag("newsletter/_panel.html")
def newsletter_panel():
    """The panel of the sidebar. The page loads js/lift.js; without it the link leads to the form."""
    return {}


@register.inclusion_tag("newsletter/_band.html")
def newsletter_band():
    """The wide band of the home page."""
    return {}
