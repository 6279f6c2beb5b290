"""The asker's private page: shows on GET, acts on POST; the same 404 for a wrong and an erased link.

Its forms carry no token of Django's: nobody can forge a request to an address that nobody can guess, and under
`no-referrer` browsers send the origin "null", which Django would refuse.
"""

from functools import wraps

from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt

from advisor import retention, speed, states
from advisor.adverts import products_in
from advisor.erasing import erase
from advisor.forms import WordsForm
from advisor.models import Desk, Enquiry, Question, TooLate
from advisor.views.asking import signs_in_short
from articles.models import Author
from core.addresses import absolute
from core.private import open_token, private_token

NO_ONE = "There is nothing at this address."


def private_page(view):
    """Kept nowhere, found by no search engine, told to no other site; also when the link is wrong."""

    @csrf_exempt
    @wraps(view)
    def private_view(request, token):
        try:
            response = view(request, opened(token), token)
        except Http404:
            response = render(request, "404.html", status=404)
        add_never_cache_headers(response)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return private_view


def opened(token) -> Enquiry:
    """The enquiry of a private link, or Http404: wrong, exchanged and erased look the same."""
    parts = open_token(token, "follow")
    enquiry = parts and Enquiry.objects.readable().select_related("topic").filter(uuid=parts.uuid).first()
    if not enquiry or not parts.fits(enquiry.link_version):
        raise Http404(NO_ONE)
    return enquiry


@private_page
def thanks(request, enquiry, token):
    """It was sent: the private link, and what happens now."""
    context = about(enquiry) | {
        "token": token,
        "address": absolute(reverse("advisor:follow", args=[token])),
        "speed": speed.sentence(),
        "days": retention.DAYS,
    }
    return render(request, "advisor/thanks.html", context)


@private_page
def follow(request, enquiry, token):
    """The private page itself."""
    if request.method in ("GET", "HEAD"):
        return show(request, enquiry)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    act = ACTS.get(request.POST.get("do", ""))
    if act is None:
        return show(request, enquiry)
    try:
        return act(request, enquiry)
    except TooLate as answer:
        enquiry.refresh_from_db()
        return show(
            request, enquiry, words_form(enquiry, request.POST if "text" in request.POST else None), str(answer)
        )


def show(request, enquiry, form=None, sentence=""):
    """The page as it stands now."""
    context, pointed_to = about(enquiry), published_answer(enquiry)
    context |= {
        "state": states.for_asker(enquiry, context["advisor"].first_name if context["advisor"] else ""),
        "public": Question.objects.published().filter(enquiry=enquiry).first(),
        "form": form or words_form(enquiry),
        "sentence": sentence,
        "pointed_to": pointed_to,
        "products": products_in(enquiry, *([pointed_to.title] if pointed_to else [])),
        "kept": kept_until(enquiry),
    }
    return render(request, "advisor/follow.html", context)


def about(enquiry) -> dict:
    """What both private pages say about a question."""
    desk = Desk.now()
    return {
        "enquiry": enquiry,
        "signs": signs_in_short(),
        "advisor": enquiry.advisor or desk.advisor or Author.objects.filter(is_advisor=True, left_on=None).first(),
    }


def published_answer(enquiry):
    """The public answer that the desk pointed to, while it is there."""
    question = enquiry.pointed_to
    return question if question and question.is_published() else None


def kept_until(enquiry):
    """(what, until when) in days of the calendar."""
    address = retention.address_until(enquiry)
    return {"address": address, "text": retention.text_until(enquiry), "days": retention.DAYS}


def words_form(enquiry, data=None):
    """For the reply while we wait for one, else for a detail."""
    return WordsForm(data, reply=enquiry.status == Enquiry.Status.WAITING)


# -- what a button does ---------------------------------------------------------------------------


def add_words(request, enquiry):
    """A detail, or the reply to the advisor's question."""
    form = words_form(enquiry, request.POST)
    if not form.is_valid():
        return show(request, enquiry, form)
    if request.POST["do"] == "reply":
        enquiry.take_reply(form.cleaned_data["text"])
    else:
        enquiry.add_detail(form.cleaned_data["text"])
    return back_to(enquiry)


def say_helped(request, enquiry):
    enquiry.say_helped(request.POST.get("helped") == "yes")
    return back_to(enquiry)


def keep_private(request, enquiry):
    """Takes the consent to publish back; what is published is taken down, and what is not is erased."""
    with transaction.atomic():
        enquiry.withdraw_consent()
        for question in Question.objects.filter(enquiry=enquiry):
            question.take_down() if question.goes_live_at else question.erase_text()
    return back_to(enquiry)


def exchange_link(request, enquiry):
    enquiry.exchange_link()
    return back_to(enquiry)


def withdraw(request, enquiry):
    enquiry.withdraw()
    return back_to(enquiry)


def ask_before_erasing(request, enquiry):
    """One page between a slip of the finger and losing everything."""
    public = Question.objects.published().filter(enquiry=enquiry).exists()
    return render(request, "advisor/erase.html", {"enquiry": enquiry, "public": public})


def erase_now(request, enquiry):
    """Gone. The page says so; its address answers 404 from now on."""
    erase(enquiry, public_too=request.POST.get("public_too") == "on")
    return render(request, "advisor/erased.html")


ACTS = {
    "detail": add_words,
    "reply": add_words,
    "helped": say_helped,
    "private": keep_private,
    "link": exchange_link,
    "withdraw": withdraw,
    "erase": ask_before_erasing,
    "erase-now": erase_now,
}


def back_to(enquiry):
    """The private page by GET, so that a reload repeats nothing."""
    return redirect("advisor:follow", private_token(enquiry.uuid, enquiry.link_version, "follow"))
