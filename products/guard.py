"""The claim guard: texts that mention a product, checked against the words not permitted for it. Rooms register theirs.

guard.register_texts(Fact, live=Fact.objects.published, describe=lambda fact: Text(fact.text, [Passage(fact.text)]))
guard.open_findings(fact)     # for a publish gate: what an Owner has not let stand
guard.texts_naming(product)   # before a product is withdrawn
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlencode

from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import NoReverseMatch, reverse

from products.claim_words import ClaimWaiver, ClaimWord, key_of
from products.claims import Catalogue, Finding, Passage, Subject, findings_in, mentioned_in, names_in, unlabelled_in
from products.models import Product

__all__ = ["Finding", "Passage", "Text", "findings_url", "open_findings", "register_texts", "texts_naming"]
OWNER = "ask an Owner to let it stand"
ASK_FIRST = (
    "To ask an Owner, save it without its date first: “Sentences to mend” at the top of its page then leads there."
)
AT_ONCE = 200  # texts in memory
_registered = {}


class Text(NamedTuple):
    """A text as the guard reads it. `lasting`: what a waiver hangs on when the text has versions (default: itself).

    `headlines`: (place, words) of what lists, feeds and letters show of it, where no label can stand: no product of
    ours may be named there.
    """

    title: str
    passages: list
    lasting: object = None
    headlines: tuple = ()


class Source(NamedTuple):
    """`live()` gives what readers see or will see; `describe(instance)` gives a Text.

    `read_ahead(instances)` may fetch what describe() needs for many of them at once.
    """

    live: Callable
    describe: Callable
    read_ahead: Callable = list


class Found(NamedTuple):
    """A finding with the text it stands in."""

    instance: object
    text: Text
    finding: Finding

    @property
    def edit_url(self) -> str:
        """Where an editor mends it."""
        return edit_url(self.instance)

    @property
    def about(self) -> tuple:
        """What a waiver hangs on: (label of the model, number)."""
        return about_of(self.instance, self.text)

    @property
    def key(self) -> str:
        return key_of(self.finding)


class Mention(NamedTuple):
    """A live text and a product that it shows, names or links to."""

    instance: object
    text: Text
    product: Subject

    @property
    def edit_url(self) -> str:
        """Where an editor changes it."""
        return edit_url(self.instance)


def register_texts(model, live, describe, read_ahead=list):
    """Puts the texts of a model under guard, see Source. Called from ready()."""
    _registered[model._meta.label_lower] = Source(live, describe, read_ahead)


def is_guarded(instance) -> bool:
    """True when texts of this kind are registered."""
    return instance._meta.label_lower in _registered


def open_findings(instance, text=None) -> list[Finding]:
    """What stands in the way of publishing a text: its findings but for those that an Owner let stand.

    `text`: the Text at hand, such as one that is not saved yet; without it the registered description is asked.
    """
    text = text or _registered[instance._meta.label_lower].describe(instance)
    label, pk = about_of(instance, text)
    known = mentioned_in([*text.passages, *(Passage(words) for _, words in text.headlines)], names_of(Product.objects))
    if not known:
        return []
    mentioned = [subject_of(product) for product in Product.objects.filter(pk__in=[one.pk for one in known])]
    waived = set(ClaimWaiver.objects.filter(about_model=label, about_id=pk).values_list("key", flat=True))
    on_sale = [subject for subject in mentioned if subject.is_on_sale]
    found = all_findings(text, mentioned, on_sale, ClaimWord.words())
    return [finding for finding in found if key_of(finding) not in waived]


def guarded_models() -> list:
    """The kinds of texts that are registered."""
    return [apps.get_model(label) for label in _registered]


def text_in(label: str, pk: str):
    """A guarded text by the label of its model and its number as somebody sent them, live or not; None otherwise."""
    if label not in _registered or not (pk.isdecimal() and len(pk) < 19):
        return None
    return apps.get_model(label)._default_manager.filter(pk=pk).first()


def findings_url(instance) -> str:
    """Where an Owner lets the findings of one text stand, live or not: for the checklist of a publish gate."""
    query = urlencode({"model": instance._meta.label_lower, "pk": instance.pk})
    return f"{reverse('admin:products_claim_findings')}?{query}"


def waive(instance, key, reason, user) -> bool:
    """Lets one sentence of a text stand. False when it is not found (any more)."""
    found = next((one for one in found_in(instance) if one.key == key), None)
    if found is None:
        return False
    about_model, about_id = found.about
    finding = found.finding
    kept = {"words": ", ".join(finding.words)[:300], "sentence": finding.sentence, "reason": reason, "waived_by": user}
    ClaimWaiver.objects.get_or_create(
        about_model=about_model, about_id=about_id, key=key, defaults={"product_id": finding.product.pk, **kept}
    )
    return True


def forget_waivers(instance):
    """Removes the sentences of a text that were let stand: part of erasing it."""
    ClaimWaiver.objects.filter(about_model=instance._meta.label_lower, about_id=instance.pk).delete()


def found_in(instance) -> list[Found]:
    """The open findings of one text, with the text."""
    text = _registered[instance._meta.label_lower].describe(instance)
    return [Found(instance, text, finding) for finding in open_findings(instance)]


def stops(instance, text=None) -> list[str]:
    """The open findings as sentences for the checklist of a publish gate."""
    return [in_words(finding) for finding in open_findings(instance, text)]


def in_words(finding) -> str:
    """What is wrong and what can be done about it; without a full stop."""
    if finding.place:
        return (
            f"The {finding.place} names our product {finding.product.name}. It stands in lists too, where no label can "
            f"stand beside it: say it without the name, or {OWNER}"
        )
    words = ", ".join(f"“{word}”" for word in finding.words)
    return f"Not permitted beside {finding.product.name}: {words}. “{finding.sentence}” Change it, or {OWNER}"


def stops_of_panel(instance) -> list[str]:
    """The same for a text that has no place for a card: a product that nothing labels there may not be named either."""
    passages = _registered[instance._meta.label_lower].describe(instance).passages
    shown = {pk for passage in passages for pk in passage.shows}
    unlabelled = named_in(passages, Product.objects.exclude(pk__in=shown))
    return stops(instance) + [
        f"It names our product {product.name}, and here no label can stand beside it: leave the name out"
        for product in unlabelled
    ]


def refuse_when_live(instance, field, dated=None):
    """For clean(): raises ValidationError at `field` when a dated text promises too much or names an unlabelled product. Drafts may.

    `dated`: what carries the date, when the text is a part of it.
    """
    found = stops_of_panel(instance) if (dated or instance).goes_live_at else []
    if found:
        ask = [ASK_FIRST] if dated is None and any(OWNER in sentence for sentence in found) else []
        raise ValidationError({field: [*(f"{sentence}." for sentence in found), *ask]})


def all_open_findings() -> Iterator[Found]:
    """The open findings of everything live, text by text, in bounded memory."""
    products = Product.objects.defer("evidence", "directions", "cautions")
    words, subjects = ClaimWord.words(), [subject_of(product) for product in products]
    every, on_sale = Catalogue(subjects), Catalogue(subject for subject in subjects if subject.is_on_sale)
    waived = set(ClaimWaiver.objects.values_list("about_model", "about_id", "key"))
    for instance, text in all_texts():
        for finding in all_findings(text, every, on_sale, words):
            found = Found(instance, text, finding)
            if (*found.about, found.key) not in waived:
                yield found


def all_findings(text, subjects, on_sale, words) -> list[Finding]:
    """What is wrong with one Text, whether an Owner let it stand or not.

    A text may not promise for a withdrawn product either; a label is missing only beside one that is or will be on sale.
    """
    return unlabelled_in(text.headlines, on_sale) + findings_in(text.passages, subjects, words)


def texts_naming(product) -> list[tuple]:
    """(title, address of the edit page) of every live text that shows, names or links to a product."""
    return [(one.text.title, one.edit_url) for one in texts_mentioning([subject_of(product)])]


def texts_mentioning(known) -> Iterator[Mention]:
    """Every live text that mentions one of these Subjects, text by text, in bounded memory."""
    for instance, text in all_texts() if known else ():
        for subject in mentioned_in(text.passages, known):
            yield Mention(instance, text, subject)


def texts_naming_withdrawn() -> Iterator[Mention]:
    """What still speaks of products that readers cannot open any more, for editors."""
    return texts_mentioning([subject_of(product) for product in Product.objects.retired()])


def named_in(passages, products) -> list[Subject]:
    """Those of the products that a text at hand shows, names or links to, by name."""
    return mentioned_in(passages, names_of(products.order_by("name")))


def all_texts() -> Iterator[tuple]:
    """(instance, Text) of everything live that is registered."""
    for source in _registered.values():
        instances = source.live().iterator(chunk_size=AT_ONCE)
        while batch := list(islice(instances, AT_ONCE)):
            source.read_ahead(batch)
            yield from ((instance, source.describe(instance)) for instance in batch)


def names_of(products) -> list[Subject]:
    """Only what is looked for in a text, without legal type and permitted phrases: quick for thousands of products."""
    before, after = reverse("products:detail", args=["0"]).split("0")
    rows = products.values_list("pk", "name", "slug", "other_names").iterator()
    return [Subject(pk, name, "", f"{before}{slug}{after}", (), names_in(others)) for pk, name, slug, others in rows]


def subject_of(product) -> Subject:
    """A product as the pure functions want it."""
    url, others = product.get_absolute_url(), names_in(product.other_names)
    is_sold = product.is_on_sale
    return Subject(product.pk, product.name, product.legal_type, url, product.permitted_phrases, others, is_sold)


def about_of(instance, text) -> tuple:
    """What a waiver hangs on."""
    lasting = text.lasting or instance
    return lasting._meta.label_lower, lasting.pk


def edit_url(instance) -> str:
    """The change page of a text; "" where it has none."""
    try:
        return reverse(f"admin:{instance._meta.app_label}_{instance._meta.model_name}_change", args=[instance.pk])
    except NoReverseMatch:
        return ""
