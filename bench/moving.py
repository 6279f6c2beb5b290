"""Moving in: a generated WordPress export of 200 MB, kept in a database. Memory must not grow with the file.

BENCH_MEGABYTES chooses another size. A tenth of it is moved in before, into a database of its own: the last column says
how much more memory the large file needs. Each line is a process of its own; “reading” is what `import_wordpress` does
twice, the second time with the rest.
"""

import os
import random
import tempfile
from pathlib import Path

from bench.engines import measure_in

MEGABYTES = int(os.environ.get("BENCH_MEGABYTES", "200"))
HEAD = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old</title>\n'
    + "".join(f"<wp:author><wp:author_login>author{number}</wp:author_login></wp:author>\n" for number in range(20))
)
WORDS = "a ankle back bend calm day each foot gently hip joint knee little move muscle often pain rest slow step the walk with".split()
SECTIONS = 50  # of a post, each of about a thousand characters
FIRST_POST, POST_A_DAY = 2000, 365


def run():
    with tempfile.TemporaryDirectory(prefix="kneesite-bench-") as folder:
        small, large = (written(Path(folder) / f"{size}.xml", size) for size in (MEGABYTES // 10 or 1, MEGABYTES))
        for act in ("reading", "moving in"):
            measure_in("bench.moving_inside", [act, str(small), str(large)], {"DATABASE_URL": ""})


def written(path, megabytes):
    """An export of about this size: long posts with headings, lists, quotations, tables and pictures that are missing."""
    dice = random.Random(20261128)
    with open(path, "w") as out:
        out.write(HEAD)
        number = 0
        while out.tell() < megabytes * 1_000_000:
            number += 1
            out.write(item(number, dice))
        out.write("</channel></rss>")
    return path


def item(number, dice) -> str:
    content = "".join(section(number, place, dice) for place in range(SECTIONS))
    year, day = FIRST_POST + number // POST_A_DAY % 25, 1 + number % 28
    terms = "".join(
        f'<category domain="category" nicename="topic-{topic}"><![CDATA[Topic {topic}]]></category>'
        for topic in {number % 60, number % 7}
    )
    return (
        f"<item><title>Post {number} {sentence(dice, 5)}</title><link>https://old.example/{year}/post-{number}/</link>"
        f"<dc:creator>author{number % 20}</dc:creator><content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_date_gmt>{year}-03-{day:02} 10:00:00</wp:post_date_gmt>"
        f"<wp:post_name>post-{number}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
        f"{terms}<wp:postmeta><wp:meta_key>_edit_last</wp:meta_key><wp:meta_value>1</wp:meta_value></wp:postmeta></item>\n"
    )


def section(number, place, dice) -> str:
    """Something else in turn, between two paragraphs."""
    between = (
        f"[caption]<img src='https://old.example/wp-content/uploads/{number}-{place}.jpg' alt='{sentence(dice, 6)}'> How[/caption]",
        "<ul>" + "".join(f"<li>{sentence(dice, 8)}</li>" for _ in range(5)) + "</ul>",
        f"<blockquote><p>{sentence(dice, 25)}</p></blockquote>",
        "<table>" + "".join(f"<tr><td>{sentence(dice, 3)}</td><td>{place}</td></tr>" for _ in range(5)) + "</table>",
        f"{sentence(dice, 20)} <a href='/other-{place}/'>more</a>",
    )[place % 5]
    words = f"{sentence(dice, 60)} <strong>{sentence(dice, 3)}</strong>"
    return f"<h2>{sentence(dice, 4)}</h2>\n\n{words}\n\n{between}\n\n{sentence(dice, 60)}\n\n"


def sentence(dice, length) -> str:
    """Words of ours, and now and then a rare one."""
    return " ".join(dice.choices(WORDS, k=length - 1)) + f" w{dice.randrange(30_000)}"
