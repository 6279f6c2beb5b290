"""Where load_demo stops: it fills an empty site and keeps its hands off anybody's own content."""

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from core import site_state
from topics.models import Topic
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db


def test_a_site_of_somebodys_own_is_refused_and_unchanged():
    a_topic("Horses")

    with pytest.raises(CommandError, match="1 topic"):
        call_command("load_demo")

    assert Topic.objects.count() == 1
    assert not Article.objects.exists()
    assert not site_state.now().demo_loaded


def test_if_empty_loads_into_an_empty_site():
    call_command("load_demo", "--if-empty", verbosity=0)

    assert Article.objects.published().count() == 8


def test_if_empty_says_nothing_where_there_is_content(capsys):
    a_topic("Horses")

    call_command("load_demo", "--if-empty")

    assert capsys.readouterr().out == ""
    assert Topic.objects.count() == 1
