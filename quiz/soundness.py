"""What keeps a quiz from being published, a sentence per mistake, and what an editor should look at. Reads a Sheet."""

from quiz.scoring import ranges_of
from quiz.spread import spread

TO_BE_WRITTEN = "To be written"  # where a file brought no words; no reader must see it


def mistakes_of(sheet) -> list[str]:
    """Sentences; an empty list means that the quiz may be published."""
    return [*bands_mistakes(sheet), *questions_mistakes(sheet), *messages_mistakes(sheet), *unwritten_parts(sheet)]


def bands_mistakes(sheet):
    """The score table: every score must fall into a band."""
    firsts = [band.first_score for band in sheet.bands]
    if not firsts:
        yield "There is no band yet. Add one that starts at 0."
    elif firsts[0] != 0:
        yield f"The lowest band starts at {firsts[0]}. It has to start at 0, or low scores would fall into no band."
    for band in sheet.bands:
        if band.first_score > sheet.quiz.full_marks:
            yield (
                f"The band “{band.title}” starts at {band.first_score}, but the full marks are {sheet.quiz.full_marks}: "
                "nobody could reach it."
            )


def questions_mistakes(sheet):
    """Questions that cannot be answered or scored."""
    scored = [one for one in sheet.scored if one.most]
    if len(scored) < sheet.quiz.minimum_answers:
        yield (
            f"A score needs {sheet.quiz.minimum_answers} scored answers, but only {len(scored)} "
            f"question{' has' if len(scored) == 1 else 's have'} points. Nobody would get a score."
        )
    for question in sheet.questions:
        name = f"The question “{question.item}”"
        if len(question.options) < 2:
            yield f"{name} needs at least two answers to choose from."
        elif question.item.scored and not question.most:
            yield f"{name} is scored, but none of its answers gives a point. Give points, or untick “scored”."
        if question.item.gate and all(option.flag for option in question.options) and question.options:
            yield f"{name} is a safety gate, but every answer leads to a message. One must let readers go on."


def messages_mistakes(sheet):
    """Answers that lead to a message which is not there."""
    for question in sheet.questions:
        for option in question.options:
            if option.flag and option.flag not in sheet.messages:
                yield (
                    f"The answer “{option}” leads to the message “{option.flag}”, but there is no such message. "
                    "Write it, or empty the field."
                )


def unwritten_parts(sheet):
    """Bands and messages that still hold the words a file left open."""
    for kind, part in [("band", one) for one in sheet.bands] + [("message", one) for one in sheet.messages.values()]:
        if TO_BE_WRITTEN in part.title or TO_BE_WRITTEN in part.text:
            yield f"The {kind} “{part.title}” still has to be written."


def advice_for(sheet, ways=None) -> list[str]:
    """What does not stand in the way of publishing but looks odd. `ways`: spread_of(sheet), when it is at hand."""
    used = {option.flag for question in sheet.questions for option in question.options}
    found = [
        f"No answer leads to the message “{m.title}” ({m.flag})." for m in sheet.messages.values() if m.flag not in used
    ]
    ways = spread_of(sheet) if ways is None else ways
    found += [
        f"Nobody can reach the band “{band.title}” ({words_of(band_range)}): no way of answering leads there."
        for place, (band, band_range) in enumerate(bands_with_ranges(sheet))
        if not ways.get(place) and band.first_score <= sheet.quiz.full_marks
    ]
    return found


def bands_with_ranges(sheet) -> list:
    """(band, (lowest, highest score)) pairs."""
    firsts = [band.first_score for band in sheet.bands]
    return list(zip(sheet.bands, ranges_of(firsts, sheet.quiz.full_marks), strict=True))


def words_of(band_range) -> str:
    """A range as editors read it: "from 8 to 13"."""
    low, high = band_range
    return (
        f"from {low} to {high}"
        if low < high
        else f"only {low}"
        if low == high
        else f"from {low}, beyond the full marks"
    )


def spread_of(sheet) -> dict:
    """How all ways to answer the scored questions spread, see spread.py."""
    return spread(
        scored_rows(sheet),
        [band.first_score for band in sheet.bands],
        sheet.quiz.full_marks,
        sheet.quiz.minimum_answers,
    )


def scored_rows(sheet) -> list:
    """The scored questions as spread.py wants them."""
    return [
        [(option.points, bool((message := sheet.message_for(option)) and message.overrides)) for option in one.options]
        for one in sheet.scored
    ]
