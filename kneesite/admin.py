"""What the roof registers in the staff area; Django looks for this file."""

from kneesite import accounts, pages, redirects

__all__ = ["accounts", "pages", "redirects"]
