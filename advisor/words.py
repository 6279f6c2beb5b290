"""The roots of the words of a text, by which similar questions are found. Pure: no database."""

import re

LONGEST = 4000  # characters that are looked at
MOST_WORDS = 60
WORD = re.compile(r"[^\W\d_]{3,30}")
ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly")
COMMON = frozenset(
    "about above after again all also although always and any are aren because been before being below between both "
    "but can cannot could couldn did didn does doesn doing don done down during each else even ever every few for from "
    "get gets getting give goes going gone got had has hasn have haven having her here hers him his how however into "
    "isn its just last let like lot lots made make makes many may maybe might mine more most much must mustn myself "
    "need needs never not nothing now off often once one only other others our out over own perhaps please put quite "
    "really said same say see seem seems shall she should shouldn since some something sometimes soon still such sure "
    "take taken than thank thanks that the their them then there these they thing things think this those though "
    "through time too try under until upon use used using very want was wasn way well were weren what when where "
    "whether which while who whom why will with without won would wouldn yes yet you your".split()
)


def stem(word: str) -> str:
    """A crude root: "stairs", "clicking" and "clicked" meet "stair" and "click". Same rule for storing and asking."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "ls" else word


def words_of(text: str) -> list[str]:
    """The distinct roots of a text in their order, without common words. Bounded; any text is allowed."""
    found = (stem(word) for word in WORD.findall(text[:LONGEST].lower()) if word not in COMMON)
    return list(dict.fromkeys(found))[:MOST_WORDS]
