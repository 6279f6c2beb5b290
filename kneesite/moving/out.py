"""Everything public as Markdown files with front matter, and the pictures beside them: nobody is locked in."""

import json
import shutil
from pathlib import Path

from django.contrib.flatpages.models import FlatPage
from django.core.files.storage import default_storage

from advisor.models import Question
from articles.kinds import blocks_of
from articles.models import Author
from articles.revision import Revision
from exercises.models import Exercise
from kneesite.moving.markdown import markdown
from products.models import Product
from topics.models import Topic


class Writer:
    """Writes files below a folder; each picture once."""

    def __init__(self, folder):
        self.folder, self.written, self.pictures = Path(folder), 0, set()

    def write(self, kind, slug, front, body):
        """One file: front matter in JSON, which is YAML too, then the text."""
        path = self.folder / kind / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [
            f"{name}: {json.dumps(value, ensure_ascii=False, default=str)}"
            for name, value in front.items()
            if value not in (None, "", [])
        ]
        path.write_text("\n".join(["---", *lines, "---", "", body.strip(), ""]), encoding="utf-8")
        self.written += 1

    def picture(self, picture) -> str:
        """The path of a picture's copy, relative to the folder; "" without a picture or its file."""
        if picture is None or not default_storage.exists(picture.file.name):
            return ""
        target = self.folder / "pictures" / Path(picture.file.name).name
        if picture.pk not in self.pictures:
            target.parent.mkdir(parents=True, exist_ok=True)
            with picture.file.open("rb") as source, open(target, "wb") as copy:
                shutil.copyfileobj(source, copy)
            self.pictures.add(picture.pk)
        return f"pictures/{target.name}"


def export(folder) -> Writer:
    """Articles, questions, exercises, products, topics, authors and about pages that readers can see now."""
    writer = Writer(folder)
    for kind in (articles, questions, exercises, products, topics, authors, pages):
        kind(writer)
    return writer


def articles(writer):
    for revision in Revision.objects.published().for_reading().iterator(chunk_size=100):
        article = revision.article
        front = {
            "title": revision.title,
            "summary": revision.summary,
            "date": revision.goes_live_at,
            "authors": [author.name for author in article.authors.all()],
            "topics": [topic.name for topic in article.topics.all()],
            "picture": writer.picture(revision.lead_picture),
            "address": article.get_absolute_url(),
        }
        parts = [in_markdown(block, writer) for block in blocks_of(revision) if block.is_shown]
        writer.write("articles", article.slug, front, "\n\n".join(part for part in parts if part))


def in_markdown(block, writer) -> str:
    """A block as Markdown; what has no shape of its own there becomes its words."""
    if block.kind == "text":
        return markdown(block.text)
    if block.kind == "picture":
        caption = f"\n\n*{block.caption}*" if block.caption else ""
        return f"![{block.alt_shown}](../{writer.picture(block.picture)}){caption}"
    if block.kind == "exercise":
        return f"[Exercise: {block.exercise.name}](../exercises/{block.exercise.slug}.md)"
    if block.kind == "product":
        return f"[Our product – advertising: {block.product.name}](../products/{block.product.slug}.md)"
    return block.words()


def questions(writer):
    for question in (
        Question.objects.published().select_related("advisor").prefetch_related("topics").iterator(chunk_size=100)
    ):
        front = {
            "title": question.title,
            "date": question.answered_on,
            "answered_by": question.advisor.name,
            "topics": [topic.name for topic in question.topics.all()],
            "address": question.get_absolute_url(),
        }
        writer.write(
            "questions", question.slug, front, f"{question.question}\n\n## Answer\n\n{markdown(question.answer)}"
        )


def exercises(writer):
    for exercise in Exercise.objects.published().select_related("picture"):
        names = (
            "summary area position equipment hold tempo repetitions sets sides rest frequency muscles source".split()
        )
        front = {
            "title": exercise.name,
            **{name: getattr(exercise, name) for name in names},
            "picture": writer.picture(exercise.picture),
        }
        steps = "\n".join(f"{number}. {step}" for number, step in enumerate(exercise.step_list, 1))
        writer.write(
            "exercises", exercise.slug, front, f"{exercise.start}\n\n{steps}\n\n{exercise.avoid}\n\n{exercise.stop}"
        )


def products(writer):
    for product in Product.objects.published().select_related("picture", "category").prefetch_related("packs"):
        front = {
            "title": product.name,
            "line": product.line,
            "legal_type": product.get_legal_type_display(),
            "statement": product.statement,
            "category": product.category.name,
            "packs": [pack.size for pack in product.packs.all()],
            "picture": writer.picture(product.picture),
        }
        writer.write(
            "products",
            product.slug,
            front,
            f"{product.directions}\n\n## Do not use if\n\n{product.cautions}\n\n{markdown(product.evidence)}",
        )


def topics(writer):
    for topic in Topic.objects.select_related("picture"):
        front = {"title": topic.name, "summary": topic.summary, "picture": writer.picture(topic.picture)}
        writer.write("topics", topic.slug, front, markdown(topic.introduction))


def authors(writer):
    for author in Author.objects.select_related("portrait"):
        front = {
            "title": author.name,
            "role": author.role,
            "qualifications": author.qualifications,
            "picture": writer.picture(author.portrait),
        }
        writer.write("authors", author.slug, front, markdown(author.bio))


def pages(writer):
    for page in FlatPage.objects.order_by("url"):
        writer.write(
            "pages",
            page.url.strip("/").replace("/", "-"),
            {"title": page.title, "address": page.url},
            markdown(page.content),
        )
