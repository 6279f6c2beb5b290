"""The table of contents of the site."""

from django.contrib import admin
from django.urls import include, path

from kneesite import views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", include("search.urls")),
    path("topics/", include("topics.urls")),
    path("health/", views.health, name="health"),
    path("admin/", admin.site.urls),
]
