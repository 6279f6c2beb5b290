"""A form whose token is missing: nothing acts, nothing typed is lost."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("core.tests.pages")]


def test_a_form_that_keeps_text_comes_again_with_what_was_typed():
    response = Client(enforce_csrf_checks=True).post("/form/", {"text": "my knee"})

    assert response.status_code == 403
    assert "Nothing is lost" in response.content.decode()
    assert "|my knee|" in response.content.decode()


def test_other_forms_get_a_plain_page():
    response = Client(enforce_csrf_checks=True).post("/strict/", {"text": "my knee"})

    assert response.status_code == 403
    assert "could not accept" in response.content.decode()


def test_an_address_that_does_not_exist_is_no_error():
    assert Client(enforce_csrf_checks=True).post("/nowhere/", {}).status_code in (403, 404)
