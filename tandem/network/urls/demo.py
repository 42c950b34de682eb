"""The demonstration accounts, under `/demo/`; included by the demo only."""

from django.urls import path

from tandem.network.views import demo

urlpatterns = [path("", demo.accounts, name="demo_accounts")]
