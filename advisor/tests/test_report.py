"""The owner's numbers: months, percentiles, charts and a CSV without formulas."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from advisor import numbers
from advisor.admin.report import escaped
from advisor.tests.factories import a_member_of_staff, a_question, an_advisor, an_answered_enquiry, an_enquiry
from advisor.working_days import add_working_days, working_days_between
from topics.tests.factories import a_topic

REPORT = "/admin/advisor/enquiry/report/"


@pytest.fixture
def knees(db):
    return a_topic("Knees")


def at(day, hour=9, month=6):
    return timezone.make_aware(datetime(2026, month, day, hour))


def test_months_count_asked_answered_declined_and_helped(knees):
    now = at(20)
    monday = at(1)
    for days in (1, 2, 3, 4):
        an_answered_enquiry(received_at=monday, closed_at=monday + timedelta(days=days), helped=days > 1)
    an_enquiry(received_at=monday, status="declined", closed_at=monday, decline_reason="under_18")
    an_enquiry(received_at=at(4, month=5))
    month = timezone.localdate().replace(day=1)
    question = a_question()
    question.counts.create(month=at(1).date(), deflected=7, helped=2, not_helped=1)
    question.counts.create(month=month.replace(year=2020), deflected=99)

    june, may = numbers.months(now)[:2]

    assert june == {
        "month": numbers.first_of_month(now, 0),
        "asked": 5,
        "answered": 4,
        "median": 2.5,
        "slowest_tenth": 3.7,
        "declined": 1,
        "declined_by_reason": {"About somebody under 18": 1},
        "deflected": 7,
        "helped": 5,
        "not_helped": 2,
    }
    assert (may["asked"], may["answered"], may["median"]) == (1, 0, None)


def test_the_report_and_the_csv_are_for_owners(client, knees):
    an_answered_enquiry()
    client.force_login(an_advisor())
    assert [client.get(url).status_code for url in (REPORT, "/admin/advisor/enquiry/report.csv")] == [403, 403]

    client.force_login(a_member_of_staff("olive", "view_enquiry", "view_report"))
    page = client.get(REPORT)
    rows = list(csv.reader(io.StringIO(client.get("/admin/advisor/enquiry/report.csv").content.decode())))

    assert "<rect" in page.content.decode()
    assert (len(rows), rows[0][:3], rows[1][2]) == (13, ["Month", "Asked", "Answered"], "1")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_of_the_csv_is_a_formula(cell):
    assert escaped(cell) == f"'{cell}"


def test_an_ordinary_cell_stays_as_it_is():
    assert [escaped(cell) for cell in ("2026-06", 5, None, 2.5)] == ["2026-06", "5", "", "2.5"]


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [((5, 9), 1, (8, 9)), ((1, 9), 3, (4, 9)), ((6, 9), 1, (9, 9)), ((7, 9), 1, (9, 9)), ((1, 9), 5, (8, 9))],
    ids=["Friday", "Monday", "Saturday", "Sunday", "a week"],
)
def test_working_days_jump_over_weekends(start, days, end):
    assert add_working_days(at(*start), days) == at(*end)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ((1, 9), (3, 9), 2),
        ((5, 9), (8, 9), 1),
        ((1, 9), (1, 21), 0.5),
        ((3, 9), (1, 9), 0),
        ((6, 9), (7, 9), 0),
        ((1, 9), (29, 9), 20),
    ],
)
def test_working_days_between_leave_weekends_out(start, end, days):
    assert working_days_between(at(*start), at(*end)) == days


def test_numbers_of_what_waits(knees):
    now = timezone.now()
    an_enquiry(due_at=now - timedelta(days=1), urgency=4)
    an_enquiry(status="waiting", asked_back="?", asked_back_at=now)
    an_enquiry(status="held")
    an_enquiry(received_at=now - timedelta(days=51))
    an_answered_enquiry(publish_consent_at=now)

    assert numbers.waiting() == {
        "new": 2, "waiting": 1, "overdue": 1, "urgent": 1, "soon_too_old": 1, "held": 1, "to_publish": 1,
    }  # fmt: skip
