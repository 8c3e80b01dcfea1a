"""The addresses of the figures."""

from django.urls import path

from huiyin.web.figures import on_time

app_name = "figures"
urlpatterns = [
    path("figures/on-time/", on_time.rate_page, name="on_time"),
    path("figures/on-time/matters/", on_time.matters_page, name="on_time_matters"),
]
