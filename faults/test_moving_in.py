"""kill -9 in the middle of an import from WordPress: the next run goes on, and nobody can tell afterwards."""

import random
import subprocess
import sys
import time
from contextlib import suppress

from faults.house import TOP, House, copy_of
from kneesite.tests.wordpress_export import EXPORT, category, person, post
from pictures.tests.factories import png

ENDS_WITHIN = 120  # seconds
MOVED = "SELECT article_id FROM articles_revision WHERE change_note LIKE 'Moved in from%'"
OF_AN_ARTICLE = f"""
    SELECT article.slug, revision.title, revision.summary, revision.status, revision.goes_live_at, revision.block_kinds,
        (SELECT group_concat(author.name) FROM articles_article_authors own JOIN articles_author author ON author.id = own.author_id
            WHERE own.article_id = article.id),
        (SELECT group_concat(slug) FROM (SELECT topic.slug FROM articles_article_topics own
            JOIN topics_topic topic ON topic.id = own.topic_id WHERE own.article_id = article.id ORDER BY 1)),
        (SELECT group_concat(place || text, '|') FROM (SELECT block.ordering AS place, block.text FROM articles_textblock block
            WHERE block.parent_id = revision.id ORDER BY 1)),
        (SELECT group_concat(place || words, '|') FROM (SELECT block.ordering AS place, picture.title || block.caption AS words
            FROM articles_pictureblock block JOIN pictures_picture picture ON picture.id = block.picture_id
            WHERE block.parent_id = revision.id ORDER BY 1))
    FROM articles_revision revision JOIN articles_article article ON article.id = revision.article_id
    WHERE article.id IN ({MOVED}) ORDER BY 1"""  # noqa: S608 (names of ours)
OF_THE_REST = (
    "SELECT old_path, new_path FROM django_redirect ORDER BY 1",
    "SELECT slug, name, introduction FROM topics_topic ORDER BY 1",
    "SELECT slug, name FROM articles_author ORDER BY 1",
    "SELECT title, alt, decorative FROM pictures_picture ORDER BY 1, 2",
)


def test_an_import_that_is_killed_again_and_again_ends_as_one_that_never_was(prepared, tmp_path, is_short):
    posts, kills = (30, 3) if is_short else (200, 40)
    export, uploads = written(tmp_path, posts)
    calm, killed = (House(copy_of(prepared, tmp_path / name)) for name in ("calm", "killed"))
    dice = random.Random(20261128)
    finish(calm, importing(calm, export, uploads))
    wanted = articles(calm)

    for kill in range(kills):
        run = importing(killed, export, uploads)
        moved = len(articles(killed))
        wait_for_moved(killed, run, max(moved, posts * kill // kills) + 1)
        time.sleep(dice.uniform(0, 0.08))
        assert run.poll() is None, "it ended before it was killed: the test proved nothing"
        run.kill()
        run.wait()
        assert set(articles(killed)) <= set(wanted), "half an article is there"
    before = len(articles(killed))
    finish(killed, importing(killed, export, uploads))

    assert 0 < before < posts
    assert len(wanted) == posts
    assert articles(killed) == wanted
    assert [killed.rows(query) for query in OF_THE_REST] == [calm.rows(query) for query in OF_THE_REST]
    assert killed.rows("PRAGMA integrity_check") == [("ok",)]
    head, _, changes = report_of(killed)
    assert f"  {posts - before} posts\n" in head
    assert f"  {before} were here already" in head
    assert "stands below too" in head
    assert sorted(changes.splitlines()) == sorted(report_of(calm)[2].splitlines())
    assert len(changes.splitlines()) > posts


def written(folder, number):
    """An export whose posts share authors without a name, topics, pictures, an address and now and then a number."""
    uploads = folder / "uploads"
    uploads.mkdir()
    for name in range(5):
        (uploads / f"knee-{name}.png").write_bytes(png((8 + name, 5)))
    elements = [person("anna", "Anna"), person("nobody", "Nobody")]
    elements += [a_post(at) for at in range(1, number + 1)]
    file = folder / "export.xml"
    file.write_text(EXPORT % "".join(elements))
    return file, uploads


def a_post(at):
    picture = f'<figure><img src="/wp-content/uploads/knee-{at % 5}.png"><figcaption>Picture {at}</figcaption></figure>'
    missing = f'<figure><img src="/no-{at}.png"><figcaption>Missing {at}</figcaption></figure>'
    return post(
        at - at % 9 // 8,  # every ninth has the number of the one before
        "same" if at % 3 == 0 else f"post-{at}",
        f"<h1>Heading {at}</h1><p>Words.</p>{picture}<p>More words.</p>{missing}",
        title=f"Post {at}",
        creator="anna" if at % 2 else f"writer{at % 4}@old.example",
        status="publish" if at % 5 else "draft",
        link=f"https://old.example/old/{at}/",
        inside=category(f"topic-{at % 7}", f"Old topic {at % 7}") + category("all", "All"),
    )


def importing(house, export, uploads):
    """The command in a process of its own."""
    command = [sys.executable, "manage.py", "import_wordpress", str(export), "--pictures", str(uploads)]
    with open(house.folder / "import.log", "a") as log:
        return subprocess.Popen(
            [*command, "--report", str(house.folder / "report.txt")],
            cwd=TOP,
            env=house.environment,
            stdout=log,
            stderr=log,
        )


def finish(house, run):
    try:
        assert run.wait(timeout=ENDS_WITHIN) == 0, (house.folder / "import.log").read_text()
    finally:
        with suppress(ProcessLookupError):
            run.kill()


def wait_for_moved(house, run, number):
    """Until so many articles are there."""
    until = time.monotonic() + ENDS_WITHIN
    while len(house.rows(MOVED)) < number and run.poll() is None:
        assert time.monotonic() < until, (house.folder / "import.log").read_text()
        time.sleep(0.01)


def articles(house):
    return house.rows(OF_AN_ARTICLE)


def report_of(house):
    """Its head and what was changed."""
    return (house.folder / "report.txt").read_text().partition("Changed or dropped\n")
