"""A house with one thing for every line of staff_table.py, and the people who walk through it."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.models import Group, User
from django.contrib.flatpages.models import FlatPage
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from advisor.models import HelpLine, MissedSign
from advisor.tests.factories import a_desk, a_question, a_saved_reply, a_sign, an_enquiry
from articles.models import MistakeReport
from articles.tests.factories import a_draft, a_fact, a_recommendation, an_article, an_author
from exercises.tests.factories import an_exercise
from newsletter.tests.factories import a_subscriber, an_approved_issue, an_issue
from pictures.tests.factories import a_picture
from products.models import ClaimWaiver, ClaimWord
from products.tests.factories import a_category, a_product
from quiz.tests.factories import a_quiz
from search.models import Synonym, UnansweredSearch
from search.unanswered import SHOWN_FROM
from topics.tests.factories import a_topic

ROLES = {"A": "Authors", "E": "Editors", "V": "Advisors", "C": "Catalogue", "O": "Owners"}


WALKER = "kneesite.walker"
BARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "csp.middleware.CSPMiddleware",
    "tests.staff_house.KnownAtTheDoor",
]


class KnownAtTheDoor:
    """Middleware that lets two thousand requests take seconds: the walker is known, and no page is painted."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.user = request.META[WALKER]
        return self.get_response(request)

    def process_template_response(self, request, response):
        response.render = lambda: response
        return response


def somebody_of(letter):
    """A member of staff with this role, who also has a page as author; "-" has no role."""
    user = User.objects.create_user(f"one-of-{letter}", is_staff=True)
    if letter in ROLES:
        user.groups.add(Group.objects.get(name=ROLES[letter]))
    an_author(user=user)
    return user


def a_staff_house(user) -> dict:
    """One thing for each key of LINES; "own" ones belong to `user`."""
    knees, other = a_topic("Knees"), User.objects.create_user("somebody-else", is_staff=True)
    live, quiz = an_article(authors=[user.author]), a_quiz("How supple?")
    today = timezone.localdate()
    return {
        "sites.site": Site.objects.first() or Site.objects.create(domain="example.org", name="Example"),
        "axes.accessattempt": AccessAttempt.objects.create(username="x", ip_address="192.0.2.1", failures_since_start=1),
        "axes.accesslog": AccessLog.objects.create(username="x"),
        "axes.accessfailurelog": AccessFailureLog.objects.create(username="x"),
        "otp_totp.totpdevice": TOTPDevice.objects.create(user=user, name="phone"),
        "otp_static.staticdevice": StaticDevice.objects.create(user=user, name="paper"),
        "auth.user": other,
        "auth.user:superuser": User.objects.create_superuser("set-up"),
        "auth.group": Group.objects.first(),
        "flatpages.flatpage": FlatPage.objects.first(),
        "redirects.redirect": Redirect.objects.create(site_id=1, old_path="/old/", new_path="/"),
        "pictures.picture:own": a_picture(added_by=user),
        "pictures.picture:of others": a_picture(added_by=other),
        "search.synonym": Synonym.objects.create(expressions="knee, patella"),
        "search.unansweredsearch": UnansweredSearch.objects.create(words="elbow", count=SHOWN_FROM, last_on=today),
        "topics.topic": knees,
        "products.claimword": ClaimWord.objects.first() or ClaimWord.objects.create(phrase="heals"),
        "products.claimwaiver": a_waiver(a_product(), other),
        "products.category": a_category("To drink"),
        "products.product": a_product(),
        "exercises.exercise": an_exercise(),
        "articles.fact": a_fact(),
        "articles.recommendation": a_recommendation(knees, author=user.author, exercise=an_exercise()),
        "articles.author": an_author(),
        "articles.article": live.article,
        "articles.revision:own": a_draft(authors=[user.author]),
        "articles.revision:own, live": live,
        "articles.revision:of others": a_draft(by=other),
        "articles.mistakereport": MistakeReport.objects.create(article=live.article, revision=live, kind="typing"),
        "advisor.desk": a_desk(),
        "advisor.savedreply": a_saved_reply(),
        "advisor.missedsign": MissedSign.objects.create(words="leaking", noted_by=other),
        "advisor.enquiry": an_enquiry(),
        "advisor.question:draft": a_question(goes_live_at=None),
        "advisor.question:live": a_question(),
        "advisor.warningsign:draft": a_sign(goes_live_at=None),
        "advisor.warningsign:live": a_sign(),
        "advisor.helpline": HelpLine.objects.create(name="Help", number="111", checked_on=today),
        "quiz.quiz": quiz,
        "quiz.item": quiz.items.first(),
        "newsletter.issue:draft": an_issue(),
        "newsletter.issue:approved": an_approved_issue(),
        "newsletter.subscriber": a_subscriber(),
    }  # fmt: skip


def a_waiver(product, by):
    """A sentence that an Owner let stand."""
    return ClaimWaiver.objects.create(
        about_id=1, words="heals", product=product, sentence="It heals.", reason="A quotation.", waived_by=by
    )
