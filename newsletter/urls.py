"""Addresses of the newsletter."""

from django.urls import path

from newsletter import archive, views

app_name = "newsletter"
urlpatterns = [
    path("", views.signup, name="signup"),
    path("sent/", views.sent, name="sent"),
    path("issues/", archive.issues, name="issues"),
    path("issues/feed/", archive.feed, name="issue_feed"),
    path("issues/<slug:slug>/", archive.issue, name="issue"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("leave/<str:token>/", views.leave, name="leave"),
    path("preferences/<str:token>/", views.preferences, name="preferences"),
]
