"""The rules for everybody: the catalogue and the calendar without signing in, at /catalogue/."""

from django.urls import path

from huiyin.web.house import calendar_page, catalogue, clock_pages, personal_data

app_name = "rules"
urlpatterns = [
    path("", catalogue.kinds.portal, name="catalogue"),
    path("clocks/", clock_pages.clocks.portal, name="clocks"),
    path("clocks/<str:clock>/", clock_pages.example_page.portal, name="clock"),
    path("registers/", catalogue.registers.portal, name="register_rules"),
    path("calendar/", calendar_page.calendar.portal, name="calendar"),
    path("personal-data/", personal_data.data.portal, name="data"),
    path("personal-data.xlsx", personal_data.export, name="data_export"),
    path("<str:kind>/", catalogue.kind_page.portal, name="kind"),
]
