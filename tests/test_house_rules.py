"""Holds the rules of tests/house_rules.py over the whole house, and plants a fault to see that each one bites."""

import re

import pytest

from tests.house_rules import HOUSE, MAY_IMPORT, RULES, Source, every_source, short_files

READY = """
from django.apps import AppConfig
class RoomConfig(AppConfig):
    def ready(self):
        from advisor import letters
"""
PLANTED = [
    ("directions", "products/models.py", "from articles.models import Article"),
    ("directions", "core/text.py", "import topics.models"),
    ("directions", "articles/views.py", "if True:\n    from kneesite.views import home"),
    ("directions", "search/index.py", "def f():\n    from pictures import models"),
    ("imports_at_the_top", "advisor/models.py", "def f():\n    from articles.models import Article"),
    ("imports_at_the_top", "advisor/models.py", "def f():\n    from . import emails"),
    ("imports_at_the_top", "kneesite/views.py", "class A:\n    def ready(self):\n        import quiz"),
    ("imports_at_the_top", "kneesite/views.py", "async def f():\n    import core.text as text"),
    ("telling_names", "quiz/utils.py", ""),
    ("telling_names", "advisor/services/answers.py", ""),
    ("opening_sentence", "core/slugs.py", "import re"),
    ("short_files", "core/slugs.py", "\n" * 301),
    ("no_signals", "quiz/models.py", "from django.db.models.signals import post_save"),
    ("no_signals", "quiz/models.py", "from django.db.models import signals"),
    ("no_signals", "quiz/models.py", "import django.db.models.signals"),
    ("no_signals", "quiz/models.py", "from django.dispatch import receiver"),
]
KEPT = [
    ("directions", "articles/models.py", "import exercises.models\nfrom . import blocks\nimport re"),
    ("directions", "kneesite/views.py", "from newsletter.models import Subscriber"),
    ("directions", "products/tests/test_models.py", "from articles.tests.factories import an_article"),
    ("imports_at_the_top", "advisor/apps.py", READY),
    ("imports_at_the_top", "advisor/models.py", "def f():\n    import json"),
    ("telling_names", "quiz/scoring.py", ""),
    ("opening_sentence", "core/__init__.py", ""),
    ("short_files", "core/slugs.py", "\n" * 300),
    ("no_signals", "quiz/models.py", "from django.db import models\nfrom django.dispatch import Signal"),
]
BY_NAME = {rule.__name__: rule for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule):
    sources = every_source()

    complaints = [complaint for source in sources for complaint in rule(source)]

    assert len(sources) > 50
    assert complaints == []


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_a_planted_fault_is_found(rule, path, text):
    complaints = BY_NAME[rule](Source(path, text))

    assert len(complaints) == 1
    assert complaints[0].startswith(path)


@pytest.mark.parametrize(("rule", "path", "text"), KEPT)
def test_what_is_allowed_is_left_in_peace(rule, path, text):
    assert BY_NAME[rule](Source(path, text)) == []


def test_each_rule_has_a_planted_fault():
    assert {rule for rule, *_ in PLANTED} == set(BY_NAME)


def test_a_complaint_names_the_number_of_lines():
    assert short_files(Source("core/slugs.py", "\n" * 301)) == ["core/slugs.py: 301 lines, at most 300"]


def test_the_table_of_imports_is_the_one_of_the_house_plan():
    plan = (HOUSE / "docs" / "house-plan.md").read_text()

    written = {
        room: set(re.findall(r"\w+", rooms)) if "nothing" not in rooms else set()
        for room, rooms in re.findall(r"^(\w+) +→ (.+)$", plan, re.MULTILINE)
        if room != "kneesite"
    }

    assert written == MAY_IMPORT
