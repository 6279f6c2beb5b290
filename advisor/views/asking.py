"""Asking in steps: warning signs, the question, the check page. Nothing is stored before "send"."""

from django.core import signing
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from advisor import red_flags, speed
from advisor.forms import CAME_FROM, QuestionForm, SignsForm, Submission
from advisor.marked import marked
from advisor.models import Desk, Enquiry, Question, WarningSign
from advisor.receiving import TooMany, receive
from advisor.views.reading import counts_today
from articles.models import Article, Author
from core.csrf import TOO_OLD, keeps_text
from core.private import private_token
from core.reader import remember_reader

ADDRESS_KEYS = {"article": "article", "author": "author", "topic": "about"}
SIGNS_HOLD = 24 * 3600  # seconds after which somebody who comes back looks at the signs again


@keeps_text
def ask(request):
    """The signs first; behind them (`?go=`) the empty form."""
    if request.method == "POST":
        return answer_signs(request)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    desk = Desk.now()
    if day := speed.reopens_on(desk):
        return page(request, "ask_closed", {"day": speed.day_in_words(day), "desk": desk, "signs": signs_in_short()})
    go = opened_go(request.GET.get("go", ""), SIGNS_HOLD)
    if go is None:
        came_from = {name: request.GET.get(key, "").replace("\x00", "")[:120] for key, name in ADDRESS_KEYS.items()}
        return signs_page(request, SignsForm(signs=WarningSign.objects.for_asking(), initial=came_from))
    initial = {
        "go": request.GET["go"],
        "key": Submission.fresh().signed(),
        "topic": go["about"] or topic_of(go["article"]),
    }
    return form_page(request, QuestionForm(initial=initial))


def answer_signs(request):
    """A card, or the way on. What was already typed comes along."""
    carried = QuestionForm(request.POST) if "question" in request.POST else None
    form = SignsForm(request.POST, signs=WarningSign.objects.for_asking(), carried=carried)
    if getattr(request, "csrf_failed", False):
        form.too_old = TOO_OLD
        return signs_page(request, form)
    if not form.is_valid():
        return signs_page(request, form)
    go = signing.dumps({name: form.cleaned_data[name] for name in CAME_FROM}, salt="signs")
    if carried is not None:
        carried.renew("go", go)
    if form.ticked:
        context = {"form": form, "cards": form.cards, "go_on": go_on_label(form.ticked), "next": next_url(go)}
        return page(request, "ask_card", context)
    return redirect(next_url(go)) if carried is None else form_page(request, carried)


def go_on_label(ticked) -> str:
    """The words of the way on behind a card; "" when the sign takes no question."""
    if any(sign.stops_asking for sign in ticked):
        return ""
    crisis = any(sign.level == sign.Level.CRISIS for sign in ticked)
    return "I have done that, go on with my question" if crisis else "Go on with my question"


@keeps_text
def check(request):
    """What will be sent, once more; then "change", "send" or "this answers me"."""
    if request.method != "POST":
        return redirect("advisor:ask")
    if "answer" in request.POST:
        return answered_already(request)
    form = QuestionForm(request.POST)
    if getattr(request, "csrf_failed", False):
        form.too_old = TOO_OLD
        return form_page(request, form)
    if opened_go(request.POST.get("go", "")) is None:
        return signs_page(request, SignsForm(signs=WarningSign.objects.for_asking(), carried=form))
    if not form.is_valid() or request.POST.get("do") == "change":
        return form_page(request, form)
    return send(request, form) if request.POST.get("do") == "send" else check_page(request, form)


def send(request, form):
    """Stores the question and leads to its private link. A second copy of the form leads to the same one."""
    try:
        enquiry = receive(request, form, **asked_from(opened_go(form.cleaned_data["go"])))
    except TooMany as limit:
        response = check_page(request, form, retry_after=limit.retry_after)
        response.status_code = 429
        response["Retry-After"] = str(limit.retry_after)
        return response
    token = private_token(enquiry.uuid, enquiry.link_version, "follow")
    return redirect("advisor:thanks", token)


def answered_already(request):
    """Ends the flow: counts one for the answer that helped, keeps nothing."""
    number = request.POST["answer"]
    known = number.isascii() and number.isdigit() and len(number) < 10
    question = Question.objects.published().filter(pk=int(number)).first() if known else None
    if question is None or getattr(request, "csrf_failed", False):
        return redirect("advisor:list")
    if counts_today(request, f"deflected-{question.pk}"):
        question.count("deflected")
    return redirect(question)


@keeps_text
def similar(request):
    """A fragment for the form page: answers like what is being typed. By POST, so that no word stands in an address."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if getattr(request, "csrf_failed", False):
        return private(HttpResponse(""))
    found = Question.objects.like(request.POST.get("text", "").replace("\x00", "")[:3000])
    return private(render(request, "advisor/_similar.html", {"questions": found}))


# -- the pages ----------------------------------------------------------------------------------


def signs_page(request, form):
    """Step one."""
    response = page(request, "ask_signs", {"form": form, "desk": Desk.now(), "lines": help_lines(form.signs.values())})
    return remember_reader(request, response)


def form_page(request, form):
    """Step two, with the short list of signs above the form."""
    text = form.whole_text() if form.is_bound else ""
    context = {"form": form, "desk": Desk.now(), "signs": signs_in_short(), "questions": Question.objects.like(text)}
    return remember_reader(request, page(request, "ask_form", context))


def check_page(request, form, retry_after=0):
    """Step three: nothing has been sent yet."""
    text = form.whole_text()
    flags = [flag for flag in red_flags.find_flags(text) if not flag.negated]
    cards = [{**red_flags.cards()[flag.flag], "wrote": marked(text, flag.words)} for flag in flags[:2]]
    data = form.cleaned_data
    context = {
        "form": form,
        "cards": cards,
        "questions": Question.objects.like(text),
        "retry_after": retry_after,
        "how_long": dict(Enquiry.HowLong.choices)[data["how_long"]],
        "applies": [label for name, label in form.fields["applies"].choices if name in data["applies"]],
    }
    return page(request, "ask_check", context)


def page(request, name, context):
    """An asking page: kept nowhere."""
    if "desk" in context:
        desk = context["desk"]
        context |= {"advisor": desk.advisor or Author.objects.with_faces().filter(is_advisor=True, left_on=None).first(),
                    "speed": speed.sentence()}  # fmt: skip
    return private(render(request, f"advisor/{name}.html", context))


def private(response):
    """Neither browsers nor proxies keep it."""
    add_never_cache_headers(response)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def help_lines(signs):
    """The telephone numbers of these signs, each once, in their order."""
    lines = {line.name: line for sign in signs for line in sign.help_lines.all()}
    return sorted(lines.values(), key=lambda line: line.order)


def signs_in_short():
    """[(heading, "chest pain, numb between the legs")] for the list above the form."""
    short = {}
    for sign in WarningSign.objects.for_asking():
        if sign.in_short and sign.stops_asking:
            short.setdefault(sign.level, (sign.heading, []))[1].append(sign.in_short)
    return [(heading, ", ".join(words)) for heading, words in short.values()]


def topic_of(slug) -> str:
    """The first topic of the article one came from, or ""."""
    article = Article.objects.published().filter(slug=slug).first() if slug else None
    topic = article.topics.first() if article else None
    return topic.slug if topic else ""


def asked_from(go) -> dict:
    """The article and the author whose button led here; either may be None."""
    article = Article.objects.published().filter(slug=go["article"]).first() if go["article"] else None
    author = Author.objects.filter(slug=go["author"]).first() if go["author"] else None
    return {"article": article, "author": author or (article.authors.first() if article else None)}


def opened_go(text, seconds=None):
    """Where one came from ({"article", "author", "about"}: slugs or "") when the signs were passed, else None."""
    try:
        return signing.loads(text, salt="signs", max_age=seconds)
    except signing.BadSignature:
        return None


def next_url(go):
    """The empty form behind the signs."""
    return f"{reverse('advisor:ask')}?{urlencode({'go': go})}"
