"""Authors and articles for tests, written as English: an_article(goes_live_at=None), a_draft(), a_text_block(revision)."""

from datetime import timedelta
from itertools import count

from django.contrib.auth.models import Permission, User
from django.utils import timezone
from django.utils.text import slugify

from articles.blocks import (
    CareCardBlock,
    DosBlock,
    ExerciseBlock,
    PictureBlock,
    ProductBlock,
    QuoteBlock,
    RecipeBlock,
    TextBlock,
)
from articles.models import Article, Author, Fact, Rating, Recommendation, Reference
from exercises.tests.factories import an_exercise
from pictures.tests.factories import a_picture
from products.tests.factories import a_product
from topics.tests.factories import a_topic

_numbers = count(1)
SOME_TIME_AGO = timedelta(days=30)
UNSET = object()


def an_author(name="", **fields) -> Author:
    """Somebody who writes for us."""
    number = next(_numbers)
    name = name or f"Author {number}"
    return Author.objects.create(
        name=name,
        **{
            "slug": f"{slugify(name)}-{number}",
            "role": "Writes about joints",
            "qualifications": "Physiotherapist",
            **fields,
        },
    )


def a_draft(title="", *, slug="", authors=(), topics=(), by=None, text="<p>Rest a little, then move.</p>", **fields):
    """The first draft of a new article that may go live, with one text block; `text=""` for none."""
    number = next(_numbers)
    title = title or f"Article {number}"
    draft = Article.objects.start(
        slug or f"{slugify(title)}-{number}", title, summary=fields.pop("summary", f"What {title} is about."),
        authors=authors or [an_author()], topics=topics or [a_topic()], by=by, **fields,
    )  # fmt: skip
    if text:
        a_text_block(draft, text)
    return draft


def an_article(title="", *, goes_live_at=UNSET, retires_at=None, hide_selling=False, **fields):
    """The approved revision of an article: live for a month unless `goes_live_at` says otherwise; None gives a draft."""
    draft = a_draft(title, **fields)
    if hide_selling:
        Article.objects.filter(pk=draft.article_id).update(hide_selling=True)
    if goes_live_at is not None:
        draft.retires_at = retires_at
        draft.save()
        draft.bring_in_as_live(timezone.now() - SOME_TIME_AGO if goes_live_at is UNSET else goes_live_at)
    draft.refresh_from_db()
    return draft


def publish(revision, at=None, by=None):
    """Approved by a second person, live at once or at a moment."""
    revision.approve(by or an_approver(), at)
    return revision


def a_text_block(revision, text="<p>Move gently.</p>", **fields) -> TextBlock:
    """A paragraph at the end of a revision."""
    return TextBlock.objects.create(parent=revision, region="main", ordering=next_place(revision), text=text, **fields)


def one_block_of_each_kind(revision) -> list:
    """A block of every kind, in the order of blocks.py."""
    return [a_block(revision, kind) for kind in BLOCKS]


def a_block(revision, kind, **fields):
    """A block of this kind with sensible words, at the end of a revision."""
    model, words = BLOCKS[kind]
    filled = {name: value() if callable(value) else value for name, value in words.items() if name not in fields}
    return model.objects.create(parent=revision, region="main", ordering=next_place(revision), **filled, **fields)


def next_place(revision) -> int:
    """Tens, as the editor counts."""
    return 10 * (1 + sum(model.objects.filter(parent=revision).count() for model, _ in BLOCKS.values()))


def a_reference(revision, **fields) -> Reference:
    """A complete reference at the end of the list."""
    return Reference.objects.create(
        revision=revision,
        **{
            "ordering": revision.references.count() + 1,
            "title": "Exercise for sore knees",
            "publisher": "Journal of Examples",
            "year": 2024,
            "url": "https://example.org/study",
            "checked_on": "2026-06-20",
            **fields,
        },
    )


def a_rating(revision, score=8, reader="") -> Rating:
    """One reader's vote for the revision's major version."""
    return Rating.objects.create(
        article=revision.article, major_number=revision.major_number, score=score, reader=reader or f"r{next(_numbers)}"
    )


def a_fact(text="Knees like to move.", topics=(), **fields) -> Fact:
    """A fact that readers see."""
    filled = {"source": "Journal of Examples, 2024", "goes_live_at": timezone.now() - SOME_TIME_AGO, **fields}
    fact = Fact.objects.create(text=text, **filled)
    fact.topics.set(topics)
    return fact


def a_recommendation(topic, text="Ten of these while the kettle boils.", **fields) -> Recommendation:
    """A recommendation that readers see; name author and one target."""
    return Recommendation.objects.create(
        topic=topic, text=text, **{"goes_live_at": timezone.now() - SOME_TIME_AGO, **fields}
    )


WRITER = ("view_revision", "add_revision", "change_revision", "delete_revision", "view_author", "view_article")
APPROVER = (*WRITER, "approve_revision")


def a_colleague(username="", permissions=(), **fields):
    """A staff account with these permissions of this app, such as WRITER or APPROVER."""
    user = User.objects.create_user(username or f"colleague-{next(_numbers)}", is_staff=True, **fields)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="articles", codename__in=permissions))
    return user


def a_writer(username="", **fields):
    """Somebody who writes, with a page for readers."""
    user = a_colleague(username, WRITER)
    an_author(user=user, **fields)
    return user


def an_approver(username=""):
    """Somebody who approves."""
    return a_colleague(username, APPROVER)


BLOCKS = {
    "text": (TextBlock, {"text": "<p>Move gently.</p>"}),
    "picture": (PictureBlock, {"picture": a_picture, "caption": "A knee at rest"}),
    "exercise": (ExerciseBlock, {"exercise": an_exercise}),
    "care_card": (CareCardBlock, {"title": "Get help today", "text": "<p>Call 111 if it is hot.</p>"}),
    "product": (ProductBlock, {"product": a_product}),
    "dos": (DosBlock, {"do": "Walk a little.", "dont": "Rush."}),
    "quote": (QuoteBlock, {"text": "Small steps count.", "source": "A reader"}),
    "recipe": (RecipeBlock, {"name": "Bean stew", "ingredients": "2 tins of beans", "steps": "Warm them."}),
}
