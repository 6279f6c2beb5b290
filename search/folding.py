"""Words as the index compares them: without accents, capitals and endings. Pure functions, no database."""

import re
import unicodedata

LONGEST_WORD = 40  # characters; longer ones are no words
STOP_WORDS = frozenset(
    "a about all always am an and any are as at be been but by can could did do does doing for from get had has have having he her "
    "him his help how i if in into is it its just me more most my myself of off on one or other our out over own please s same she "
    "should so some such t than that the their them then there these they this those to too us very was we were what "
    "when where which while who whom why will with would you your yours "
    # as people write them without the apostrophe
    "arent cant couldnt didnt doesnt dont hadnt hasnt havent im isnt ive shouldnt thats wasnt werent whats wont wouldnt".split()
)

# Words of whole sentences that say little about what is looked for; beside two better words they are left out.
LIGHT_WORDS = frozenset(
    "after again also anything away bad because been before best better best come comes coming day days down easy everything first "
    "get gets getting go goes going gone good got happen happens last like long lot make makes many may might much need never "
    "new now often only quite really right since something sometimes start still sure take takes taking tell thing things through "
    "time today together tonight true try turn until up use used using want way week well went without yesterday yet".split()
)

_GAPS = re.compile(r"[\W_]+")  # everything but what isalnum() calls letters and digits
_PERHAPS_A_MARK = re.compile(r"[^\x00-\u02ff]")


def fold(text: str) -> str:
    """Small letters and digits with single spaces between; everything else is a space. Runs over every word: kept quick."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text)
        text = _PERHAPS_A_MARK.sub(lambda found: "" if unicodedata.combining(found[0]) else found[0], plain)
    return _GAPS.sub(" ", text).strip().lower()


def words_in(*texts: str) -> set[str]:
    """The different words and numbers of texts, for the list that says how frequent each is."""
    found = {word for text in texts for word in fold(text).split()}
    return {word for word in found if 1 < len(word) <= LONGEST_WORD}


def stem(word: str) -> str:
    """A word without its ending, roughly as the engines do it: good enough to mark what they found."""
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word.removesuffix(ending)
            if word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            return word.removesuffix("e")
    if word.endswith("ies") and len(word) > 4:
        return word.removesuffix("ies")
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word.removesuffix("s")
    return word[:-1] if len(word) > 3 and word[-1] in "eiy" else word


def distance(one: str, other: str, most: int) -> int:
    """How many letters must be changed, added, left out or swapped with a neighbour; more than `most` counts as most + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, letter2 in enumerate(other, 1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (letter != letter2))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == letter2:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
