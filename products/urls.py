"""Addresses of products."""

from django.urls import path

from products import views

app_name = "products"
urlpatterns = [
    path("", views.product_list, name="list"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/leaflet/", views.leaflet, name="leaflet"),
]
