"""What leaves the rooms of the house as Markdown: exercises, products, quizzes, letters, facts and recommendations."""

from urllib.parse import quote

from articles.models import Fact, Recommendation
from exercises.models import Exercise
from kneesite.moving.markdown import markdown, plain
from kneesite.moving.writer import bullets, numbered, section
from newsletter.contents import contents_of
from newsletter.issue import Issue
from products.models import Availability, Product
from quiz.models import Quiz

DOSE = "area position equipment hold tempo repetitions sets sides rest frequency muscles source reviewed_on".split()
MADE_OF = (
    "series permitted_claim registration_number registration_note holder form for_whom allergens storage reviewed_on"
    " next_review_on"
).split()
URL_SIGNS = "%:/?#[]@!$&'()*+,;=~"
TO_KNOW = {  # heading on the page: field with plain lines
    "Active ingredients": "active_ingredients",
    "Other ingredients": "other_ingredients",
    "Directions": "directions",
    "Do not use it": "cautions",
    "Good to know": "caution_note",
    "Does not go with": "interactions",
    "Side effects": "side_effects",
    "When to see a doctor": "see_a_doctor",
}


def exercises(writer):
    for exercise in Exercise.objects.published().for_reading():
        front = {
            "title": exercise.name,
            "summary": exercise.summary,
            **{name: getattr(exercise, name) for name in DOSE},
            "topics": [topic.name for topic in exercise.topics.all()],
            **writer.with_picture(exercise.picture),
            **writer.with_picture(exercise.easier_picture, "easier_picture"),
            **writer.with_picture(exercise.harder_picture, "harder_picture"),
            "address": exercise.get_absolute_url(),
        }
        writer.write(
            "exercises",
            exercise.slug,
            front,
            plain(exercise.start),
            numbered(exercise.step_list),
            section("Easier", plain(exercise.easier)),
            section("Harder", plain(exercise.harder)),
            section("Who should not", bullets(exercise.avoid_list)),
            section("Stop signs", bullets(exercise.stop_list)),
        )


def products(writer):
    found = (
        Product.objects.published()
        .select_related("picture", "category")
        .prefetch_related("packs", "places_to_buy", "topics", "more_pictures")
    )
    for product in found:
        front = {
            "title": product.name,
            "label": "Our product – advertising",
            "line": product.line,
            "legal_type": product.get_legal_type_display(),
            "statement": product.statement,
            "category": product.category.name,
            **{name: getattr(product, name) for name in MADE_OF},
            "packs": [pack_in_words(pack) for pack in product.packs.all()],
            "topics": [topic.name for topic in product.topics.all()],
            **writer.with_picture(product.picture),
            "leaflet": writer.copied(product.leaflet, "leaflets", product.pk),
            "address": product.get_absolute_url(),
        }
        parts = [writer.image(one, one.alt) for one in product.more_pictures.all()]
        parts += [section(heading, bullets(lines(getattr(product, field)))) for heading, field in TO_KNOW.items()]
        shops = "\n".join(shop_in_words(shop) for shop in product.places_to_buy.all())
        parts += [section("Evidence", markdown(product.evidence)), section("Where to buy (advertising)", shops)]
        writer.write("products", product.slug, front, *parts)


def pack_in_words(pack) -> str:
    """As its page has it: size, recommended price, and what became of it."""
    price = f" £{pack.price}" if pack.price else ""
    gone = f", {pack.get_availability_display().lower()}" if pack.availability != Availability.AVAILABLE else ""
    return f"{pack.size}{price}{gone}"


def shop_in_words(shop) -> str:
    """A line with the way to a shop; its address stands as it is, so that nothing in it has to be escaped."""
    name = ", ".join(filter(None, (shop.name, shop.note)))
    return f"- {plain(name)}: <{quote(shop.url, safe=URL_SIGNS)}>"


def lines(text) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def quizzes(writer):
    found = Quiz.objects.published().select_related("picture")
    for quiz in found.prefetch_related("topics", "items__options", "bands", "messages", "items__picture"):
        front = {
            "title": quiz.title,
            "summary": quiz.promise,
            "minutes": quiz.minutes,
            "full_marks": quiz.full_marks,
            "topics": [topic.name for topic in quiz.topics.all()],
            **writer.with_picture(quiz.picture),
            "address": quiz.get_absolute_url(),
        }
        parts = [markdown(quiz.introduction), markdown(quiz.safety), *(item(one, writer) for one in quiz.items.all())]
        parts += [section(f"From {band.first_score}: {band.title}", markdown(band.text)) for band in quiz.bands.all()]
        parts += [section(message.title, markdown(message.text)) for message in quiz.messages.all()]
        writer.write("quizzes", quiz.slug, front, *parts, section("Without a score", markdown(quiz.without_score)))


def item(one, writer) -> str:
    """A question of a quiz with its answers and their points."""
    drawn = writer.image(one.picture, one.picture.alt) if one.picture else ""
    answers = [
        option.label if option.points is None else f"{option.label} ({option.points})" for option in one.options.all()
    ]
    parts = [drawn, plain(one.how), plain(one.safety), plain(one.ask), bullets(answers)]
    return section(one.text, "\n\n".join(part for part in parts if part))


def letters(writer):
    for issue in Issue.objects.published().select_related("fact__article", "product__picture"):
        letter = contents_of(issue)
        front = {"title": issue.subject, "date": issue.started_at, "address": issue.get_absolute_url()}
        picked = [
            section(f"{entry.kind}: {entry.title}", f"{plain(entry.text)}\n\n[Read it]({file_of(entry.url)})")
            for entry in letter.entries
        ]
        did_you_know = section("Did you know?", plain(letter.fact.text)) if letter.fact else ""
        writer.write(
            "letters", issue.slug, front, markdown(issue.greeting), *picked, did_you_know, advert(letter.product)
        )


def file_of(url) -> str:
    """The file of an article or a question beside a letter, from its whole address: “…/articles/knees/#recipe-3”."""
    kind, slug = url.partition("#")[0].rstrip("/").split("/")[-2:]
    return f"../{kind}/{slug}.md"


def advert(product) -> str:
    """A product of ours with its label and statement."""
    if product is None:
        return ""
    linked = f"[{plain(product.name)}](../products/{product.slug}.md)"
    return section("Our product – advertising", "\n\n".join(filter(None, (linked, plain(product.statement)))))


def facts(writer):
    for fact in Fact.objects.published().with_article().prefetch_related("topics"):
        front = {
            "source": fact.source,
            "date": fact.goes_live_at,
            "article": fact.article_title,
            "topics": [topic.name for topic in fact.topics.all()],
        }
        writer.write("facts", str(fact.pk), front, plain(fact.text))


def recommendations(writer):
    for one in Recommendation.objects.published().pointing_at_live_things().for_panels().select_related("topic"):
        if not one.may_be_shown:
            continue
        front = {
            "topic": one.topic.name,
            "author": one.author and one.author.name,
            "exercise": one.exercise and one.exercise.name,
            "article": one.article_title,
            "product": one.product and one.product.name,
            "label": "Our product – advertising" if one.product else "",
            "statement": one.product.statement if one.product else "",
        }
        writer.write("recommendations", str(one.pk), front, plain(one.text))


ROOMS = (exercises, products, quizzes, letters, facts, recommendations)
