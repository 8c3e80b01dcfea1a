"""The addresses of the figures."""

from django.urls import path

from huiyin.web.figures import board, on_time, same_day

app_name = "figures"
urlpatterns = [
    path("figures/", board.board_page, name="board"),
    path("figures/on-time/", on_time.rate_page, name="on_time"),
    path("figures/same-day/", same_day.same_day_page, name="same_day"),
    path("figures/on-time/matters/", on_time.matters_page, name="on_time_matters"),
    path("figures/<slug:measure>/", board.measure_page, name="measure"),
    path("figures/<slug:measure>/matters/", board.matters_page, name="matters"),
]
