"""The addresses of the residents' pages. No number, name or code ever stands in one."""

from django.urls import path

from huiyin.web.portal import doing, filing, guide, home, lost_slip, progress, seen, verify

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("file/", filing.file_matter, name="file"),
    path("file/receipt/", filing.receipt, name="receipt"),
    path("file/receipt.pdf", filing.receipt_paper, name="receipt_paper"),
    path("track/", home.track, name="track"),
    path("lost/", lost_slip.lost, name="lost"),
    path("lost/mine/", lost_slip.mine, name="lost_mine"),
    path("lost/code/<uuid:matter>/", lost_slip.new_code, name="lost_code"),
    path("lost/leave/", lost_slip.leave, name="lost_leave"),
    path("my/", progress.my, name="my"),
    path("my/reply/", progress.reply, name="reply"),
    path("my/paper/<uuid:paper>.pdf", progress.paper, name="paper"),
    path("my/readings/", seen.readings, name="readings"),
    path("my/rate/", doing.rate, name="rate"),
    path("my/do/<int:part>/<slug:step>/", doing.take, name="do"),
    path("my/leave/", home.leave, name="leave"),
    path("guide/", guide.guide, name="guide"),
    path("verify/", verify.verify, name="verify"),
]
