"""The list of topics and one topic's hub; what other apps add to the hub comes through their template tags."""

from django.shortcuts import get_object_or_404, render

from core.pagecache import public_page
from topics.models import Topic


@public_page
def topic_list(request):
    """All topics."""
    return render(request, "topics/topic_list.html", {"topics": Topic.objects.select_related("picture")})


@public_page
def detail(request, slug):
    """The hub of one topic."""
    topic = get_object_or_404(Topic.objects.select_related("picture"), slug=slug)
    return render(request, "topics/topic_detail.html", {"topic": topic, "topics": [topic]})
