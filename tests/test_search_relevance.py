"""The search finds what readers mean, on either database."""

from io import StringIO

import pytest
from django.core.management import call_command

from bench.relevance import AIM, gain, judged, measured, ndcg
from search import index
from search.models import SearchRow

pytestmark = pytest.mark.django_db


def test_a_perfect_order_is_one_and_finding_nothing_is_zero():
    grades = {"/a/": 3, "/b/": 2, "/c/": 1}

    assert ndcg(["/a/", "/b/", "/c/"], grades) == 1
    assert ndcg(["/x/"], grades) == ndcg([], grades) == 0
    assert 0 < ndcg(["/c/", "/b/", "/a/"], grades) < 1
    assert gain([3] * 20) == gain([3] * 10)


def test_the_judged_queries_are_answered_well_over_the_demo_content():
    call_command("load_demo", stdout=StringIO())
    index.rebuild()
    known = set(SearchRow.objects.values_list("url", flat=True))
    unknown = {address for grades in judged().values() for address in grades if address.partition("#")[0] not in known}
    assert unknown == set()

    values = measured(index.find)

    assert len(values) >= 60
    mean = sum(values.values()) / len(values)
    worst = sorted(values.items(), key=lambda pair: pair[1])[:15]
    assert mean >= AIM, worst
