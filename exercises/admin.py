"""The library in the staff area: pictures to recognise an exercise by, and what is due for review first."""

from datetime import timedelta

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils import timezone

from core.admin import HouseAdmin
from exercises.charts import chart
from exercises.feeling import felt_since
from exercises.models import Exercise
from pictures.admin import small_picture

WEEKS = 12


@admin.register(Exercise)
class ExerciseAdmin(HouseAdmin):
    """One exercise, in the order a physiotherapist would write it down."""

    list_display = ["thumbnail", "name", "area", "position", "dose", "state", "next_review_on"]
    list_display_links = ["thumbnail", "name"]
    list_filter = ["area", "position", ("topics", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["name", "summary", "muscles"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["picture", "easier_picture", "harder_picture", "topics"]
    readonly_fields = ["preview", "duration", "how_it_felt"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "summary", "picture", "preview"]}),
        ("How to do it", {"fields": ["start", "steps", "area", "position", "equipment", "muscles"]}),
        (
            "How much",
            {"fields": ["hold", "tempo", "repetitions", "sets", "sides", "rest", "frequency", "duration"]},
        ),
        ("Easier and harder", {"fields": ["easier", "easier_picture", "harder", "harder_picture"]}),
        ("Safety", {"fields": ["avoid", "stop"]}),
        ("Where it appears", {"fields": ["topics", "goes_live_at", "retires_at"]}),
        ("What readers say", {"fields": ["how_it_felt"]}),
        ("Where it comes from", {"fields": ["source", "reviewed_on", "next_review_on"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).for_cards()

    @admin.display(description="")
    def thumbnail(self, obj):
        return small_picture(obj.picture, 96) if obj.picture else "No picture yet"

    @admin.display(description="how it looks")
    def preview(self, obj):
        return small_picture(obj.picture, 320) if obj.picture else "Choose a picture; after saving you see it here."

    @admin.display(description="dose")
    def dose(self, obj):
        hold = f"{obj.hold} s, " if obj.hold else ""
        each = " each side" if obj.number_of_sides == 2 else ""
        return f"{hold}{obj.repetitions} ×{each}, {obj.sets} set{'s' if obj.sets > 1 else ''}"

    @admin.display(description="takes")
    def duration(self, obj):
        """Reckoned from the numbers above, never typed in."""
        return f"About {obj.seconds} seconds with all sets, sides and rests" if obj.pk else "Reckoned after saving."

    @admin.display(description="how it felt")
    def how_it_felt(self, obj):
        """The taps at the end of sessions, as a small chart."""
        if not obj.pk:
            return "Readers can say so after a session."
        rows = felt_since(obj, timezone.localdate() - timedelta(weeks=WEEKS))
        return render_to_string("admin/_chart.html", {"chart": chart(f"In the last {WEEKS} weeks", rows)})

    @admin.display(description="readers see it", ordering="goes_live_at")
    def state(self, obj):
        return obj.live_state()
