"""The base of readers' forms."""

import pytest
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string

from core.forms import LONGEST_POST, ReaderForm


class LetterForm(ReaderForm):
    """A form as readers meet it."""

    name = forms.CharField(max_length=50)
    text = forms.CharField(widget=forms.Textarea, max_length=2000)


def posted(**values):
    query = QueryDict(mutable=True)
    for name, value in values.items():
        query[name] = value
    return query


def test_nul_characters_vanish_before_anything_else():
    form = LetterForm(posted(name="An\x00na", text="My\x00 knee"))

    assert form.is_valid()
    assert form.cleaned_data == {"name": "Anna", "text": "My knee"}


def test_a_monstrous_text_is_refused_with_a_sentence_and_bounded():
    form = LetterForm(posted(name="Anna", text="x" * 1_000_000))

    assert list(form.errors) == ["text"]
    assert len(form["text"].value()) == LONGEST_POST


@pytest.mark.parametrize("data", [{}, {"name": ""}, {"text": "x"}, {"name": "a" * 51, "text": "b"}])
def test_a_form_with_mistakes_says_each_of_them_once(data):
    form = LetterForm(data)

    assert not form.is_valid()
    assert len(form.error_list()) == len(form.errors)
    assert all(sentence for _, sentence in form.error_list())


def test_the_error_summary_links_to_the_fields():
    form = LetterForm(posted(name="", text=""))

    html = render_to_string("_error_summary.html", {"form": form})

    assert 'href="#id_name"' in html
    assert 'href="#id_text"' in html
    assert "Two things need your attention" in html


def test_a_form_without_data_is_not_bound():
    assert not LetterForm().is_bound
