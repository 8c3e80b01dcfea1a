"""Addresses: the doors that are served, and the one page that says the server is up."""

from importlib.util import find_spec

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that the server is up, without touching the database."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


urlpatterns: list[URLPattern | URLResolver] = [path("healthz", healthz, name="healthz")]
if find_spec("huiyin.api.urls"):
    urlpatterns.append(path("api/v1/", include("huiyin.api.urls")))
if find_spec("huiyin.web.urls"):
    urlpatterns.append(path("", include("huiyin.web.urls")))

handler400 = "huiyin.config.faults.not_understood"
handler403 = "huiyin.web.errors.refused"
handler404 = "huiyin.web.errors.not_found"
handler500 = "huiyin.config.faults.broken"
