"""A house with one of everything that readers can see, for tests that walk through it."""

from datetime import timedelta

from django.utils import timezone

from advisor.tests.factories import a_question
from articles.tests.factories import a_draft, a_fact, a_rating, a_recommendation, an_author, one_block_of_each_kind
from exercises.tests.factories import an_exercise
from newsletter.tests.factories import an_approved_issue
from pictures.tests.factories import a_picture
from products.tests.factories import a_medicine, a_product, a_supplement
from quiz.tests.factories import a_quiz
from search import index
from topics.tests.factories import a_topic


def a_full_house():
    """One live thing of every kind, all about knees; gives the topic."""
    knees = a_topic("Knees", introduction="<p>The largest joint.</p>", picture=a_picture(), body_part="knees")
    maya = an_author(name="Maya Lindqvist", portrait=a_picture(), is_advisor=True, bio="<p>Moves gently.</p>")
    draft = a_draft("Sore knees", topics=[knees], authors=[maya], lead_picture=a_picture())
    one_block_of_each_kind(draft)
    draft.bring_in_as_live(timezone.now() - timedelta(days=3))
    a_rating(draft)
    a_question("Why do my knees click?", topics=[knees])
    exercise = an_exercise(name="Wall sit", topics=[knees], picture=a_picture())
    for make in (a_product, a_medicine, a_supplement):
        make(topics=[knees], picture=a_picture())
    a_quiz("How flexible are you?", topics=[knees])
    a_fact(topics=[knees])
    a_recommendation(knees, author=maya, exercise=exercise)
    an_approved_issue("Soft days", articles=[draft], slug="soft-days").start()
    index.rebuild()
    return knees
