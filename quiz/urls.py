"""Addresses of the quizzes. Answers never stand in one."""

from django.urls import path

from quiz import views

app_name = "quiz"
urlpatterns = [
    path("", views.quiz_list, name="list"),
    path("<slug:slug>/", views.start, name="start"),
    path("<slug:slug>/questions/", views.questions, name="questions"),
]
