"""The addresses of the desk."""

from django.urls import path

from huiyin.web import session
from huiyin.web.desk import (
    bulk,
    charges,
    counter,
    form_codes,
    giving,
    home,
    intake,
    listing,
    matter,
    numbers,
    papers,
    rights,
    seen_files,
    step,
    views,
)

app_name = "desk"

urlpatterns = [
    path("", home.home, name="home"),
    path("post/", session.choose_post, name="choose_post"),
    path("intake/", intake.intake, name="intake"),
    path("intake/<uuid:token>/", intake.filed, name="filed"),
    path("intake/<uuid:token>/receipt.<str:form>", intake.receipt, name="receipt"),
    path("tasks/new/", giving.give, name="give_task"),
    path("charges/", charges.listing, name="charges"),
    path("charges/export.xlsx", charges.export, name="charges_export"),
    path("calls/", counter.calls, name="calls"),
    path("calls/<int:message>/", counter.call, name="call"),
    path("lost-slip/", counter.lost, name="lost"),
    path("lost-slip/<uuid:matter>/", counter.lost_code, name="lost_code"),
    path("form/", form_codes.form, name="form"),
    path("numbers/", numbers.numbers, name="numbers"),
    path("numbers/export.xlsx", numbers.export, name="numbers_export"),
    path("matters/", listing.listing, name="matters"),
    path("matters/export.xlsx", listing.export, name="export"),
    path("matters/bulk/", bulk.choose, name="bulk"),
    path("matters/bulk/<uuid:run>/", bulk.run, name="bulk_run"),
    path("matters/bulk/<uuid:run>.xlsx", bulk.run_sheet, name="bulk_sheet"),
    path("views/", views.keep, name="keep_view"),
    path("views/<uuid:view>/drop/", views.drop, name="drop_view"),
    path("matters/<str:number>/", matter.matter, name="matter"),
    path("retaliation/", rights.retaliation, name="retaliation"),
    path("reading-questions/", rights.questions, name="questions"),
    path("matters/<str:number>/data-request/", rights.data_request, name="data_request"),
    path("matters/<str:number>/read/", matter.read, name="read"),
    path("matters/<str:number>/clocks/", matter.clocks, name="clocks"),
    path("matters/<str:number>/do/<slug:step>/", step.step, name="step"),
    path("matters/<str:number>/draft.<str:form>", papers.draft_paper, name="draft_paper"),
    path("matters/<str:number>/papers/<uuid:paper>.<str:form>", papers.paper, name="paper"),
    path("matters/<str:number>/file.pdf", papers.whole, name="whole_file"),
    path("matters/<str:number>/papers/<uuid:paper>/set.pdf", papers.printed_together, name="print_set"),
    path("matters/<str:number>/papers/<uuid:paper>/service.<str:form>", papers.service, name="service_paper"),
    path("matters/<str:number>/look/", seen_files.look, name="look"),
    path("matters/<str:number>/look/<uuid:file>/", seen_files.one, name="seen_file"),
    path("matters/<str:number>/files/<uuid:file>/", papers.file, name="file"),
]
