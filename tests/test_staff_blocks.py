"""An author works with each kind of block through the forms of the edit page."""

import pytest
from django.urls import reverse

from articles.models import Revision
from articles.tests.factories import BLOCKS, a_draft, one_block_of_each_kind
from products.tests.desk import form_data
from tests.staff_house import somebody_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", BLOCKS)
def test_an_author_adds_moves_and_deletes_each_kind_of_block(client, kind):
    author = somebody_of("A")
    draft = a_draft(authors=[author.author], text="")
    block = one_block_of_each_kind(draft)[list(BLOCKS).index(kind)]
    model, prefix = type(block), f"articles_{type(block)._meta.model_name}_set"
    client.force_login(author)
    address = reverse("admin:articles_revision_change", args=[draft.pk])

    def page():
        return {name: value for name, value in form_data(client.get(address)).items() if value is not None}

    copied = {
        name.replace("-0-", "-1-"): value
        for name, value in page().items()
        if name.startswith(f"{prefix}-0-") and not name.endswith("-id")
    }
    client.post(address, page() | copied | {f"{prefix}-TOTAL_FORMS": "2", f"{prefix}-0-ordering": "77"})
    added = model.objects.filter(parent=draft).count()
    block.refresh_from_db()
    client.post(address, page() | {f"{prefix}-0-DELETE": "on", f"{prefix}-1-DELETE": "on"})

    assert (added, block.ordering, model.objects.filter(parent=draft).count()) == (2, 77, 0)
    assert Revision.objects.get(pk=draft.pk).changed_by == author
