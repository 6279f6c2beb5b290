"""Published questions: the list, one question, the feed, and "did this help?". No enquiry is ever read here."""

from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from advisor.models import Desk, Question
from advisor.topics import topics_by_answers
from articles.models import Author, Revision
from articles.reading import related_to
from core.addresses import gone
from core.csrf import keeps_text
from core.pagecache import public_page
from core.pagination import page_of
from core.ratelimit import allow, network_of
from core.reader import reader_key, remember_reader
from search import index
from topics.models import to_offer

DAY = 24 * 3600
BEING_CHANGED = {
    "heading": "We are changing this answer",
    "lead": "It was here, and it comes back at this address when a second person has read it again.",
}
MOST_TO_READ = 4
PER_NETWORK = 30  # clicks on "did this help?" and "this answers me" that are counted


@public_page(keys=("page", "topic"))
def question_list(request):
    """All published questions, the newest answer first; by topic, or what was searched for."""
    topics = list(topics_by_answers())
    wanted = request.GET.get("topic", "")
    topic = next((one for one in topics if one.slug == wanted), None)
    if wanted and topic is None:
        raise Http404("There is no such topic.")
    words = request.GET.get("q", "").replace("\x00", "")[:200].strip()
    found = index.find(words, kind="question", topic=wanted) if words else None
    questions = Question.objects.published().for_list()
    context = {
        "page": page_of(request, found if words else questions.of_topics([topic]) if topic else questions),
        "words": words,
        "topic": topic,
        "query": urlencode({name: value for name, value in (("q", words), ("topic", wanted)) if value}),
        "filters": [one for one in to_offer(topics, [wanted]) if one.number or one == topic],
        "advisor": the_advisor(),
    }
    return render(request, "advisor/question_list.html", context)


@public_page
def detail(request, slug):
    """One question with its answer; 410 when it was taken down or is being changed."""
    question = get_object_or_404(Question.objects.for_reading().with_counts(), slug=slug)
    if not question.is_published():
        if question.retires_at:
            return gone(request, None if question.goes_live_at else BEING_CHANGED)
        raise Http404("It is not published.")
    topics = list(question.topics.all())
    context = {
        "question": question,
        "like": Question.objects.near_to(question, topics),
        "topics": topics,
        "articles": to_read_on(question, topics),
    }
    return render(request, "advisor/question_detail.html", context)


@keeps_text
def helpful(request, slug):
    """Did this answer help? Counted once a day and browser; nothing else is kept."""
    question = get_object_or_404(Question.objects.published(), slug=slug)
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    said = request.POST.get("helped")
    may_count = reader_key(request) and not getattr(request, "csrf_failed", False)
    thanked = said in ("yes", "no") and bool(may_count)
    if thanked and counts_today(request, f"helpful-{question.pk}"):
        question.count("helped" if said == "yes" else "not_helped")
    context = {"question": question, "thanked": thanked, "said": said, "again": bool(said) and not thanked}
    response = render(request, "advisor/helpful.html", context)
    add_never_cache_headers(response)
    return remember_reader(request, response)


def counts_today(request, name) -> bool:
    """Whether a click counts: once a day and browser, and at most PER_NETWORK a day from one address range."""
    who = reader_key(request)
    return bool(
        who and allow(name, who, 1, DAY).allowed and allow("clicks from", network_of(request), PER_NETWORK, DAY).allowed
    )


def to_read_on(question, topics):
    """(title, address) of the texts the advisor chose, then of those that are close to the answer; two queries."""
    texts = [*texts_of(question), *related_to(question, topics)]
    return list({text.article_id: (text.title, text.get_absolute_url()) for text in texts}.values())[:MOST_TO_READ]


def texts_of(question):
    """The live texts that an answer leads to."""
    return Revision.objects.published().filter(article__questions=question).select_related("article")[:MOST_TO_READ]


def the_advisor():
    """Whose face stands beside "ask a question"."""
    return Desk.now().advisor or Author.objects.with_faces().filter(is_advisor=True, left_on=None).first()
