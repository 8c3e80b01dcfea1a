"""The addresses of emergency openings."""

from django.urls import path

from huiyin.web.emergency import pages

app_name = "emergency"
urlpatterns = [
    path("", pages.listing, name="listing"),
    path("<uuid:opening>/", pages.one, name="one"),
    path("<uuid:opening>/do/", pages.act, name="act"),
]
