"""Moving in from WordPress: a fault in one post is told, leaves nothing behind and stops nothing."""

from io import StringIO

import pytest
from django.contrib.redirects.models import Redirect
from django.core.management import CommandError, call_command

from articles.models import Article, Author
from kneesite.moving.keeping import Keeper
from kneesite.tests.wordpress_export import EXPORT, category, moved_in, person, picture, post
from pictures.models import Picture
from pictures.tests.factories import png
from topics.models import Topic

pytestmark = pytest.mark.django_db
IMAGE = '<p>Words.</p><img src="/knee.png" alt="A knee">'
KNEES = category("knees", "Knees")


def export_of(folder, *elements):
    file = folder / "export.xml"
    file.write_text(EXPORT % "".join(elements))
    return str(file)


@pytest.fixture
def faulty(monkeypatch):
    """Plants a fault at the end of the work on each post whose title is “Bad”."""

    def plant(fault):
        as_it_is = Keeper.state

        def state(keeper, item, draft, name):
            as_it_is(keeper, item, draft, name)
            if item.title == "Bad":
                raise fault

        monkeypatch.setattr(Keeper, "state", state)

    return plant


def failing_import(file, **options):
    """The report and the last words of an import that does not end well."""
    out = StringIO()
    with pytest.raises(CommandError) as ended:
        call_command("import_wordpress", file, stdout=out, **options)
    return out.getvalue(), str(ended.value)


@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize("fault", [ValueError("secret words"), AssertionError(), RecursionError(), KeyError("x")])
def test_a_post_with_a_fault_is_told_by_kind_and_the_others_come_over(faulty, tmp_path, fault, dry_run):
    (tmp_path / "knee.png").write_bytes(png((8, 5)))
    faulty(fault)
    file = export_of(
        tmp_path, person("anna", "Anna"), person("ben", "Ben"), picture(9, "no.png"),
        post(1, "bad", IMAGE + '<img src="/gone.png">', KNEES + category("only", "Only here"), title="Bad", creator="ben"),
        post(2, "good", IMAGE, KNEES, title="Good", creator="anna"),
        post(3, "bad", IMAGE, KNEES, title="Next", creator="anna"),
    )  # fmt: skip

    report, last = failing_import(file, pictures=str(tmp_path), dry_run=dry_run)

    kind = type(fault).__name__
    assert f"  Bad (post 1)\n    could not be brought over: {kind}; everything else came over\n" in report
    assert "secret words" not in report
    assert "gone.png" not in report
    assert "not in the folder" not in report
    assert "  2 posts\n  0 pages\n  1 author\n  1 topic\n" in report
    assert last == "1 item could not be brought over; the report names each. Everything else came over."
    assert "Could not be brought over: 1 item." in report.splitlines()[-2 if dry_run else -1]
    if not dry_run:
        assert set(Article.objects.values_list("slug", flat=True)) == {"good", "bad"}
        assert not Author.objects.filter(name="Ben").exists()
        assert not Topic.objects.filter(slug="only").exists()
        assert not Redirect.objects.filter(old_path="/?p=1").exists()
        assert Picture.objects.count() == 1
        for article in Article.objects.all():
            assert [topic.slug for topic in article.topics.all()] == ["knees"]


def test_a_post_that_failed_comes_over_at_the_next_run(faulty, tmp_path, monkeypatch):
    with monkeypatch.context() as planted:
        planted.setattr(Keeper, "state", None)
        report, last = failing_import(export_of(tmp_path, post(1, "a", title="A"), post(2, "b", title="B")))
    assert last.startswith("2 items could not be brought over")
    assert report.count("could not be brought over: TypeError") == 2

    again = moved_in(tmp_path, post(1, "a", title="A"), post(2, "b", title="B"))

    assert "  2 posts\n" in again
    assert "could not be brought over" not in again
