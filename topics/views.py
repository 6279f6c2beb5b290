"""The list of topics and one topic's hub; what other apps add to the hub comes through their template tags."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from core.pagecache import public_page
from topics.models import Topic


@public_page
def topic_list(request):
    """All topics."""
    return render(request, "topics/topic_list.html", {"topics": Topic.objects.for_cards()})


@public_page
def detail(request, slug):
    """The hub of one topic."""
    topic = get_object_or_404(Topic.objects.for_cards(), slug=slug)
    context = {"topic": topic, "topics": [topic], "crumbs": [("Topics", reverse("topics:list"))]}
    return render(request, "topics/topic_detail.html", context)
