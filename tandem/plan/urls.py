"""Addresses of what is made together with the family."""

from django.urls import URLPattern

app_name = "plan"

urlpatterns: list[URLPattern] = []
