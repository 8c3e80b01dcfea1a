"""The upper level's addresses."""

from django.urls import path

from huiyin.web.upper import side_by_side, taking

urlpatterns = [
    path("", side_by_side.page, name="page"),
    path("counties.csv", side_by_side.sheet, name="sheet"),
    path("hand-up/", taking.hand_up, name="hand_up"),
]
