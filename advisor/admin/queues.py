"""The desk's list: its queues with their numbers, its filters, the words that are searched. Looks at open questions only."""

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Q
from django.utils import timezone

from advisor.models import Enquiry

QUEUES = {
    "todo": "To do",
    "new": "New",
    "mine": "Mine",
    "waiting": "Waiting for the asker",
    "overdue": "Overdue",
    "publish": "To publish",
    "held": "Held, spam?",
    "declined": "Declined",
    "answered": "Answered",
}
MOST_WORDS = 5


def in_queue(rows, name, user):
    """The questions of a queue."""
    return {
        "new": lambda: rows.filter(status="new"),
        "mine": lambda: rows.held_by(user),
        "waiting": lambda: rows.filter(status="waiting"),
        "overdue": rows.overdue,
        "publish": rows.to_publish,
        "held": lambda: rows.filter(status="held"),
        "declined": lambda: rows.filter(status="declined"),
        "answered": lambda: rows.filter(status="answered"),
    }.get(name, rows.open)()


def counts_for(user) -> dict:
    """How many wait in each queue that is worked on; two queries, both by an index."""
    now = timezone.now()
    mine = Q(claimed_by=user, claimed_until__gt=now, status__in=["new", "waiting"])
    counted = Enquiry.objects.filter(status__in=["held", "new", "waiting"]).aggregate(
        todo=Count("pk", filter=~Q(status="held")),
        new=Count("pk", filter=Q(status="new")),
        waiting=Count("pk", filter=Q(status="waiting")),
        overdue=Count("pk", filter=Q(status="new", due_at__lt=now)),
        held=Count("pk", filter=Q(status="held")),
        mine=Count("pk", filter=mine),
    )
    return counted | {"publish": Enquiry.objects.to_publish().count()}


class QueueFilter(SimpleListFilter):
    """What waits comes first; there is no list of everything."""

    title = "queue"
    parameter_name = "queue"

    def __init__(self, request, *args, **kwargs):
        self.user = request.user
        super().__init__(request, *args, **kwargs)

    def lookups(self, request, model_admin):
        return QUEUES.items()

    def queryset(self, request, queryset):
        # a number that is looked for may stand in any queue; words are looked for in the open ones
        number = request.GET.get("q", "").strip()
        return queryset if _is_number(number) else in_queue(queryset, self.value(), request.user)

    def choices(self, changelist):
        counts = counts_for(self.user)
        for name, label in QUEUES.items():
            yield {
                "selected": (self.value() or "todo") == name,
                "query_string": changelist.get_query_string({self.parameter_name: name}),
                "display": f"{label} ({counts[name]})" if name in counts else label,
            }


class SignFilter(SimpleListFilter):
    """By what the phrase match found."""

    title = "warning sign"
    parameter_name = "sign"

    def lookups(self, request, model_admin):
        return [(str(value), label) for value, label in reversed(Enquiry.Urgency.choices)]

    def queryset(self, request, queryset):
        value = self.value()
        return queryset.filter(urgency=int(value)) if value in {"0", "1", "2", "3", "4"} else queryset


class Worklist(ChangeList):
    """Rows know who looks at them, for "yours until 10:48"."""

    def get_results(self, request):
        super().get_results(request)
        for enquiry in self.result_list:
            enquiry.viewer = request.user


def searched(queryset, text):
    """A number finds that question; words are looked for in the open queue only."""
    text = text.replace("\x00", "").strip()[:200]
    if _is_number(text):
        return queryset.filter(pk=int(text))
    rows = queryset.filter(status__in=["new", "waiting"]) if text else queryset
    for word in text.split()[:MOST_WORDS]:
        rows = rows.filter(Q(question__icontains=word) | Q(details__icontains=word))
    return rows


def _is_number(text):
    return text.isascii() and text.isdigit() and len(text) < 10
