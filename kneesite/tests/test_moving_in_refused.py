"""Moving in from WordPress: a file that declares entities and a report without a place are refused before the work."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from kneesite.moving.report import Report
from kneesite.tests.wordpress_export import EXPORT, moved_in, post

pytestmark = pytest.mark.django_db
DECLARES = "The file declares a document type or entities. A WordPress export has none, so it is not read."
NO_ENCODING = "The file says that it is written in an encoding that cannot be read here. Save it as UTF-8."
NO_EXPORT = "This is not a WordPress export: it does not begin with an rss element."
RSS = EXPORT.partition("?>")[2] % post(1, "a", title="&a;")
LONG_COMMENT = f"<!-- <rss {'x' * 300_000} -->"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f'<!-- <rss --><!DOCTYPE rss [<!ENTITY a "SECRET">]>{RSS}', DECLARES),
        (f'<!-- <rss --><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>{RSS}', DECLARES),
        (f'{LONG_COMMENT}<!DOCTYPE rss [<!ENTITY a "SECRET">]>{RSS}', DECLARES),
        (f'<?note <rss ?><!DOCTYPE rss SYSTEM "http://evil.example/a.dtd">{RSS}', DECLARES),
        (f"<!DOCTYPE rss>{RSS}", DECLARES),
        (f'<?xml version="1.0" encoding="klingon"?>{RSS}', NO_ENCODING),
        (f'<?xml version="1.0" encoding="shift_jis"?>{RSS}', NO_ENCODING),
        (f'<?xml version="1.0" encoding="base64"?>{RSS}', NO_ENCODING),
        ("<!-- <rss --><html></html>", NO_EXPORT),
        ("no XML at all", NO_EXPORT),
        ("", NO_EXPORT),
    ],
)
def test_a_file_that_is_no_harmless_export_is_refused_with_a_sentence(tmp_path, text, sentence):
    file = tmp_path / "export.xml"
    file.write_text(text)

    out = StringIO()
    with pytest.raises(CommandError, match=f"^{sentence}$"):
        call_command("import_wordpress", str(file), stdout=out, report=str(tmp_path / "report.txt"))

    assert not Article.objects.exists()
    assert out.getvalue() == ""
    assert [one.name for one in tmp_path.iterdir()] == ["export.xml"]


def test_a_refused_file_leaves_the_notes_of_a_killed_run_where_they_are(tmp_path):
    notes, report = tmp_path / "report.txt.unfinished", tmp_path / "report.txt"
    Report(str(notes)).keep()
    (tmp_path / "export.xml").write_text("no export")

    with pytest.raises(CommandError):
        call_command("import_wordpress", str(tmp_path / "export.xml"), stdout=StringIO(), report=str(report))

    assert notes.exists()


def test_a_feed_of_a_blog_is_not_taken_for_an_export(tmp_path):
    item = "<item><title>News</title><link>https://old.example/news/</link></item>"

    with pytest.raises(CommandError, match="it looks like a feed"):
        moved_in(tmp_path, item)
    moved_in(tmp_path, item, post(1, "a"))

    assert Article.objects.get().slug == "a"


def test_words_about_a_document_type_in_a_text_and_a_long_comment_at_the_head_are_no_harm(tmp_path):
    text = EXPORT.replace("?>", f"?>{LONG_COMMENT}<!-- <!DOCTYPE rss [<!ENTITY a> -->", 1)
    (tmp_path / "export.xml").write_text(text % post(1, "a", "<p>&lt;!DOCTYPE html [&lt;!ENTITY a 'b'>]> is old.</p>"))

    call_command("import_wordpress", str(tmp_path / "export.xml"), stdout=StringIO())

    assert Article.objects.get().slug == "a"


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        ("{0}", "{0} is a folder; the report needs the name of a file."),
        ("{0}/none/report.txt", "There is no folder {0}/none for the report."),
        ("{0}/odd.xml", "The report would overwrite the export; give it another name."),
        ("{0}/linked.txt", "The report would overwrite the export; give it another name."),
        ("{0}/" + "n" * 300, "The report cannot be written there: File name too long."),
    ],
)
@pytest.mark.parametrize("dry_run", [False, True])
def test_a_report_without_a_place_is_refused_before_the_work(tmp_path, report, sentence, dry_run):
    (tmp_path / "linked.txt").symlink_to("odd.xml")

    with pytest.raises(CommandError) as refusal:
        moved_in(tmp_path, post(1, "a"), report=report.format(tmp_path), dry_run=dry_run)

    assert str(refusal.value) == sentence.format(tmp_path)
    assert not Article.objects.exists()
    assert (tmp_path / "odd.xml").read_text().startswith("<?xml")
