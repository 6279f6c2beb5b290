"""What search engines are told about an article, in the words of schema.org. Plain dicts, no request."""

from core.addresses import absolute
from core.text import plain_text


def of_article(page: dict) -> dict:
    """The description of a page made by reading.page_of_revision()."""
    revision = page["revision"]
    address = absolute(revision.get_absolute_url())
    found = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage" if any(topic.asks_for_care_card for topic in page["topics"]) else "Article",
        "@id": address,
        "url": address,
        "headline": revision.title,
        "name": revision.title,
        "description": revision.summary,
        "inLanguage": "en-GB",
        "datePublished": revision.first_live_at,
        "dateModified": revision.goes_live_at,
        "author": [person(author) for author in page["authors"]],
        "publisher": {"@type": "Organization", "name": "Kneesite", "url": absolute("/")},
        "image": picture_address(revision.lead_picture),
        "about": [
            {"@type": "Thing", "name": topic.name, "url": absolute(topic.get_absolute_url())}
            for topic in page["topics"]
        ],
        "citation": [reference.title for reference in page["references"]],
    }
    if revision.reviewer and revision.reviewed_on:
        reviewed = {"lastReviewed": revision.reviewed_on, "reviewedBy": person(revision.reviewer)}
        if found["@type"] == "Article":  # a review is a property of pages, not of texts
            found["mainEntityOfPage"] = {"@type": "WebPage", "@id": address, **reviewed}
        else:
            found |= reviewed
    if page["recipes"]:
        found["mainEntity"] = [recipe(block, page) for block in page["recipes"]]
    return {name: value for name, value in found.items() if value}


def person(author) -> dict:
    """Somebody who wrote or reviewed."""
    found = {
        "@type": "Person",
        "name": author.name,
        "url": absolute(author.get_absolute_url()),
    }
    if author.role:
        found["jobTitle"] = author.role
    if author.qualifications:
        found["hasCredential"] = {"@type": "EducationalOccupationalCredential", "name": author.qualifications}
    return found


def of_author(author) -> dict:
    """The page of an author, which is about a person."""
    address = absolute(author.get_absolute_url())
    someone = person(author) | {"@id": f"{address}#person", "description": plain_text(author.bio)}
    if author.portrait:
        someone["image"] = whole(author.portrait.file.url)
    if author.profile_url:
        someone["sameAs"] = author.profile_url
    someone = {name: value for name, value in someone.items() if value}
    return {"@context": "https://schema.org", "@type": "ProfilePage", "url": address, "mainEntity": someone}


def recipe(block, page) -> dict:
    """A dish of the text."""
    found = {
        "@type": "Recipe",
        "name": block.name,
        "author": [person(author) for author in page["authors"]],
        "image": picture_address(page["revision"].lead_picture),
        "recipeYield": f"{block.serves} servings",
        "prepTime": f"PT{block.minutes_prep}M",
        "cookTime": f"PT{block.minutes_cook}M",
        "totalTime": f"PT{block.minutes}M",
        "recipeIngredient": block.ingredient_list,
        "recipeInstructions": [{"@type": "HowToStep", "text": step} for step in block.step_list],
    }
    return {name: value for name, value in found.items() if value}


def picture_address(picture) -> str:
    """The widest JPEG of a picture as a whole address; "" without one."""
    jpegs = [one for one in picture.renditions.all() if one.format == "jpg"] if picture else []
    return whole(max(jpegs, key=lambda one: one.width).file.url) if jpegs else ""


def whole(address: str) -> str:
    """Pictures may lie on another host already."""
    return address if "://" in address else absolute(address)
