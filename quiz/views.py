"""The list, the start page (both kept for everybody), and the questions (never kept)."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core.addresses import gone
from core.csrf import keeps_text
from core.pagecache import public_page
from quiz.models import Quiz
from quiz.sheet import kept_sheet
from quiz.walk import walk


@public_page
def quiz_list(request):
    """All quizzes."""
    return render(request, "quiz/quiz_list.html", {"quizzes": Quiz.objects.published().for_cards()})


@public_page
def start(request, slug):
    """What a quiz is about; the questions begin behind its button."""
    quiz = Quiz.objects.published().for_cards().filter(slug=slug).first()
    if quiz is None:
        return taken_down(request, slug)
    return render(request, "quiz/quiz_start.html", {"quiz": quiz, "crumbs": [("Quiz", reverse("quiz:list"))]})


def taken_down(request, slug):
    """410 for a quiz that readers knew, else 404."""
    get_object_or_404(Quiz.objects.retired(), slug=slug)
    return gone(request, {"instead": [("All quizzes", reverse("quiz:list"))]})


@keeps_text
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request, slug):
    """One question after the other, and the result, all at one address."""
    sheet = kept_sheet(slug, request)
    if sheet is None:
        return taken_down(request, slug)
    return walk(request, sheet, reverse("quiz:questions", args=[slug]))
