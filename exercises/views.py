"""The library, one exercise, and the guided session. Other apps show a session with their own list of exercises."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.addresses import gone
from core.csrf import TOO_OLD, keeps_text
from core.pagecache import public_page
from core.pagination import page_of
from core.ratelimit import allow, network_of
from exercises.feeling import FeltForm, count_felt
from exercises.filters import chosen_of, fits, rows_of, traits_of
from exercises.models import Exercise
from exercises.picked import picked

PER_PAGE = 24
FELT_AN_HOUR = 120  # from one network; a session has up to twenty taps


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
    """One exercise; 410 with others of its area for one that readers knew."""
    exercise = Exercise.objects.published().for_reading().filter(slug=slug).first()
    if exercise is None:
        retired = get_object_or_404(Exercise.objects.retired(), slug=slug)
        others = Exercise.objects.published().filter(area=retired.area)[:4]
        library = ("All exercises", reverse("exercises:list"))
        return gone(request, {"instead": [*[(one.name, one.get_absolute_url()) for one in others], library]})
    topics = exercise.topics.all()
    crumbs = [
        ("Exercises", reverse("exercises:list")),
        *[(one.name, one.get_absolute_url()) for one in list(topics)[:1]],
    ]
    return render(request, "exercises/exercise_detail.html", {"exercise": exercise, "topics": topics, "crumbs": crumbs})


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


@public_page
def plan(request):
    """My plan: the same page for everybody; the reader's browser shows the exercises of its own list."""
    context = {"title": "My plan", "plan": True, "exercises": list(Exercise.objects.published().for_cards())}
    back = {"back_url": reverse("exercises:list"), "back_label": "Exercises"}
    return render(request, "exercises/session.html", context | back)


@keeps_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def felt(request):
    """How a session felt; the answers are counted, not kept. Beyond the limit the reader is thanked all the same."""
    exercises = picked((request.POST or request.GET).getlist("e")).exercises
    form = FeltForm(request.POST or None, exercises=exercises)
    if getattr(request, "csrf_failed", False):
        form.too_old = TOO_OLD
    elif request.method == "POST" and form.is_valid():
        if allow("felt", network_of(request), FELT_AN_HOUR, 3600).allowed:
            count_felt(form.chosen())
        return render(request, "exercises/felt_done.html", {"hurt": form.something_hurt()})
    return render(request, "exercises/felt.html", {"form": form})
