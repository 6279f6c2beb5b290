"""Addresses under /questions/."""

from django.urls import path

from advisor.feeds import feed
from advisor.views import asking, following, reading

app_name = "advisor"
urlpatterns = [
    path("", reading.question_list, name="list"),
    path("feed/", feed, name="feed"),
    path("ask/", asking.ask, name="ask"),
    path("ask/check/", asking.check, name="check"),
    path("ask/similar/", asking.similar, name="similar"),
    path("follow/<str:token>/", following.follow, name="follow"),
    path("follow/<str:token>/thanks/", following.thanks, name="thanks"),
    path("<slug:slug>/", reading.detail, name="detail"),
    path("<slug:slug>/helpful/", reading.helpful, name="helpful"),
]
