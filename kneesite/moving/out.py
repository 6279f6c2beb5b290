"""Everything public as Markdown files with front matter, and the pictures beside them: nobody is locked in.

What is written to be read stands here; what is practised, sold, asked in a quiz or sent stands in out_of_rooms.py.
"""

from django.contrib.flatpages.models import FlatPage

from advisor.models import Question
from articles.kinds import blocks_of
from articles.models import Author
from articles.revision import Revision
from core.text import plain_text
from kneesite.moving.markdown import markdown, plain
from kneesite.moving.out_of_rooms import ROOMS
from kneesite.moving.writer import Writer, bullets, numbered, section, sources
from topics.models import Topic


def export(folder) -> Writer:
    """Everything that readers can see now, each kind in a folder of its own."""
    writer = Writer(folder)
    for kind in (articles, questions, topics, authors, pages, *ROOMS):
        kind(writer)
    return writer


def articles(writer):
    found = Revision.objects.published().for_reading().prefetch_related("references")
    for revision in found.iterator(chunk_size=100):
        article = revision.article
        front = {
            "title": revision.title,
            "summary": revision.summary,
            "date": revision.first_live_at or revision.goes_live_at,
            "updated": revision.goes_live_at,
            "authors": [author.name for author in article.authors.all()],
            "reviewed_by": revision.reviewer and revision.reviewer.name,
            "reviewed_on": revision.reviewed_on,
            "topics": [topic.name for topic in article.topics.all()],
            **writer.with_picture(revision.lead_picture),
            "address": article.get_absolute_url(),
        }
        blocks = [in_markdown(block, writer) for block in blocks_of(revision) if block.is_shown]
        references = section("References", sources(map(source, revision.references.all())))
        writer.write("articles", article.slug, front, *blocks, references)


def source(reference) -> str:
    """Where something comes from, in one line."""
    return ". ".join(part for part in (reference.title, reference.publisher, reference.when, reference.url) if part)


def in_markdown(block, writer) -> str:
    """A block as Markdown; what has no shape of its own there becomes its words."""
    shape = SHAPES.get(block.kind)
    return shape(block) if shape else picture(block, writer) if block.kind == "picture" else plain(block.words())


def picture(block, writer) -> str:
    return writer.image(block.picture, block.alt_shown, block.caption)


def quoted(text) -> str:
    """Paragraphs as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def recipe(block) -> str:
    """A dish with its ingredients and steps."""
    times = f"Serves {block.serves}. {block.minutes_prep} minutes to prepare, {block.minutes_cook} minutes to cook."
    parts = [
        times,
        bullets(block.ingredient_list),
        numbered(block.step_list),
        plain(block.allergens),
        plain(block.note),
    ]
    return section(block.name, "\n\n".join(part for part in parts if part))


SHAPES = {
    "text": lambda block: markdown(block.text),
    "exercise": lambda block: f"[Exercise: {plain(block.exercise.name)}](../exercises/{block.exercise.slug}.md)",
    "product": lambda block: (
        f"[Our product – advertising: {plain(block.product.name)}](../products/{block.product.slug}.md)"
        + (f"\n\n{plain(block.product.statement)}" if block.product.statement else "")
    ),
    "care_card": lambda block: quoted(f"**{plain(block.title)}**\n\n{markdown(block.text)}"),
    "dos": lambda block: "\n\n".join(
        part for part in (section("Do", bullets(block.do_list)), section("Do not", bullets(block.dont_list))) if part
    ),
    "quote": lambda block: quoted(plain(block.text) + (f"\n\n— {plain(block.source)}" if block.source else "")),
    "recipe": recipe,
}


def questions(writer):
    found = Question.objects.published().select_related("advisor").prefetch_related("topics")
    for question in found.iterator(chunk_size=100):
        front = {
            "title": question.title,
            "date": question.answered_on,
            "answered_by": question.advisor.name,
            "reviewed_on": question.reviewed_on,
            "topics": [topic.name for topic in question.topics.all()],
            "address": question.get_absolute_url(),
        }
        answer = section("Answer", markdown(question.answer))
        used = section("Sources used", sources(question.source_list))
        writer.write("questions", question.slug, front, plain(question.question), answer, used)


def topics(writer):
    for topic in Topic.objects.select_related("picture"):
        front = {
            "title": topic.name,
            "summary": topic.summary,
            **writer.with_picture(topic.picture),
            "address": topic.get_absolute_url(),
        }
        writer.write("topics", topic.slug, front, markdown(topic.introduction))


def authors(writer):
    for author in Author.objects.select_related("portrait"):
        front = {
            "title": author.name,
            "role": author.role,
            "qualifications": author.qualifications,
            "elsewhere": author.profile_url if author.handle else "",
            **writer.with_picture(author.portrait),
            "address": author.get_absolute_url(),
        }
        writer.write("authors", author.slug, front, markdown(author.bio), section("Interests", plain(author.interests)))


def pages(writer):
    for page in FlatPage.objects.order_by("url"):
        if plain_text(page.content):
            name = page.url.strip("/").replace("/", "-")
            writer.write("pages", name, {"title": page.title, "address": page.url}, markdown(page.content))
