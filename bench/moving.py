"""Moving in: a generated WordPress export of 200 MB, read piece by piece. Memory must not grow with the file.

BENCH_MEGABYTES chooses another size. A tenth of it is read first: the last column is what the large file needs beyond
that. Reading is measured alone (what `import_wordpress` does twice), then, with a hundredth and a tenth of the size, also
taking the contents apart; keeping them costs what saving articles costs.
"""

import os
import resource
import tempfile
import time
from pathlib import Path

from kneesite.moving import wxr
from kneesite.moving.content import taken_apart

MEGABYTES = int(os.environ.get("BENCH_MEGABYTES", "200"))
HEAD = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old</title>\n'
)
PARAGRAPH = (
    "<p>A knee likes to <strong>move</strong>, a little every day.</p>\n\n[caption]<img src='a.jpg'> How[/caption]\n\n"
)
TABLE = f"{'':<22}{'MB':>7}{'items':>9}{'seconds':>10}{'MB/s':>8}{'peak MB':>10}{'more than before':>18}"


def run():
    with tempfile.TemporaryDirectory(prefix="kneesite-bench-") as folder:
        print(TABLE)
        sizes = (MEGABYTES // 100 or 1, MEGABYTES // 10 or 2, MEGABYTES)
        tiny, small, large = (written(Path(folder) / f"{size}.xml", size) for size in sizes)
        measure("reading", small, lambda item: None)
        measure("reading", large, lambda item: None)
        measure("and taking apart", tiny, lambda item: taken_apart(item.content))
        measure("and taking apart", small, lambda item: taken_apart(item.content))


def written(path, megabytes):
    """An export of about this size."""
    with open(path, "w") as out:
        out.write(HEAD)
        number = 0
        while out.tell() < megabytes * 1_000_000:
            number += 1
            out.write(
                f"<item><title>Post {number}</title><content:encoded><![CDATA[{PARAGRAPH * 40}]]></content:encoded>"
                f"<wp:post_id>{number}</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>\n"
            )
        out.write("</channel></rss>")
    return path


def measure(name, file, act):
    before, begun, number = memory(), time.perf_counter(), 0
    for item in wxr.read(file):
        act(item)
        number += 1
    seconds, size = time.perf_counter() - begun, file.stat().st_size / 1e6
    print(
        f"{name:<22}{size:>7.0f}{number:>9,}{seconds:>10.1f}{size / seconds:>8.1f}{memory():>10.1f}{memory() - before:>18.1f}",
        flush=True,
    )


def memory():
    """The most memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
