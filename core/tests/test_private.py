"""Private links: unguessable, one spelling, replaceable."""

from uuid import UUID, uuid4

import pytest

from core.private import keyed_hash, open_token, private_token

NUMBER = UUID("12345678-1234-5678-1234-567812345678")


def test_a_token_opens_to_its_number_and_fits_its_version():
    opened = open_token(private_token(NUMBER, 1, "follow"), "follow")

    assert opened.uuid == NUMBER
    assert opened.fits(1)


def test_a_token_is_the_same_each_time_and_43_characters_long():
    tokens = {private_token(NUMBER, 1, "follow") for _ in range(3)}

    assert [len(token) for token in tokens] == [43]


def test_an_exchanged_link_no_longer_fits():
    old = open_token(private_token(NUMBER, 1, "follow"), "follow")

    assert not old.fits(2)


def test_a_token_for_one_purpose_opens_no_other():
    opened = open_token(private_token(NUMBER, 1, "follow"), "leave")

    assert not opened.fits(1)


def test_no_single_changed_character_opens_anything():
    token = private_token(NUMBER, 1, "follow")
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    changed = {token[:at] + letter + token[at + 1 :] for at in range(43) for letter in letters} - {token}

    opened = [open_token(one, "follow") for one in changed]

    assert len(changed) == 43 * 63
    assert [one for one in opened if one and one.uuid == NUMBER and one.fits(1)] == []


@pytest.mark.parametrize(
    "token", ["", "x", "é" * 43, "a" * 42, "a" * 44, "=" * 43, "a/b" * 14 + "a", "\x00" * 43, " " * 43, "a" * 1_000_000]
)
def test_what_is_no_token_opens_nothing(token):
    assert open_token(token, "follow") is None


def test_a_key_of_another_site_makes_other_tokens_and_hashes(settings):
    number = uuid4()
    token, hashed = private_token(number, 1, "follow"), keyed_hash("rate", "reader")

    settings.SECRET_KEY = "another"

    assert not open_token(token, "follow").fits(1)
    assert keyed_hash("rate", "reader") != hashed


def test_parts_of_a_hash_cannot_be_shifted_between_each_other():
    assert keyed_hash("ab", "c") != keyed_hash("a", "bc")
