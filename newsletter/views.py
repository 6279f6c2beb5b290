"""Signing up, confirming, choosing, leaving. GET shows, POST acts."""

from urllib.parse import urlsplit

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core import csrf, ratelimit
from newsletter import links, retention
from newsletter.forms import PreferencesForm, SignUpForm
from newsletter.issue import Issue
from newsletter.private_page import private_page
from newsletter.subscriber import Subscriber

EARLIER = 3  # letters shown beside the form
SIGN_UPS_AN_HOUR = 30  # from one range of addresses


@never_cache
@csrf.keeps_text
@require_http_methods(["GET", "HEAD", "POST"])
def signup(request):
    """The form; whatever the address, the answer is the same."""
    form = SignUpForm(request.POST if request.method == "POST" else None)
    if getattr(request, "csrf_failed", False):
        form.too_old = csrf.TOO_OLD
    elif form.is_bound and form.is_valid():
        return take_sign_up(request, form)
    context = {"form": form, "earlier": Issue.objects.published()[:EARLIER]}
    return render(request, "newsletter/signup.html", context)


def take_sign_up(request, form):
    """Writes the sign-up down and thanks; too many from one place wait a little."""
    verdict = ratelimit.allow("newsletter", ratelimit.network_of(request), SIGN_UPS_AN_HOUR, 3600)
    if not verdict.allowed:
        context = {"retry_after": verdict.retry_after, "back_url": "/newsletter/", "back_label": "Back to the form"}
        response = render(request, "429.html", context, status=429)
        response["Retry-After"] = str(verdict.retry_after)
        return response
    Subscriber.objects.sign_up(form.cleaned_data["email"], form.cleaned_data["topics"], page_of(request))
    return redirect("newsletter:sent")


@never_cache
@require_safe
def sent(request):
    """Please look into your inbox."""
    return render(request, "newsletter/sent.html")


@private_page(links.CONFIRM)
def confirm(request, subscriber):
    """The link of the letter shows a button; the button puts the address on the list."""
    if subscriber.left_at:
        return render(request, "newsletter/link_too_old.html", status=404)
    if request.method == "POST":
        subscriber.confirm()
        return redirect(f"{links.path_for(subscriber, links.PREFERENCES)}?welcome")
    preferences = links.path_for(subscriber, links.PREFERENCES) if subscriber.confirmed_at else ""
    return render(request, "newsletter/confirm.html", {"subscriber": subscriber, "preferences": preferences})


@private_page(links.LEAVE)
def leave(request, subscriber):
    """The button, and the bare POST that mail programs send (RFC 8058); both work at once and any number of times."""
    if request.method == "POST":
        subscriber.leave()
    context = {"left": bool(subscriber.left_at), "preferences": preferences_of(subscriber)}
    return render(request, "newsletter/leave.html", context)


@private_page(links.PREFERENCES)
def preferences(request, subscriber):
    """Topics, pause, export; the link to leave."""
    if preferences_of(subscriber) == "":
        return render(request, "newsletter/link_too_old.html", status=404)
    if request.POST.get("do") == "export":
        return as_file(retention.held(subscriber))
    form = PreferencesForm(request.POST if request.method == "POST" else None, subscriber=subscriber)
    if form.is_bound and form.is_valid():
        form.save(subscriber)
        return redirect(f"{request.path}?saved")
    said = next((word for word in ("welcome", "saved") if word in request.GET and not form.is_bound), "")
    context = {"form": form, "subscriber": subscriber, "said": said, "leave": links.path_for(subscriber, links.LEAVE)}
    return render(request, "newsletter/preferences.html", context)


def preferences_of(subscriber) -> str:
    """Where somebody on the list chooses; "" for everybody else."""
    on_the_list = subscriber.confirmed_at and not subscriber.left_at
    return links.path_for(subscriber, links.PREFERENCES) if on_the_list else ""


def as_file(data):
    """What we hold, as a file in a form that programs read."""
    response = JsonResponse(data, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="newsletter.json"'
    return response


def page_of(request) -> str:
    """The path of the page with the form, part of the proof of consent: a lifted form stands on a reading page."""
    try:
        path = urlsplit(request.headers.get("Referer", "")).path.replace("\x00", "")
    except ValueError:  # no address at all, such as "http://[bad"
        path = ""
    return path[:200] if path.startswith("/") else request.path
