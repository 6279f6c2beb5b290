"""Sets up the desk: whose face stands beside the ask form, and the warning signs as staff can edit them."""

from advisor.models import Desk, HelpLine, WarningSign
from advisor.models.warning_sign import built_in
from kneesite.demo.rows import moment

LIVE_SINCE = "2026-03-24"


def load(authors):
    """The desk and, when there are none, the warning signs of the repository."""
    Desk.objects.get_or_create(pk=1, defaults={"advisor": authors["orla-fenwick"]})
    if not WarningSign.objects.exists():
        load_signs()


def load_signs():
    """The built-in list as rows."""
    data = built_in()
    numbers = {
        row["name"]: HelpLine.objects.get_or_create(name=row["name"], defaults=row)[0] for row in data["help_lines"]
    }
    for row in data["signs"]:
        names = row.pop("help_lines")
        sign = WarningSign.objects.create(goes_live_at=moment(LIVE_SINCE), **row)
        sign.help_lines.set([numbers[name] for name in names])
