"""The addresses of the residents' pages. No number, name or code ever stands in one."""

from django.urls import path

from huiyin.web.portal import (
    doing,
    figures,
    filing,
    guide,
    home,
    lost_slip,
    paper_forms,
    pieces,
    progress,
    receipt,
    rights,
    seen,
    verify,
)

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("file/", filing.file_matter, name="file"),
    path("file/suggestion/", filing.file_matter, {"kind": "suggestion"}, name="file_suggestion"),
    path("file/accusation/", filing.file_matter, {"kind": "accusation"}, name="file_accusation"),
    path("purposes/", home.purposes, name="purposes"),
    path("file/keep/", filing.keep, name="keep"),
    path("file/erase/", filing.erase_now, name="erase"),
    path("file/pieces/<str:stored>/", pieces.piece, name="piece"),
    path("file/receipt/", receipt.receipt, name="receipt"),
    path("file/receipt.pdf", receipt.receipt_paper, name="receipt_paper"),
    path("track/", home.track, name="track"),
    path("lost/", lost_slip.lost, name="lost"),
    path("lost/mine/", lost_slip.mine, name="lost_mine"),
    path("lost/code/<uuid:matter>/", lost_slip.new_code, name="lost_code"),
    path("lost/leave/", lost_slip.leave, name="lost_leave"),
    path("my/", progress.my, name="my"),
    path("my/reply/", progress.reply, name="reply"),
    path("my/paper/<uuid:paper>.pdf", progress.paper, name="paper"),
    path("my/data/", rights.data, name="data"),
    path("my/data/copy.<slug:form>", rights.own_copy, name="own_copy"),
    path("my/readings/<int:reading>/question/", rights.question, name="question"),
    path("retaliation/", rights.retaliation, name="retaliation"),
    path("my/retaliation/", rights.own_retaliation, name="own_retaliation"),
    path("my/readings/", seen.readings, name="readings"),
    path("my/rate/", doing.rate, name="rate"),
    path("my/do/<int:part>/<slug:step>/", doing.take, name="do"),
    path("my/form/<int:part>/<slug:step>.pdf", paper_forms.mine, name="my_form"),
    path("my/leave/", home.leave, name="leave"),
    path("forms/", paper_forms.forms, name="forms"),
    path("forms/<slug:code>.pdf", paper_forms.blank, name="blank"),
    path("figures/", figures.figures, name="figures"),
    path("figures/table.csv", figures.figures_csv, name="figures_csv"),
    path("guide/", guide.guide, name="guide"),
    path("guide/route/", guide.route, name="route"),
    path("verify/", verify.verify, name="verify"),
]
