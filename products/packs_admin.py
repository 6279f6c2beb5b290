"""The rows beside a product in the staff area: its packs and the places that sell it."""

from django.contrib.admin import TabularInline
from django.forms import ModelForm, TextInput

from products.models import Pack, PlaceToBuy

PENCE = "Pounds and pence with a point, as in 12.50."


class PackForm(ModelForm):
    """A row of packs. A browser's number field drops a comma and makes £1250 of “12,50”, so the price is typed as text."""

    class Meta:
        widgets = {"price": TextInput(attrs={"inputmode": "decimal", "size": 8})}
        error_messages = {"price": {"invalid": PENCE, "max_decimal_places": PENCE}}


class PackInline(TabularInline):
    """The sizes of a product."""

    model = Pack
    form = PackForm
    extra = 0


class PlaceToBuyForm(ModelForm):
    """A row of shops."""

    class Meta:
        error_messages = {"url": {"invalid": "Write the whole address of the page, beginning with https://."}}


class PlaceToBuyInline(TabularInline):
    """Where readers can buy it."""

    model = PlaceToBuy
    form = PlaceToBuyForm
    extra = 0
