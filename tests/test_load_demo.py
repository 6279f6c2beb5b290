"""What load_demo leaves behind, and what happens when it is run again."""

from datetime import timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.flatpages.models import FlatPage
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from advisor.models import Desk, Enquiry, Question, WarningSign
from articles.kinds import blocks_of
from articles.models import Article, Author, Fact, Rating, Recommendation, Reference, Revision
from core import site_state
from exercises.models import Exercise
from kneesite.demo import files
from newsletter.models import Issue, Subscriber
from newsletter.sending import send_issues
from pictures.models import Picture
from products import guard
from products.leaflets import clean_leaflet
from products.models import Product
from quiz.models import Quiz
from topics.models import Topic
from topics.tests.factories import a_topic

HOUSES = {
    "pictures",
    "topics",
    "authors",
    "products",
    "exercises",
    "articles",
    "advisor",
    "quiz",
    "newsletter",
    "flatpages",
}


def rows():
    """How many rows each table of ours has."""
    return {model._meta.label: model.objects.count() for model in apps.get_models() if model._meta.app_label in HOUSES}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Loaded once for all tests of this file; what a test changes is taken back behind it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    """The site as load_demo leaves it."""


def test_everything_of_the_files_is_there(demo):
    assert Picture.objects.count() == len(files.read("pictures")) == 36
    assert Topic.objects.count() == len(files.read("topics"))
    assert Author.objects.count() == 4
    assert Exercise.objects.published().count() == 12
    assert Product.objects.published().count() == 9
    assert Article.objects.published().count() == 8
    assert Fact.objects.published().count() == 10
    assert Question.objects.published().count() == 12
    assert Enquiry.objects.open().count() == 4
    assert Quiz.objects.published().count() == 1
    assert FlatPage.objects.count() == 4
    assert Issue.objects.published().count() == 2
    assert site_state.now().demo_loaded


def test_an_article_has_its_blocks_in_order(demo):
    row = next(row for row in files.articles() if row["slug"].startswith("five-exercises"))
    text = Article.objects.get(slug=row["slug"]).live_revision()
    blocks = [block.kind for block in blocks_of(text)]

    assert blocks == [block["kind"] for block in row["blocks"]]
    assert text.references.count() == len(row["references"])
    assert Rating.objects.of(text).score() == (8.0, 12)


def test_every_text_is_approved_and_live_since_its_day(demo):
    days = {row["slug"]: row["published_on"] for row in files.articles()}
    live = {
        text.article.slug: timezone.localdate(text.goes_live_at).isoformat() for text in Revision.objects.published()
    }

    assert live == days


def test_every_topic_has_a_recommendation_that_may_be_shown(demo):
    shown = [one for one in Recommendation.objects.published().pointing_at_live_things() if one.may_be_shown]

    assert len(shown) == len(files.read("recommendations"))
    assert {one.topic.slug for one in shown} == {row["slug"] for row in files.read("topics")}


def test_the_waiting_question_about_weight_loss_is_marked_for_the_desk(demo):
    urgent = Enquiry.objects.worklist().first()

    assert urgent.first_name == "Helen"
    assert urgent.urgency == Enquiry.Urgency.SEE_SOON
    assert Enquiry.objects.exclude(pk=urgent.pk).filter(urgency__gt=Enquiry.Urgency.NEGATED).count() == 0


def test_the_desk_has_a_face_and_signs_that_staff_can_edit(demo):
    assert Desk.now().advisor.name == "Orla Fenwick"
    assert WarningSign.objects.published().count() >= 10


def test_the_archive_has_letters_and_none_of_them_goes_to_anybody(demo, client):
    Subscriber.objects.create(email="anna@example.org", address_key="anna", confirmed_at=timezone.now())
    page = client.get("/newsletter/issues/breaks-at-the-desk-and-a-pot-of-stew/").content.decode()

    send_issues()

    assert mail.outbox == []
    assert "Chickpea, tomato and turmeric stew" in page
    assert Product.objects.get(slug="arnica-gel").statement in page
    assert list(guard.all_open_findings()) == []


def test_the_letters_of_the_archive_came_week_by_week_until_now(demo):
    days = [timezone.localdate(issue.started_at) for issue in Issue.objects.published()]

    assert len(days) > 1
    assert timezone.localdate() - days[0] < timedelta(days=7)
    assert {newer - older for newer, older in pairwise(days)} == {timedelta(days=7)}


def test_every_medicine_has_a_leaflet_to_download_that_our_own_check_takes(demo, client):
    medicines = [product for product in Product.objects.published() if product.is_medicine]

    for product in medicines:
        path = f"{product.get_absolute_url()}leaflet/"
        assert path in client.get(product.get_absolute_url()).content.decode()
        data = b"".join(client.get(path).streaming_content)
        assert clean_leaflet(SimpleUploadedFile("leaflet.pdf", data)) is None
        assert all(f"(- {caution}".encode("cp1252")[:60] in data for caution in product.cautions.splitlines())

    assert len(medicines) >= 3


def test_loading_twice_doubles_nothing(demo):
    before = rows()

    call_command("load_demo", verbosity=0)

    assert rows() == before
    assert before["articles.TextBlock"] > 20


def test_loading_again_leaves_what_somebody_changed(demo):
    Topic.objects.filter(slug="knees").update(name="Our knees")

    call_command("load_demo", verbosity=0)

    assert Topic.objects.get(slug="knees").name == "Our knees"


def test_loading_again_brings_back_what_is_missing(demo):
    Fact.objects.first().delete()

    call_command("load_demo", verbosity=0)

    assert Fact.objects.count() == 10


def test_a_readers_question_does_not_stop_a_second_load(demo):
    enquiry = Enquiry.objects.first()
    enquiry.pk, enquiry.uuid, enquiry.submission_key, enquiry._state.adding = None, uuid4(), uuid4(), True
    enquiry.save()

    call_command("load_demo", verbosity=0)

    assert Enquiry.objects.count() == 5


def test_a_demo_with_content_of_somebodys_own_is_refused(demo):
    a_topic("Horses")

    with pytest.raises(CommandError, match="1 topic"):
        call_command("load_demo")


def test_every_source_of_a_demo_text_says_when_it_is_from_or_that_it_does_not_tell(demo):
    assert [reference.title for reference in Reference.objects.all() if not reference.when] == []
    assert Reference.objects.count() > 20


def test_every_demo_row_would_pass_the_editors_form(demo):
    kinds = (Picture, Topic, Author, Exercise, Product, Fact, Recommendation, Question, Quiz)

    things = [thing for model in kinds for thing in model.objects.all()]
    for thing in things:
        thing.full_clean(validate_unique=False)
    assert {type(thing) for thing in things} == set(kinds)
