"""WarningSign and HelpLine: what the first step of asking shows. A live wording is never changed, only replaced."""

import json
from collections import namedtuple
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from core.changes import PublicModel
from core.named import NamedThings
from core.publishable import Publishable, PublishableQuerySet
from core.sanitiser import RichTextField

BUILT_IN = Path(__file__).resolve().parent.parent / "data" / "warning_signs.json"
Group = namedtuple("Group", "level heading css signs")


class Level(models.TextChoices):
    """How fast somebody has to act."""

    EMERGENCY = "emergency", "Emergency: call now"
    CRISIS = "crisis", "Crisis: thoughts of suicide or self-harm"
    SAME_DAY = "same_day", "Get help today"
    SEE_SOON = "see_soon", "See someone soon"


NEEDS_SECOND_PERSON = (Level.EMERGENCY, Level.CRISIS)
GROUPS = (  # level shown as one group, its class in the form, and the levels in it
    (Level.EMERGENCY, "", (Level.EMERGENCY, Level.CRISIS)),
    (Level.SAME_DAY, "today", (Level.SAME_DAY,)),
    (Level.SEE_SOON, "soon", (Level.SEE_SOON,)),
)


class HelpLine(PublicModel):
    """A telephone number and where it works."""

    name = models.CharField(max_length=60, unique=True, help_text="On the button: “Call 999”, “Samaritans, 116 123”.")
    number = models.CharField(max_length=20, help_text="As it is shown: “116 123”. Spaces are left out when dialled.")
    region = models.CharField(max_length=120, help_text="Where it works and for what: “England, Scotland and Wales”.")
    textphone = models.CharField(max_length=20, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=100, help_text="Small numbers stand first.")

    class Meta:
        ordering = ["order", "name"]
        verbose_name = "telephone number"

    def __str__(self):
        return f"{self.name} ({self.region})"

    @property
    def dial(self) -> str:
        """For a tel: link."""
        return "".join(letter for letter in self.number if letter.isdigit() or letter == "+")


class WarningSignQuerySet(PublishableQuerySet):
    """The words of whoever looks after the signs."""

    def waiting_for_second_person(self):
        """Written, not yet live."""
        return self.filter(goes_live_at=None)

    def for_asking(self):
        """Live signs with their numbers, as a list in the order of the page; never empty, whatever happened to the table."""
        live = list(self.published().prefetch_related("help_lines"))
        return live or built_in_signs()


class WarningSign(Publishable):
    """One line of the checklist and the care card behind it."""

    Level = Level

    level = models.CharField(max_length=9, choices=Level)
    text = models.CharField(
        max_length=200, help_text="What the asker ticks, in the words of a person who has it: “Chest pain, or …”."
    )
    in_short = models.CharField(
        max_length=120,
        blank=True,
        help_text="A few words for the short list above the form: “chest pain”. Empty: only in the checklist.",
    )
    heading = models.CharField(max_length=80, help_text="Of its card, with the urgency in words: “Call 999 now”.")
    action = RichTextField(help_text="What to do, calmly and in order. No diagnosis.")
    help_lines = NamedThings(HelpLine, blank=True, verbose_name="telephone numbers")
    source = models.CharField(max_length=300, help_text="Where this comes from.")
    reviewed_on = models.DateField()
    next_review_on = models.DateField()
    order = models.PositiveSmallIntegerField(default=100, help_text="Small numbers stand first.")
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="replacements"
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        editable=False,
        related_name="+",
        help_text="Everybody who wrote on this wording; none of them is the second person.",
    )

    objects = WarningSignQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["order", "pk"]
        permissions = [("sign_off_warningsign", "Can show a new wording to askers")]

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        if self.reviewed_on and self.next_review_on and self.next_review_on <= self.reviewed_on:
            raise ValidationError({"next_review_on": "The next review comes after the last one."})

    @property
    def needs_second_person(self) -> bool:
        """The wording of an emergency, and what replaces one, is read by two people."""
        replaced = self.replaces.level if self.replaces_id else ""
        return self.level in NEEDS_SECOND_PERSON or replaced in NEEDS_SECOND_PERSON

    @property
    def stops_asking(self) -> bool:
        """An emergency or same-day sign takes no question."""
        return self.level in (Level.EMERGENCY, Level.SAME_DAY)

    @transaction.atomic
    def go_live(self, by):
        """Takes the place of what it replaces. Raises ValidationError when the second person is missing."""
        if self.needs_second_person and (by.pk == self.written_by_id or self.writers.filter(pk=by.pk).exists()):
            raise ValidationError("The wording of an emergency needs a second person. Please ask a colleague.")
        now = timezone.now()
        won = WarningSign.objects.filter(pk=self.pk, goes_live_at=None).update(goes_live_at=now, signed_off_by=by)
        if not won:
            raise ValidationError("This wording is live already.")
        if self.replaces_id:
            WarningSign.objects.published().filter(pk=self.replaces_id).update(retires_at=now)
        self.refresh_from_db()
        self.save(update_fields=["goes_live_at"])  # announces the change

    @transaction.atomic
    def retire(self, by):
        """Takes a sign off the list. The last one stays, and an emergency sign is only ever replaced."""
        if self.level in NEEDS_SECOND_PERSON:
            raise ValidationError("An emergency sign is not taken off the list. Write a new wording that replaces it.")
        live = WarningSign.objects.select_for_update().published()
        if not [sign for sign in live if sign.pk != self.pk]:
            raise ValidationError("The list of warning signs can never be empty.")
        self.retires_at = timezone.now()
        self.save(update_fields=["retires_at"])

    def new_wording(self, by):
        """A copy to work on; readers keep this one until the copy goes live."""
        copy = WarningSign.objects.get(pk=self.pk)
        copy.pk = copy.goes_live_at = copy.retires_at = copy.signed_off_by = None
        copy._state.adding = True
        copy.replaces, copy.written_by = self, by
        copy.save()
        copy.help_lines.set(self.help_lines.all())
        copy.writers.add(by)
        return copy


def built_in() -> dict:
    """advisor/data/warning_signs.json: {"help_lines": […], "signs": […]}; a sign names its lines."""
    data = json.loads(BUILT_IN.read_text())
    for thing in data["signs"] + data["help_lines"]:
        thing.update({name: date.fromisoformat(value) for name, value in thing.items() if name.endswith("_on")})
    return data


def built_in_signs() -> list:
    """The signs of the repository, unsaved: shown when the table holds none."""
    data = built_in()
    lines = {line["name"]: HelpLine(**line) for line in data["help_lines"]}
    signs = []
    for number, fields in enumerate(data["signs"], 1):
        names = fields.pop("help_lines")
        sign = WarningSign(pk=-number, **fields)
        known = HelpLine.objects.none()
        known._result_cache = [lines[name] for name in names]
        sign._prefetched_objects_cache = {"help_lines": known}
        signs.append(sign)
    return signs


def grouped(signs) -> list[Group]:
    """The signs in groups for the page: emergency first. The legend of a group is the heading of its first sign."""
    groups = []
    for level, css, levels in GROUPS:
        members = sorted((sign for sign in signs if sign.level in levels), key=lambda sign: levels.index(sign.level))
        if members:
            groups.append(Group(level, members[0].heading, css, members))
    return groups
