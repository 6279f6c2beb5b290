"""The desk in numbers: what waits now, and what happened month by month. Nothing about any one person."""

from collections import Counter, defaultdict
from statistics import median, quantiles

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from advisor import retention
from advisor.models import Enquiry, QuestionCount
from advisor.working_days import working_days_between

MONTHS = 12


def waiting(now=None) -> dict:
    """How many wait in each queue. Only open, held and publishable questions are looked at, by their indexes."""
    now = now or timezone.now()
    rows = Enquiry.objects.open()
    old = now - retention.days("unanswered") + retention.days("warning")
    open_counts = rows.aggregate(
        new=Count("pk", filter=Q(status="new")),
        waiting=Count("pk", filter=Q(status="waiting")),
        overdue=Count("pk", filter=Q(status="new", due_at__lt=now)),
        urgent=Count("pk", filter=Q(urgency__gte=Enquiry.Urgency.SAME_DAY)),
        soon_too_old=Count("pk", filter=Q(received_at__lt=old)),
    )
    held = Enquiry.objects.filter(status="held").count()
    return open_counts | {"held": held, "to_publish": Enquiry.objects.to_publish().count()}


def months(now=None) -> list:
    """The last months, the newest first, as dictionaries for table, charts and CSV."""
    first = first_of_month(now, MONTHS - 1)
    asked = Counter(dict(_per_month(Enquiry.objects.filter(received_at__gte=first), "received_at")))
    closed = Enquiry.objects.filter(closed_at__gte=first)
    answered = defaultdict(list)
    for received, done in closed.filter(status="answered").values_list("received_at", "closed_at").iterator():
        answered[_month(done)].append(working_days_between(received, done))
    declined = defaultdict(Counter)
    rows = closed.filter(status="declined").annotate(month=TruncMonth("closed_at"))
    for month, reason, count in rows.values_list("month", "decline_reason").annotate(count=Count("pk")).order_by():
        declined[_month(month)][reason] = count
    said = _said_of_answers(first)
    return [_month_row(first_of_month(now, back), asked, answered, declined, said) for back in range(MONTHS)]


def _month_row(moment, asked, answered, declined, said):
    month = _month(moment)
    days = answered[month]
    return {
        "month": moment,
        "asked": asked[month],
        "answered": len(days),
        "median": round(median(days), 1) if days else None,
        "slowest_tenth": round(quantiles(days, n=10, method="inclusive")[8], 1)
        if len(days) > 1
        else (days or [None])[0],
        "declined": sum(declined[month].values()),
        "declined_by_reason": {Enquiry.DeclineReason(key).label: count for key, count in declined[month].items()},
        **said[month],
    }


def _per_month(rows, field):
    counted = rows.annotate(month=TruncMonth(field)).values_list("month").annotate(count=Count("pk")).order_by()
    return [(_month(month), count) for month, count in counted]


def _said_of_answers(first):
    """{month: {"deflected", "helped", "not_helped"}}: public answers and private ones together."""
    said = defaultdict(lambda: {"deflected": 0, "helped": 0, "not_helped": 0})
    public = QuestionCount.objects.filter(month__gte=first.date()).values("month").order_by().annotate(
        deflected=Sum("deflected"), helped=Sum("helped"), not_helped=Sum("not_helped")
    )  # fmt: skip
    for row in public:
        month = said[(row.pop("month")).strftime("%Y-%m")]
        for name, count in row.items():
            month[name] += count
    private = Enquiry.objects.filter(closed_at__gte=first, status="answered", helped__isnull=False)
    for month, helped, count in (
        private.annotate(month=TruncMonth("closed_at"))
        .values_list("month", "helped")
        .annotate(count=Count("pk"))
        .order_by()
    ):
        said[_month(month)]["helped" if helped else "not_helped"] += count
    return said


def first_of_month(now, back):
    """The first moment of the month `back` months ago, in local time."""
    here = timezone.localtime(now or timezone.now()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    year, month = divmod(here.year * 12 + here.month - 1 - back, 12)
    return here.replace(year=year, month=month + 1)


def _month(moment):
    return timezone.localtime(moment).strftime("%Y-%m")
