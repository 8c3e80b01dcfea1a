"""The addresses of one's own account."""

from django.urls import path

from huiyin.web.account import credentials, home, notices, pin, tokens, unsent

app_name = "account"
urlpatterns = [
    path("", home.home, name="home"),
    path("password/", credentials.password, name="password"),
    path("second/", credentials.second, name="second"),
    path("codes/", credentials.codes, name="codes"),
    path("prove/", credentials.prove_again, name="prove"),
    path("pin/", pin.pin, name="pin"),
    path("end/", home.end, name="end"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("notices/", notices.notices, name="notices"),
    path("unsent/", unsent.unsent, name="unsent"),
]
