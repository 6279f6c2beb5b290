"""Letters twice as large on a phone: nobody has to push a page sideways to read or to search."""

import pytest

PAGES = ["/", "/search/?q=knee", "/questions/", "/no-such-page/", "/products/", "/topics/knees/"]


@pytest.mark.parametrize("address", PAGES)
def test_letters_of_twice_the_size_stay_on_the_screen(visitor, address):
    page = visitor(width=390)
    page.goto(address)

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
