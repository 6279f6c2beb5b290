"""A recipe in an article: what a cook reads, and what machines are told of it."""

import json
import re

import pytest
from django.utils import timezone

from articles.tests.factories import a_block, a_draft, an_author

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    """The page of an article with one recipe."""
    draft = a_draft("Two dinners", authors=[an_author()])
    a_block(
        draft, "recipe", name="Baked salmon", serves=4, minutes_prep=15, minutes_cook=20,
        ingredients="4 fillets\n1 lemon", steps="Heat the oven.\nBake the fish.", allergens="Contains fish.",
    )  # fmt: skip
    draft.bring_in_as_live(timezone.now())
    return client.get(draft.get_absolute_url()).content.decode()


def test_a_cook_reads_ingredients_steps_servings_time_and_allergens(page):
    recipe = re.search(r'<section class="recipe".*?</section>', page, re.DOTALL)[0]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", recipe))

    for said in ("Baked salmon", "Serves 4", "Ready in 35 min", "Contains fish.", "4 fillets", "1 lemon"):
        assert said in words
    assert re.findall(r"<li>([^<]+)</li>", recipe.partition("<ol>")[2]) == ["Heat the oven.", "Bake the fish."]


def test_machines_are_told_the_same_recipe(page):
    told = [
        json.loads(found)
        for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    ]
    nodes = [node for one in told for node in (one.get("@graph") or [one])]
    (recipe,) = next(node["mainEntity"] for node in nodes if node.get("mainEntity"))

    assert (recipe["@type"], recipe["name"], recipe["recipeIngredient"]) == (
        "Recipe",
        "Baked salmon",
        ["4 fillets", "1 lemon"],
    )
    assert [step["text"] for step in recipe["recipeInstructions"]] == ["Heat the oven.", "Bake the fish."]
    assert [recipe[name] for name in ("prepTime", "cookTime", "totalTime")] == ["PT15M", "PT20M", "PT35M"]
    assert "4" in str(recipe["recipeYield"])
