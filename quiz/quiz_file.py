"""Quizzes from JSON files: what a file must hold, with a sentence per mistake, and the quiz that is made from it.

The format is that of `quiz.json`: title, max, min_answered, bands (min, max, title), questions (title, how, safety, area,
scored, options with label, points, flag). Beside it a file may bring slug, promise, introduction, safety, minutes and
messages (flag, level, title, html, phones, overrides, stops, list_title, signs).
"""

import json
import re
from itertools import pairwise

from django.db import transaction
from django.utils.text import slugify

from core.sanitiser import clean_html
from core.text import excerpt
from quiz.models import Band, Item, Level, Message, Option, Quiz
from quiz.soundness import TO_BE_WRITTEN

LONGEST_FILE = 1_000_000  # bytes
SKIP = "skip"  # an option with this id is our button "Skip this one"
LIST = re.compile(r"List (\w) \(([^)]{1,80})\): ([^.]{1,2000})\.")
KINDS = {str: "a text", int: "a whole number", list: "a list", dict: "an object", bool: "true or false"}


class QuizFileError(Exception):
    """The file cannot be loaded; `sentences` say why, all of them at once."""

    def __init__(self, sentences):
        self.sentences = sentences
        super().__init__(" ".join(sentences))


def read_quiz_file(raw: bytes) -> dict:
    """The content of a file, looked through. Raises QuizFileError."""
    if len(raw) > LONGEST_FILE:
        raise QuizFileError(["The file is larger than 1 MB. That is no quiz."])
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise QuizFileError(["The file is not written in UTF-8."]) from None
    except (json.JSONDecodeError, RecursionError) as error:
        line = f" in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise QuizFileError([f"The file is not valid JSON: there is a mistake{line}."]) from None
    found = list(mistakes_in(data))
    if found:
        raise QuizFileError(found)
    return data


def mistakes_in(data):
    """Sentences about the file as a whole, then about bands, questions and messages."""
    if not isinstance(data, dict):
        yield "The file must hold one quiz: an object with title, bands and questions."
        return
    yield from wrong_fields(
        data, "The quiz", {"title": str, "max": int, "min_answered": int, "bands": list, "questions": list}
    )
    yield from wrong_fields(data, "The quiz", dict.fromkeys(("slug", "promise", "introduction", "safety"), str), False)
    yield from wrong_fields(data, "The quiz", {"minutes": int, "messages": list}, False)
    for name in ("max", "min_answered"):
        if isinstance(data.get(name), int) and not 1 <= data[name] <= 1000:
            yield f"“{name}” must be a number from 1 to 1000, not {data[name]}."
    yield from band_mistakes(data)
    for place, row in enumerate(rows_in(data, "questions"), 1):
        yield from question_mistakes(row, f"Question {place}")
    yield from message_mistakes(data)


def wrong_fields(row, name, fields, needed=True):
    """Missing fields, and fields of the wrong kind."""
    if not isinstance(row, dict):
        yield f"{name} must be an object, not {json.dumps(row)[:40]}."
        return
    for key, kind in fields.items():
        value = row.get(key)
        if value is None:
            if needed:
                yield f"{name} has no “{key}”."
        elif not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            yield f"{name}: “{key}” must be {KINDS[kind]}."
        elif kind is str and "\x00" in value:
            yield f"{name}: “{key}” holds a character that cannot be stored."
        elif needed and kind is str and not value.strip():
            yield f"{name}: “{key}” is empty."


def rows_in(data, key):
    value = data.get(key)
    return value if isinstance(value, list) else []


def band_mistakes(data):
    """Bands need first scores that rise from 0; an end that leaves a gap or overlaps is named."""
    rows = rows_in(data, "bands")
    for place, row in enumerate(rows, 1):
        yield from wrong_fields(row, f"Band {place}", {"min": int, "title": str})
    good = [row for row in rows if isinstance(row, dict) and isinstance(row.get("min"), int)]
    if not rows:
        yield "There is no band, so no score would have a result."
    elif good and good[0]["min"] != 0:
        yield f"The first band starts at {good[0]['min']}. It has to start at 0."
    for one, following in pairwise(good):
        if following["min"] <= one["min"]:
            yield f"The band that starts at {following['min']} comes after one that starts at {one['min']}. Scores must rise."
        elif isinstance(one.get("max"), int) and one["max"] != following["min"] - 1:
            yield f"One band ends at {one['max']} and the next one starts at {following['min']}: that leaves a gap or overlaps."


def question_mistakes(row, name):
    """A question needs words and at least two answers of the right kind."""
    yield from wrong_fields(row, name, {"title": str, "options": list})
    yield from wrong_fields(row, name, {"how": str, "safety": str, "area": str, "scored": bool}, False)
    if not isinstance(row, dict):
        return
    options = rows_in(row, "options")
    if len(options) < 2:
        yield f"{name} needs at least two answers."
    for place, option in enumerate(options, 1):
        label = f"{name}, answer {place}"
        yield from wrong_fields(option, label, {"label": str})
        yield from wrong_fields(option, label, {"points": int, "flag": str}, False)
        points = option.get("points") if isinstance(option, dict) else None
        if isinstance(points, int) and not 0 <= points <= 100:
            yield f"{label}: points go from 0 to 100, or are left empty."
    if len(str(row.get("title", ""))) > 500:
        yield f"{name}: the question is longer than 500 characters."


def message_mistakes(data):
    """Messages of the file."""
    for place, row in enumerate(rows_in(data, "messages"), 1):
        yield from wrong_fields(row, f"Message {place}", {"flag": str, "title": str, "html": str})
        if isinstance(row, dict) and row.get("level") not in (None, *Level.values):
            yield f"Message {place}: the level must be one of {', '.join(Level.values)}."


@transaction.atomic
def quiz_from(data: dict) -> Quiz:
    """A new, unpublished quiz. Raises QuizFileError when its address is taken."""
    slug = slugify(data.get("slug") or data["title"])[:120]
    if not slug:
        raise QuizFileError(["The title has no letters to make an address from. Add a “slug”."])
    if Quiz.objects.filter(slug=slug).exists():
        raise QuizFileError(
            [f"There is a quiz at the address “{slug}” already. Change “slug” or rename the other one."]
        )
    quiz = Quiz.objects.create(
        slug=slug,
        title=data["title"][:80],
        promise=excerpt(
            data.get("promise") or f"{data['title']} A few questions and a score from 0 to {data['max']}.", 200
        ),
        introduction=clean_html(data.get("introduction") or f"<p>{len(data['questions'])} short questions.</p>"),
        safety=clean_html(data.get("safety") or ""),
        minutes=max(1, min(60, data.get("minutes") or 6)),
        full_marks=data["max"],
        minimum_answers=min(100, data["min_answered"]),
    )
    gate_lists = [add_item(quiz, row, place) for place, row in enumerate(data["questions"], 1)]
    for row in data["bands"]:
        Band.objects.create(
            quiz=quiz,
            first_score=row["min"],
            title=row["title"][:80],
            text=clean_html(row.get("text") or f"<p>{TO_BE_WRITTEN}.</p>"),
        )
    add_messages(quiz, data, {flag: signs for lists in gate_lists for flag, signs in lists.items()})
    return quiz


def add_item(quiz, row, place) -> dict:
    """A question with its answers; gives {flag: list of signs} of a safety gate."""
    text, ask = split_question(row["title"])
    gate = row.get("area") == "safety"
    item = Item.objects.create(
        quiz=quiz,
        order=place * 10,
        text=text,
        ask=ask,
        how="" if gate else row.get("how") or "",
        safety="" if gate else (row.get("safety") or "")[:300],
        area=(row.get("area") or "").partition(" (")[0].capitalize()[:60],
        gate=gate,
        scored=row.get("scored", True) and not gate,
    )
    kept = [option for option in row["options"] if option.get("id") != SKIP]
    for number, option in enumerate(kept, 1):
        Option.objects.create(
            item=item,
            order=number * 10,
            label=option["label"][:200],
            points=option.get("points"),
            flag=flag_of(option),
        )
    lists = {letter.lower(): signs for letter, _, signs in LIST.findall(row.get("how") or "")} if gate else {}
    return {
        flag_of(option): [sign.strip() for sign in signs.split(";")]
        for option in kept
        for letter, signs in lists.items()
        if flag_of(option) and f"list {letter}" in option["label"].lower()
    }


def flag_of(option) -> str:
    return slugify(option.get("flag") or "").replace("-", "_")[:40]


def split_question(title: str) -> tuple[str, str]:
    """What to do, and the question at its end: "Sit down. How far do you get?" becomes two fields."""
    head, mark, tail = title.strip().rpartition(". ")
    return (f"{head}.", tail[:200]) if mark and tail.endswith("?") and head else (title.strip()[:300], "")


def add_messages(quiz, data, gate_lists):
    """The messages of the file, and an empty one, to be written, for each flag without."""
    rows = {flag_of(row): row for row in data.get("messages") or []}
    flags = Option.objects.filter(item__quiz=quiz).exclude(flag="").values_list("flag", flat=True)
    for flag in dict.fromkeys([*flags, *rows]):
        row = rows.get(flag, {})
        stops = bool(row.get("stops", flag.endswith("_stop") or flag in gate_lists))
        signs = row.get("signs") or gate_lists.get(flag, [])
        Message.objects.create(
            quiz=quiz,
            flag=flag,
            level=row.get("level") or (Level.SAME_DAY if stops else Level.NOTE),
            title=(row.get("title") or f"{TO_BE_WRITTEN}: {flag.replace('_', ' ')}")[:100],
            text=clean_html(row.get("html") or f"<p>{TO_BE_WRITTEN}.</p>"),
            phones=str(row.get("phones") or "")[:60],
            overrides=bool(row.get("overrides")) or stops,
            stops=stops,
            list_title=str(row.get("list_title") or "")[:80],
            signs="\n".join(map(str, signs)) if isinstance(signs, list) else str(signs),
        )
