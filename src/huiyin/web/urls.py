"""The addresses of the pages: the staff's desk, and the residents' portal."""

from django.urls import URLPattern, URLResolver, include, path

from huiyin.web import changing_places, entering, leaving, screen, service
from huiyin.web.house import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", entering.sign_in, name="sign_in"),
    path("login/second/", entering.second, name="second"),
    path("login/service/", service.leave, name="service"),
    path("login/service/back/", service.arrive, name="service_back"),
    path("login/aside/", changing_places.step_aside, name="step_aside"),
    path("login/pin/<int:account>/", changing_places.by_pin, name="by_pin"),
    path("logout/", leaving.sign_out, name="sign_out"),
    path("screen/", screen.screen, name="screen"),
    path("screen/now/", screen.now, name="screen_now"),
    path("healthz/checks", health.checks_json, name="healthz_checks"),
    path("desk/account/", include("huiyin.web.account.urls")),
    path("desk/emergency/", include("huiyin.web.emergency.urls")),
    path("desk/security/", include("huiyin.web.security.urls")),
    path("desk/", include("huiyin.web.desk.urls")),
    path("desk/", include("huiyin.web.house.urls")),
    path("desk/", include("huiyin.web.figures.urls")),
    path("catalogue/", include("huiyin.web.house.public_urls")),
    path("", include("huiyin.web.portal.urls")),
]
