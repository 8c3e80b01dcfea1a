"""The addresses of the security and audit roles."""

from django.urls import path

from huiyin.web.security import accounts, counters, record

app_name = "security"
urlpatterns = [
    path("", accounts.listing, name="accounts"),
    path("open/", accounts.open_one, name="open"),
    path("counters/", counters.counters_page, name="counters"),
    path("record/", record.record_page, name="record"),
    path("alarms/<int:alarm>/seen/", record.seen, name="seen"),
    path("<int:account>/", accounts.account_page, name="account"),
    path("<int:account>/do/", accounts.act, name="act"),
]
