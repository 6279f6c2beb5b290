"""{% anything %}: a kind sentence where the panels of other apps had nothing to show."""

import re

from django import template
from django.utils.safestring import SafeString

register = template.Library()
_MARKUP = re.compile(r"<[^<>]*>|\s+")


@register.tag
def anything(parser, token):
    """{% anything %}panels{% otherwise %}shown when the panels hold no word{% endanything %}"""
    panels = parser.parse(("otherwise",))
    parser.delete_first_token()
    instead = parser.parse(("endanything",))
    parser.delete_first_token()
    return AnythingNode(panels, instead)


class AnythingNode(template.Node):
    """Draws the panels, or what stands there instead."""

    child_nodelists = ("panels", "instead")

    def __init__(self, panels, instead):
        self.panels, self.instead = panels, instead

    def render(self, context) -> SafeString:
        drawn = self.panels.render(context)
        return drawn if _MARKUP.sub("", drawn) else self.instead.render(context)
