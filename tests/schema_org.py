"""The part of schema.org that this site uses: properties of each type and what may stand in them.

Taken from the pages of schema.org (version 29): a type has its own properties and those of the types above it. The kinds
are schema.org's: Text, URL, Date, DateTime, Integer, Duration, or the name of a type.
"""

import re
from datetime import datetime

THING = {
    "name": ["Text"], "url": ["URL"], "description": ["Text"], "image": ["URL", "ImageObject"], "sameAs": ["URL"],
    "mainEntityOfPage": ["URL", "CreativeWork", "WebPage"], "potentialAction": ["Action", "SearchAction"],
}  # fmt: skip
CREATIVE_WORK = THING | {
    "headline": ["Text"], "text": ["Text"], "inLanguage": ["Text"], "author": ["Person", "Organization"],
    "publisher": ["Person", "Organization"], "datePublished": ["Date", "DateTime"], "dateModified": ["Date", "DateTime"],
    "about": ["Thing"], "citation": ["Text", "CreativeWork"], "mainEntity": ["Thing", "Recipe", "Person", "ItemList"],
}  # fmt: skip
WEB_PAGE = CREATIVE_WORK | {
    "lastReviewed": ["Date"],
    "reviewedBy": ["Person", "Organization"],
    "breadcrumb": ["BreadcrumbList", "Text"],
}
ACTION = THING | {"target": ["EntryPoint", "URL"], "query-input": ["Text"]}  # query-input: schema.org/docs/actions.html
TYPES = {
    "Thing": THING,
    "WebPage": WEB_PAGE,
    "ProfilePage": WEB_PAGE,
    "MedicalWebPage": WEB_PAGE | {"aspect": ["Text"], "medicalAudience": ["MedicalAudience"]},
    "Article": CREATIVE_WORK | {"articleBody": ["Text"], "articleSection": ["Text"], "wordCount": ["Integer"]},
    "WebSite": CREATIVE_WORK | {"issn": ["Text"]},
    "Organization": THING | {"logo": ["URL", "ImageObject"], "email": ["Text"], "address": ["Text", "PostalAddress"]},
    "Person": THING | {"jobTitle": ["Text"], "hasCredential": ["EducationalOccupationalCredential"], "worksFor": ["Organization"]},
    "EducationalOccupationalCredential": CREATIVE_WORK | {"credentialCategory": ["Text", "URL"]},
    "BreadcrumbList": THING | {"itemListElement": ["ListItem"], "numberOfItems": ["Integer"]},
    "ListItem": THING | {"position": ["Integer", "Text"], "item": ["Thing", "URL"]},
    "Product": THING | {"category": ["Text", "URL"], "brand": ["Brand", "Organization"], "sku": ["Text"]},
    "Recipe": CREATIVE_WORK | {
        "recipeYield": ["Text"], "prepTime": ["Duration"], "cookTime": ["Duration"], "totalTime": ["Duration"],
        "recipeIngredient": ["Text"], "recipeInstructions": ["Text", "HowToStep", "ItemList"], "recipeCategory": ["Text"],
    },
    "HowToStep": CREATIVE_WORK | {"position": ["Integer"]},
    "ExercisePlan": CREATIVE_WORK | {
        "exerciseType": ["Text"], "repetitions": ["Integer"], "activityDuration": ["Duration"], "activityFrequency": ["Text"],
        "restPeriods": ["Text"], "intensity": ["Text"], "workload": ["Text"], "additionalVariable": ["Text"],
        "associatedAnatomy": ["AnatomicalStructure"],
    },
    "AnatomicalStructure": THING,
    "SearchAction": ACTION | {"query": ["Text"]},
    "EntryPoint": THING | {"urlTemplate": ["Text"]},
}  # fmt: skip
FORBIDDEN = {"QAPage", "FAQPage", "AggregateRating", "Review", "Rating"}  # rows 47 and 107 of the list of features


def mistakes(data, where="page") -> list[str]:
    """What in a description of a page does not fit the table."""
    if "@graph" in data:
        return [wrong for number, part in enumerate(data["@graph"]) for wrong in mistakes(part, f"graph {number}")]
    if set(data) == {"@id"}:
        return []
    kind = data.get("@type")
    if kind in FORBIDDEN or kind not in TYPES:
        return [f"{where}: {kind} is not to be used"]
    found = []
    for name, value in data.items():
        if name.startswith("@"):
            continue
        if name not in TYPES[kind]:
            found.append(f"{where}: {kind} has no {name}")
            continue
        for one in value if isinstance(value, list) else [value]:
            found += wrong_value(one, TYPES[kind][name], f"{where}.{name}")
    return found


def wrong_value(value, kinds, where) -> list[str]:
    """What is wrong with one value, nothing when it is of one of the kinds."""
    if isinstance(value, dict):
        nested = mistakes(value, where)
        fits = value.get("@type") in kinds or set(value) == {"@id"} or "Thing" in kinds
        return nested if fits else [*nested, f"{where}: a {value.get('@type')} does not belong here"]
    return [] if any(is_of(value, kind) for kind in kinds) else [f"{where}: {value!r} is none of {kinds}"]


def is_of(value, kind) -> bool:
    """Whether a plain value is of one of schema.org's kinds."""
    if kind == "Integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if not isinstance(value, str) or not value.strip():
        return False
    if kind == "URL":
        return bool(re.fullmatch(r"https?://[^\s<>\"]+", value))
    if kind == "Duration":
        return bool(re.fullmatch(r"PT(?=\d)(\d+H)?(\d+M)?(\d+S)?", value))
    if kind in ("Date", "DateTime"):
        try:
            datetime.fromisoformat(value)
        except ValueError:
            return False
        return True
    return kind == "Text" and "<" not in value
