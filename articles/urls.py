"""Addresses of articles, their authors and feeds. One namespace, three roots."""

from django.urls import path

from articles import feeds, rating_views, told_views, views

app_name = "articles"
urlpatterns = [
    path("articles/", views.article_list, name="list"),
    path("articles/feed/", feeds.articles, name="feed"),
    path("articles/<slug:slug>/", views.detail, name="detail"),
    path("articles/<slug:slug>/rate/", rating_views.rate, name="rate"),
    path("articles/<slug:slug>/rate/why/", told_views.why, name="why"),
    path("articles/<slug:slug>/mistake/", told_views.mistake, name="mistake"),
    path("articles/<slug:slug>/changes/", views.changes, name="changes"),
    path("articles/<slug:slug>/session/", views.session, name="session"),
    path("topics/<slug:slug>/feed/", feeds.topic, name="topic_feed"),
    path("authors/<slug:slug>/", views.author, name="author"),
    path("preview/<str:token>/", views.preview, name="preview"),
]
