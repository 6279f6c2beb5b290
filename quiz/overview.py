"""What an editor sees above a quiz: what is missing, the bands with their ranges and spread, and the anonymous counts."""

from datetime import timedelta

from django.db.models import Sum
from django.template.loader import render_to_string
from django.utils import timezone

from exercises.charts import chart
from quiz.counts import Count
from quiz.soundness import advice_for, bands_with_ranges, mistakes_of, scored_rows, spread_of, words_of
from quiz.spread import NO_BAND, NO_SCORE, REPLACED, number_of_ways, percent

WEEKS = 12


def overview(sheet) -> str:
    """HTML for the top of the quiz's page in the staff area."""
    totals = totals_since(sheet.quiz.pk, timezone.localdate() - timedelta(weeks=WEEKS))
    ways, whole = spread_of(sheet), number_of_ways(scored_rows(sheet))
    context = {
        "mistakes": mistakes_of(sheet),
        "advice": advice_for(sheet, ways),
        "bands": band_rows(sheet, ways, whole),
        "others": other_rows(ways, whole),
        "ways": f"{whole:,}",
        "weeks": WEEKS,
        "charts": [chart("Results", result_counts(sheet, totals)), *question_charts(sheet, totals)] if totals else [],
    }
    return render_to_string("admin/quiz/_overview.html", context)


def band_rows(sheet, ways, whole):
    """Each band with its range and its part of all ways to answer."""
    return [
        {
            "title": band.title,
            "range": words_of(band_range),
            "share": percent(ways.get(place, 0), whole),
            "ways": ways.get(place, 0),
        }
        for place, (band, band_range) in enumerate(bands_with_ranges(sheet))
    ]


def other_rows(ways, whole):
    """The ways to answer that lead to no band."""
    words = {NO_SCORE: "Too few answers for a score", REPLACED: "A message instead", NO_BAND: "No band at all"}
    return [
        {"title": title, "share": percent(ways[key], whole), "ways": ways[key]}
        for key, title in words.items()
        if ways.get(key)
    ]


def totals_since(quiz_id, day) -> dict:
    """{what: number} over all days since."""
    rows = Count.objects.filter(quiz=quiz_id, day__gte=day).values("what").annotate(total=Sum("number"))
    return {row["what"]: row["total"] for row in rows}


def result_counts(sheet, totals):
    """(words, number) for each band and for what is no band."""
    rows = [(band.title, totals.get(f"band:{band.pk}", 0)) for band in sheet.bands]
    return [*rows, ("No score", totals.get("no-score", 0)), ("A message instead", totals.get("replaced", 0))]


def question_charts(sheet, totals):
    """A small chart for each question."""
    for question in sheet.questions:
        rows = [(option.label, totals.get(f"option:{option.pk}", 0)) for option in question.options]
        if not question.item.gate:
            rows.append(("Skipped", totals.get(f"skip:{question.pk}", 0)))
        yield chart(str(question.item), rows)
