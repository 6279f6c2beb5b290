"""What must be right before a text goes live: one table of checks, each a stop or a warning. Nothing is written here."""

import re
from itertools import chain
from typing import NamedTuple

from django.urls import Resolver404, resolve

from articles import claim_text
from articles.kinds import blocks_of, is_their_beginning, words_of
from articles.readability import reading_age
from articles.review import mistakes
from pictures.models import looks_like_a_file_name
from products import guard
from products.models import Product
from search.models import SearchRow

STOP, WARNING, FINE = "stop", "warning", "fine"
RICH = ("text", "care_card")  # kinds with rich text
SHORTEST_SUMMARY, HIGHEST_AGE = 60, 13
_REFERENCE = re.compile(r'href="#ref-(\d{1,3})"')
_HEADING = re.compile(r"<h([2-4])[ >]")
_OWN_LINK = re.compile(r'href="(/[^"#?]*)')


class Text(NamedTuple):
    """All that the checks look at."""

    revision: object
    blocks: list
    references: list
    topics: list
    authors: list

    @property
    def is_about_symptoms(self) -> bool:
        return any(topic.asks_for_care_card for topic in self.topics)

    def of_kind(self, kind) -> list:
        return [block for block in self.blocks if block.kind == kind]

    @property
    def html(self) -> str:
        """All rich text of the blocks."""
        return "\n".join(block.text for block in self.blocks if block.kind in RICH)


class Line(NamedTuple):
    """One line of the checklist. `level`: stop, warning or fine; `field` is the id on the edit page it links to."""

    level: str
    words: str
    field: str


def text_of(revision, blocks=None, references=None) -> Text:
    """What the checks need, read from the database where it is not at hand."""
    return Text(
        revision,
        blocks_of(revision) if blocks is None else blocks,
        list(revision.references.all()) if references is None else references,
        list(revision.article.topics.all()),
        list(revision.article.authors.all()),
    )


def checklist(text: Text) -> list[Line]:
    """Every check of the table: what is wrong first, then one line for each that is fine."""
    found = []
    for level, field, fine, check in CHECKS:
        wrong = list(check(text))
        found += [Line(level, sentence, place or field) for sentence, place in wrong]
        if not wrong:
            found.append(Line(FINE, fine, field))
    return sorted(found, key=lambda line: (STOP, WARNING, FINE).index(line.level))


def stops(text: Text) -> list[str]:
    """The sentences that keep a text from going live."""
    return [sentence for level, _, _, check in CHECKS if level == STOP for sentence, _ in check(text)]


def has_a_text(text):
    if not any(block.words().strip() for block in text.blocks):
        yield "There is no text yet", ""


def has_author_and_topic(text):
    if not text.authors:
        yield "It has no author", ""
    if not text.topics:
        yield "It is not sorted under any topic", "id_topics"


def references_are_there(text):
    if text.is_about_symptoms and not text.references:
        yield "A text about symptoms needs references", ""


def references_are_complete(text):
    needed = {
        "title": "title",
        "publisher": "publisher",
        "when": "year",
        "url": "address",
        "checked_on": "date checked",
    }
    for number, reference in enumerate(text.references, 1):
        missing = [words for name, words in needed.items() if not getattr(reference, name)]
        if missing:
            yield f"Reference {number} has no {' and no '.join(missing)}", f"references-{number - 1}"


def reference_numbers_exist(text):
    for number in sorted({int(one) for one in _REFERENCE.findall(text.html)}):
        if not 1 <= number <= len(text.references):
            place = place_of(text, f'href="#ref-{number}"')
            yield f"The text points at reference {number}, which is not in the list", place


def references_are_numbered_in_the_text(text):
    used = {int(one) for one in _REFERENCE.findall(text.html)}
    for number in range(1, len(text.references) + 1):
        if number not in used:
            yield f"No sentence points at reference {number}", f"references-{number - 1}"


def symptoms_have_care_card(text):
    if text.is_about_symptoms and not text.of_kind("care_card"):
        yield "A text about symptoms needs a care card: when to get help", ""


def symptoms_are_reviewed(text):
    revision = text.revision
    if text.is_about_symptoms and not (revision.reviewer_id and revision.reviewed_on and revision.next_review_on):
        yield "A text about symptoms needs a reviewer, the day of the review and the next one", ""
    for field, sentence in mistakes(revision, text.authors).items():
        yield sentence, f"id_{field}"


def pictures_are_described(text):
    for block in text.of_kind("picture"):
        if not block.decorative and looks_like_a_file_name(block.alt or block.picture.alt or "x"):
            yield "The description of a picture looks like a file name", block_id(text, block)
    picture = text.revision.lead_picture
    if picture and picture.alt and looks_like_a_file_name(picture.alt):
        yield "The description of the lead picture looks like a file name", "id_lead_picture"


def headings_are_in_order(text):
    last = 1
    for block in text.of_kind("text"):
        for level in map(int, _HEADING.findall(block.text)):
            if level > last + 1:
                yield f"A heading of level {level} follows one of level {last}", block_id(text, block)
            last = level


def own_links_are_alive(text):
    paths = {path for path in _OWN_LINK.findall(text.html) if not path.startswith("//")}
    listed = set(SearchRow.objects.published().filter(url__in=paths).values_list("url", flat=True)) if paths else set()
    for path in sorted(paths - listed):
        if not is_a_page(path):
            yield f"The link to {path} leads nowhere", place_of(text, f'href="{path}')


def is_a_page(path) -> bool:
    """Addresses without a name in them (lists, about pages) exist when they resolve; the others must be in the index."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return not match.captured_kwargs


def shown_things_are_live(text):
    for block in [*text.of_kind("exercise"), *text.of_kind("product")]:
        if not block.is_shown:
            yield (
                f"{str(block._meta.verbose_name).capitalize()}: readers cannot see what it points at",
                block_id(text, block),
            )


def products_have_their_label(text):
    shown = {block.product_id for block in text.of_kind("product")}
    read = [(block, claim_text.passages_of_block(block)) for block in text.blocks if block.kind != "product"]
    read += [(None, claim_text.passages_of_head(text.revision))]
    for named in guard.named_in(chain(*(passages for _, passages in read)), Product.objects.exclude(pk__in=shown)):
        place = next(block for block, passages in read if guard.mentioned_in(passages, [named]))
        yield (
            f"“{named.name}” is named in the text, but its card with the label is not there",
            block_id(text, place) if place else "",
        )


def has_lead_picture(text):
    if not text.revision.lead_picture_id:
        yield "It has no lead picture", ""


def has_summary(text):
    if not text.revision.summary.strip():
        yield "It has no summary", ""


def summary_is_long_enough(text):
    length = len(text.revision.summary.strip())
    if 0 < length < SHORTEST_SUMMARY:
        yield f"The summary has {length} characters; aim at {SHORTEST_SUMMARY} to 160", ""


def summary_is_no_repetition(text):
    if is_their_beginning(text.revision.summary, text.blocks):
        yield "The summary is the beginning of the text: say in your own words what readers will find", ""


def is_easy_to_read(text):
    age = reading_age(words_of(text.blocks))
    if age > HIGHEST_AGE:
        yield f"Reading age {age}, aim at 12", ""


def change_is_told(text):
    known = text.revision.number > 1 and not text.revision.change_title.strip()
    if known:
        yield "Say in a few words what changed: readers see it when the change is a major one", ""


def block_id(text, block) -> str:
    """Where the block stands on the edit page; the block editor numbers each kind by itself."""
    same = [one.pk for one in sorted(text.of_kind(block.kind), key=lambda one: (one.ordering, one.pk or 0))]
    return f"{block._meta.app_label}_{block._meta.model_name}_set-{same.index(block.pk)}"


def place_of(text, words) -> str:
    """The first block that has these words, or this piece of HTML, in it; "" when none has."""
    for block in text.blocks:
        if words.lower() in f"{block.words()} {block.text if block.kind in RICH else ''}".lower():
            return block_id(text, block)
    return ""


def promises_only_what_is_permitted(text):
    for finding in guard.open_findings(text.revision, claim_text.describe(text.revision, text.blocks)):
        yield guard.in_words(finding), "" if finding.place else place_of(text, finding.sentence)


CHECKS = [
    (STOP, "id_title", "There is a text", has_a_text),
    (STOP, "id_authors", "Author and topic are there", has_author_and_topic),
    (STOP, "id_summary", "There is a summary", has_summary),
    (STOP, "references-group", "References are there", references_are_there),
    (STOP, "references-group", "Every reference is complete", references_are_complete),
    (STOP, "references-group", "The numbers in the text fit the references", reference_numbers_exist),
    (STOP, "id_title", "It says when to get help", symptoms_have_care_card),
    (STOP, "id_reviewer", "It is reviewed", symptoms_are_reviewed),
    (STOP, "id_title", "Pictures have descriptions", pictures_are_described),
    (STOP, "id_title", "Headings are in order", headings_are_in_order),
    (STOP, "id_title", "Links to our own pages are alive", own_links_are_alive),
    (STOP, "id_title", "Exercises and products are live", shown_things_are_live),
    (STOP, "id_title", "Products have their label", products_have_their_label),
    (STOP, "id_title", "It promises nothing that is not permitted", promises_only_what_is_permitted),
    (WARNING, "references-group", "Every reference is used", references_are_numbered_in_the_text),
    (WARNING, "id_lead_picture", "There is a lead picture", has_lead_picture),
    (WARNING, "id_summary", "The summary is long enough", summary_is_long_enough),
    (WARNING, "id_summary", "The summary says more than the beginning", summary_is_no_repetition),
    (WARNING, "id_title", "It is easy to read", is_easy_to_read),
    (WARNING, "id_change_title", "Readers are told what changed", change_is_told),
]


def reading_facts(text: Text) -> str:
    """Such as "Reading age 11, 4 minutes, 812 words"; "" as long as there are no words."""
    words = words_of(text.blocks)
    number = len(words.split())
    if not number:
        return ""
    minutes = max(1, round(number / 200))
    return f"Reading age {reading_age(words)}, {minutes} minute{'' if minutes == 1 else 's'}, {number:,} words"
