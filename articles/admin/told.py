"""What readers told: reports of mistakes, those that wait first."""

from django.contrib import admin
from django.utils import timezone

from articles.told import MistakeReport
from core.admin import HouseAdmin, NotNow, Transition


class Waiting(admin.SimpleListFilter):
    """Those that wait unless all are asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("all", "All"), ("settled", "Settled")]

    def choices(self, changelist):
        yield {
            "selected": self.value() is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": "Waiting",
        }
        for value, words in self.lookup_choices:
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": words,
            }

    def queryset(self, request, reports):
        if self.value() == "all":
            return reports
        return reports.filter(settled_at__isnull=self.value() != "settled")


def settle(request, report):
    """One conditional UPDATE: two desks settle it once."""
    row = MistakeReport.objects.filter(pk=report.pk, settled_at=None)
    if not row.update(settled_at=timezone.now(), settled_by=request.user):
        raise NotNow("A colleague has settled it already.")
    return "Settled."


@admin.register(MistakeReport)
class MistakeReportAdmin(HouseAdmin):
    """Readers' words are read here and nowhere else."""

    list_display = ["reported_at", "kind", "about", "settled"]
    list_filter = [Waiting, "kind"]
    list_select_related = ["revision"]
    fields = ["kind", "what", "about", "version", "reported_at", "settled", "settled_by"]
    readonly_fields = fields
    actions = None
    transitions = [
        Transition("settle", "Settled", settle, lambda request, report: report.settled_at is None, primary=True,
                   permission="articles.change_mistakereport"),
    ]  # fmt: skip

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="article")
    def about(self, obj):
        return obj.revision.title

    @admin.display(description="the reader read version")
    def version(self, obj):
        return obj.revision.number

    @admin.display(description="settled", boolean=True)
    def settled(self, obj):
        return obj.settled_at is not None
