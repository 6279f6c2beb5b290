"""Small exports for tests, written element by element."""

from io import StringIO

from django.core.management import call_command

from kneesite.management.commands.import_wordpress import DRY

EXPORT = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"><channel>%s</channel></rss>'
)


def moved_in(folder, *elements, **options):
    """Imports an export of these elements and gives the report, without the last line of a dry run."""
    file, out = folder / "odd.xml", StringIO()
    file.write_text(EXPORT % "".join(elements))
    call_command("import_wordpress", str(file), stdout=out, **options)
    return out.getvalue().removesuffix(f"{DRY}\n")


def person(login, name="", first="", last="", number=""):
    return (
        f"<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{login}</wp:author_login>"
        f"<wp:author_display_name>{name}</wp:author_display_name><wp:author_first_name>{first}</wp:author_first_name>"
        f"<wp:author_last_name>{last}</wp:author_last_name></wp:author>"
    )


def post(number, name="", content="<p>Words.</p>", inside="", **more):
    """A published post; `more` are further elements by their names, `inside` is XML as it is."""
    elements = {"status": "publish", "post_date_gmt": "2020-01-01 10:00:00", "post_type": "post", **more}
    creator, excerpt = elements.pop("creator", ""), elements.pop("excerpt", "")
    plain = {key: elements.pop(key, "") for key in ("title", "link", "guid")}
    return (
        f"<item>{''.join(f'<{key}>{value}</{key}>' for key, value in plain.items())}<dc:creator>{creator}</dc:creator>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded>{excerpt}</excerpt:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_name>{name}</wp:post_name>{inside}"
        + "".join(f"<wp:{key}>{value}</wp:{key}>" for key, value in elements.items())
        + "</item>"
    )


def picture(number, name, **more):
    """A file of the media library."""
    return post(number, post_type="attachment", attachment_url=f"https://old.example/wp-content/uploads/{name}", **more)


def category(slug, name, domain="category"):
    """As it stands inside a post."""
    return f'<category domain="{domain}" nicename="{slug}"><![CDATA[{name}]]></category>'


def listed(slug, name, parent="", description=""):
    """A category of the list at the head."""
    return (
        f"<wp:category><wp:category_nicename>{slug}</wp:category_nicename><wp:cat_name>{name}</wp:cat_name>"
        f"<wp:category_parent>{parent}</wp:category_parent>"
        f"<wp:category_description><![CDATA[{description}]]></wp:category_description></wp:category>"
    )


def field(key, value):
    """A custom field."""
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"
