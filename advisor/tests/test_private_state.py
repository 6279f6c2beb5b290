"""What the private page says about where a question stands, once it is answered, declined and published."""

import re

import pytest
from django.utils import timezone

from advisor.tests.factories import a_question, an_advisor, an_answered_enquiry, follow_url
from topics.tests.factories import a_topic


@pytest.fixture(autouse=True)
def _knees(db):
    a_topic("Knees")


@pytest.mark.parametrize(("status", "badge"), [("answered", "Answered"), ("declined", "Not answered")])
def test_a_question_that_is_over_is_not_being_answered_any_more(client, status, badge):
    advisor = an_advisor()
    fields = {"decline_reason": "medicines"} if status == "declined" else {}
    enquiry = an_answered_enquiry(status=status, claimed_by=advisor, claimed_until=timezone.now(), **fields)

    page = client.get(follow_url(enquiry)).content.decode()

    assert re.findall(r'<p class="badge[^>]*>([^<]+)<', page) == [badge]


def test_the_private_page_leads_to_the_published_text_and_only_while_it_is_there(client):
    enquiry = an_answered_enquiry(publish_consent_at=timezone.now())
    question = a_question("Why do knees creak?", enquiry=enquiry, goes_live_at=None)
    before = client.get(follow_url(enquiry)).content.decode()
    question.goes_live_at = timezone.now()
    question.save()

    after = client.get(follow_url(enquiry)).content.decode()

    assert (question.get_absolute_url() in before, question.get_absolute_url() in after) == (False, True)
    assert "nothing will be published" in before
    assert "nothing will be published" not in after
