"""The library, one exercise, and the guided session. Other apps show a session with their own list of exercises."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from core.pagecache import public_page
from core.pagination import page_of
from exercises.filters import chosen_of, fits, rows_of, traits_of
from exercises.models import Exercise
from exercises.picked import picked

PER_PAGE = 24


@public_page(keys=("area", "position", "needs", "page"))
def exercise_list(request):
    """The library with its filters; the traits of all exercises are read once, for the numbers beside the filters."""
    chosen = chosen_of(request.GET)
    traits = {
        pk: traits_of(*columns)
        for pk, *columns in Exercise.objects.published().values_list("pk", "area", "position", "equipment")
    }
    shown = [pk for pk, one in traits.items() if fits(one, chosen)]
    page = page_of(request, Exercise.objects.published().for_cards().filter(pk__in=shown), PER_PAGE)
    query = request.GET.copy()
    query.pop("page", None)
    context = {"page": page, "rows": rows_of(list(traits.values()), chosen), "query": query.urlencode()}
    return render(request, "exercises/exercise_list.html", context)


@public_page
def detail(request, slug):
    """One exercise."""
    exercise = get_object_or_404(Exercise.objects.published().for_reading(), slug=slug)
    return render(request, "exercises/exercise_detail.html", {"exercise": exercise, "topics": exercise.topics.all()})


@public_page(keys=("e",))
def session(request):
    """A session of hand-picked exercises."""
    exercises, missing = picked(request.GET.getlist("e"))
    context = {
        "title": "Your session",
        "exercises": exercises,
        "missing": missing,
        "back_url": reverse("exercises:list"),
        "back_label": "Exercises",
    }
    return render(request, "exercises/session.html", context)
