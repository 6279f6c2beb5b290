"""The quiz desk in the staff area: what an editor sees, and that a broken quiz never reaches readers."""

from itertools import count

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from quiz.copying import copy_quiz
from quiz.models import Band, Count, Item, Quiz
from quiz.sheet import draft_sheet
from quiz.soundness import advice_for, mistakes_of
from quiz.tests.factories import a_gate, a_message, a_quiz, an_item

pytestmark = pytest.mark.django_db
_numbers = count(1)


@pytest.fixture
def desk(client):
    """A client of somebody who may everything in the staff area."""
    client.force_login(get_user_model().objects.create_superuser(f"editor-{next(_numbers)}"))
    return client


def change_page(quiz):
    return f"/admin/quiz/quiz/{quiz.pk}/change/"


def form_data(page) -> dict:
    """What the browser would send back of a change page without a change."""
    data = {}
    admin_form = page.context["adminform"].form
    for form in [
        admin_form,
        *[form for formset in page.context["inline_admin_formsets"] for form in formset.formset.forms],
    ]:
        for bound in form:
            value = bound.value()
            if isinstance(value, list | tuple) or hasattr(value, "all"):
                data[bound.html_name] = [
                    getattr(one, "pk", one) for one in (value.all() if hasattr(value, "all") else value)
                ]
            elif isinstance(value, bool):
                data.update({bound.html_name: "on"} if value else {})
            elif hasattr(bound.field.widget, "widgets"):
                for place, part in enumerate(bound.field.widget.decompress(value)):
                    data[f"{bound.html_name}_{place}"] = part or ""
            else:
                data[bound.html_name] = "" if value is None else value
    for formset in page.context["inline_admin_formsets"]:
        for bound in formset.formset.management_form:
            data[bound.html_name] = bound.value()
    return data


def test_an_editor_sees_ranges_spread_and_what_is_missing(desk):
    quiz = a_quiz(questions=2, goes_live_at=None, bands=((0, "Stiff"), (8, "Tight"), (23, "Never")), full_marks=24)
    an_item(quiz, "Scored without points?", (("Yes", 0), ("No", 0)))

    html = desk.get(change_page(quiz)).content.decode()

    for words in ("from 0 to 7", "from 8 to 22", "from 23 to 24", "none of its answers gives a point"):
        assert words in html


def test_a_quiz_with_a_broken_score_table_cannot_be_published(desk):
    quiz = a_quiz(goes_live_at=None, bands=((3, "Tight"),))

    page = desk.post(f"/admin/quiz/quiz/{quiz.pk}/do/publish/", follow=True)

    quiz.refresh_from_db()
    assert quiz.goes_live_at is None
    assert "The lowest band starts at 3. It has to start at 0" in page.content.decode()


def test_a_sound_quiz_is_published_and_taken_offline_by_buttons(desk):
    quiz = a_quiz(goes_live_at=None)

    desk.post(f"/admin/quiz/quiz/{quiz.pk}/do/publish/")
    assert Quiz.objects.published().get() == quiz
    desk.post(f"/admin/quiz/quiz/{quiz.pk}/do/offline/")

    assert Quiz.objects.published().count() == 0


def test_a_live_quiz_cannot_be_saved_broken_and_nothing_typed_is_lost(desk):
    quiz = a_quiz("How flexible?", questions=2)
    page = desk.get(change_page(quiz))
    data = form_data(page) | {"title": "A better title", "bands-0-first_score": "5"}

    page = desk.post(change_page(quiz), data)

    assert page.status_code == 200
    assert "The lowest band starts at 5." in page.content.decode()
    assert 'value="A better title"' in page.content.decode()
    assert Quiz.objects.get().title == "How flexible?"
    assert Band.objects.filter(first_score=5).count() == 0


def test_a_live_quiz_is_saved_when_it_stays_sound(desk):
    quiz = a_quiz("How flexible?", questions=2)
    data = form_data(desk.get(change_page(quiz))) | {"title": "A better title", "bands-1-first_score": "13"}

    answer = desk.post(change_page(quiz), data)

    assert answer.status_code == 302
    assert Quiz.objects.get().title == "A better title"
    assert Band.objects.filter(first_score=13).count() == 1


def starts(quiz):
    """{title: first score} of the bands."""
    return dict(quiz.bands.values_list("title", "first_score"))


def test_bands_change_places_although_no_two_may_start_at_the_same_score(desk):
    quiz = a_quiz(questions=2, bands=((0, "Stiff"), (8, "Tight"), (16, "Supple")))
    new = {"bands-0-first_score": "16", "bands-1-first_score": "0", "bands-2-first_score": "8"}

    answer = desk.post(change_page(quiz), form_data(desk.get(change_page(quiz))) | new)

    assert answer.status_code == 302
    assert starts(quiz) == {"Stiff": 16, "Tight": 0, "Supple": 8}


def test_a_band_takes_over_the_score_of_one_that_is_deleted(desk):
    quiz = a_quiz(questions=2, bands=((0, "Stiff"), (8, "Tight"), (16, "Supple")))
    new = {"bands-1-first_score": "16", "bands-2-DELETE": "on"}

    answer = desk.post(change_page(quiz), form_data(desk.get(change_page(quiz))) | new)

    assert answer.status_code == 302
    assert starts(quiz) == {"Stiff": 0, "Tight": 16}


def test_two_bands_at_the_same_score_are_refused_with_a_sentence(desk):
    quiz = a_quiz(questions=2, bands=((0, "Stiff"), (8, "Tight")))

    page = desk.post(change_page(quiz), form_data(desk.get(change_page(quiz))) | {"bands-1-first_score": "0"})

    assert page.status_code == 200
    assert "Please correct the duplicate" in page.content.decode()
    assert starts(quiz) == {"Stiff": 0, "Tight": 8}


def test_a_scheduled_quiz_is_held_to_the_same_rules(desk):
    later = timezone.now() + timezone.timedelta(days=3)
    quiz = a_quiz(questions=2, goes_live_at=later)
    data = form_data(desk.get(change_page(quiz))) | {"minimum_answers": "9"}

    page = desk.post(change_page(quiz), data)

    assert "A score needs 9 scored answers, but only 2 questions have points." in page.content.decode()


def test_answers_of_a_live_question_cannot_be_broken(desk):
    quiz = a_quiz(questions=1)
    item = Item.objects.get()
    address = f"/admin/quiz/item/{item.pk}/change/"
    data = form_data(desk.get(address)) | {"options-0-flag": "nowhere"}

    page = desk.post(address, data)

    assert "leads to the message “nowhere”, but there is no such message" in page.content.decode()
    assert quiz.items.get().options.filter(flag="nowhere").count() == 0


def test_a_copy_has_everything_but_date_and_numbers(desk):
    quiz = a_quiz("How flexible?", questions=2, gate=True)
    Count.objects.create(quiz=quiz, day=timezone.localdate(), what="no-score", number=7)

    desk.post(f"/admin/quiz/quiz/{quiz.pk}/do/copy/")

    copy = Quiz.objects.exclude(pk=quiz.pk).get()
    assert (copy.title, copy.slug, copy.goes_live_at) == ("How flexible? (copy)", f"{quiz.slug}-copy", None)
    assert copy.counts.count() == 0
    assert shape(copy) == shape(quiz)
    assert copy_quiz(quiz).slug == f"{quiz.slug}-copy-2"


def shape(quiz):
    """Everything of a quiz that a copy must repeat."""
    sheet = draft_sheet(quiz)
    questions = [
        (one.item.text, one.item.gate, [(o.label, o.points, o.flag) for o in one.options]) for one in sheet.questions
    ]
    return questions, [(b.first_score, b.title) for b in sheet.bands], sorted(sheet.messages)


def test_a_preview_goes_through_an_unpublished_quiz_and_counts_nothing(desk):
    quiz = a_quiz(questions=1, goes_live_at=None)

    start = desk.post(f"/admin/quiz/quiz/{quiz.pk}/do/preview/")
    page = desk.get(start["Location"])
    state = page.context["form"].initial["answers"]
    result = desk.post(
        start["Location"], {"answers": state, "answer": page.context["form"].fields["answer"].choices[3][0]}
    )

    assert result.context["outcome"].score == 24
    assert Count.objects.count() == 0


def test_a_preview_is_for_staff_only(client):
    quiz = a_quiz(goes_live_at=None)

    assert client.get(f"/admin/quiz/quiz/{quiz.pk}/preview/").status_code == 302


def test_counts_are_shown_from_five_on(desk):
    quiz = a_quiz(questions=1)
    first, second = quiz.bands.all()
    today = timezone.localdate()
    Count.objects.create(quiz=quiz, day=today, what=f"band:{first.pk}", number=1041)
    Count.objects.create(quiz=quiz, day=today, what=f"band:{second.pk}", number=4)

    html = desk.get(change_page(quiz)).content.decode()

    assert f"Results: {first.title}, 1,041; {second.title}, fewer than 5; " in html


@pytest.mark.parametrize(
    ("build", "sentence"),
    [
        (lambda quiz: quiz.bands.all().delete(), "There is no band yet. Add one that starts at 0."),
        (
            lambda quiz: quiz.bands.filter(first_score=12).update(first_score=30),
            "The band “Supple” starts at 30, but the full marks are 24: nobody could reach it.",
        ),
        (
            lambda quiz: quiz.items.all().delete(),
            "A score needs 1 scored answers, but only 0 questions have points. Nobody would get a score.",
        ),
        (
            lambda quiz: an_item(quiz, "Lonely?", (("Yes", 3),)),
            "The question “Lonely?” needs at least two answers to choose from.",
        ),
        (
            lambda quiz: a_gate(quiz).options.filter(flag="").update(flag="urgent_stop"),
            "The question “Is any of this true for you today?” is a safety gate, but every answer leads to a message. "
            "One must let readers go on.",
        ),
    ],
)
def test_every_mistake_has_its_sentence(build, sentence):
    quiz = a_quiz(questions=2)
    assert mistakes_of(draft_sheet(quiz)) == []

    build(quiz)

    assert mistakes_of(draft_sheet(quiz)) == [sentence]


def test_bands_that_nobody_can_reach_and_messages_without_use_are_pointed_out():
    quiz = a_quiz(questions=1, bands=((0, "Stiff"), (9, "Between"), (10, "Also between"), (16, "Supple")))
    a_message(quiz, "falls_note", title="About falls")

    advice = advice_for(draft_sheet(quiz))

    assert advice == [
        "No answer leads to the message “About falls” (falls_note).",
        "Nobody can reach the band “Between” (only 9): no way of answering leads there.",
        "Nobody can reach the band “Also between” (from 10 to 15): no way of answering leads there.",
    ]
