"""Addresses of exercises. Words below `session/` cannot be names of exercises: "session" is reserved."""

from django.urls import path

from exercises import views

app_name = "exercises"
urlpatterns = [
    path("", views.exercise_list, name="list"),
    path("session/", views.session, name="session"),
    path("session/plan/", views.plan, name="plan"),
    path("session/felt/", views.felt, name="felt"),
    path("<slug:slug>/", views.detail, name="detail"),
]
