"""The upper level's addresses."""

from django.urls import path

from huiyin.web.upper import errors, side_by_side, taking

handler400, handler404, handler500 = errors.not_understood, errors.not_found, errors.broken
urlpatterns = [
    path("", side_by_side.page, name="page"),
    path("counties.csv", side_by_side.sheet, name="sheet"),
    path("hand-up/", taking.hand_up, name="hand_up"),
]
