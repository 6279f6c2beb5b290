"""The last part of an address."""

import pytest
from django.core.exceptions import ValidationError

from core.slugs import RESERVED, SlugField


@pytest.mark.parametrize("slug", [*RESERVED, "Feed", "ASK"])
def test_an_address_of_the_site_itself_is_refused(slug):
    with pytest.raises(ValidationError, match="address of the site itself"):
        SlugField().clean(slug, None)


@pytest.mark.parametrize("slug", ["kniegelenk-ä", "a b", "a/b", "a.b", "<b>", "a\x00b", "", "x" * 121])
def test_only_short_ascii_words_are_taken(slug):
    with pytest.raises(ValidationError):
        SlugField().clean(slug, None)


@pytest.mark.parametrize("slug", ["sore-knees", "feeding", "x" * 120, "7-steps"])
def test_an_ordinary_address_is_taken(slug):
    assert SlugField().clean(slug, None) == slug
