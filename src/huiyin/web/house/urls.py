"""The addresses of the house: the ground, the offices, the gaps, the rules, the calendar, the registers."""

from django.urls import path

from huiyin.web.house import (
    audit,
    calendar_page,
    catalogue,
    clock_pages,
    gaps,
    handover,
    health,
    moved,
    personal_data,
    places,
    register_entries,
    registers,
    retention,
    units,
)

app_name = "house"
urlpatterns = [
    path("places/", places.county, name="places"),
    path("places/<str:code>/", places.place_page, name="place"),
    path("units/<str:key>/", units.unit, name="unit"),
    path("audit/", audit.audit, name="audit"),
    path("audit/draw.xlsx", audit.draw_sheet, name="audit_draw"),
    path("health/", health.health_page, name="health"),
    path("health/tasks/<uuid:task>/", health.retry_task, name="retry_task"),
    path("posts/<str:key>/hand-over/", handover.hand_over, name="hand_over"),
    path("posts/handed-over/<str:key>.<str:form>", handover.sheet, name="handover_sheet"),
    path("gaps/", gaps.gaps_page, name="gaps"),
    path("gaps/export.xlsx", gaps.export, name="gaps_export"),
    path("catalogue/", catalogue.kinds.desk, name="catalogue"),
    path("catalogue/clocks/", clock_pages.clocks.desk, name="clocks"),
    path("catalogue/clocks/<str:clock>/", clock_pages.example_page.desk, name="clock"),
    path("catalogue/registers/", catalogue.registers.desk, name="register_rules"),
    path("catalogue/personal-data/", personal_data.data.desk, name="data"),
    path("retention/", retention.retention, name="retention"),
    path("retention/<str:key>/prepare/", retention.prepare_list, name="retention_prepare"),
    path("retention/<str:key>/sign/", retention.sign_list, name="retention_sign"),
    path("retention/proof/<str:number>/", retention.proof, name="retention_proof"),
    path("catalogue/<str:kind>/", catalogue.kind_page.desk, name="kind"),
    path("calendar/", calendar_page.calendar.desk, name="calendar"),
    path("calendar/moved/", moved.moved, name="moved_clocks"),
    path("registers/", registers.overview, name="registers"),
    path("registers/<str:register>/", registers.listing, name="register"),
    path("registers/<str:register>/export.xlsx", registers.export, name="register_export"),
    path("registers/<str:register>/new/", register_entries.new, name="entry_new"),
    path("registers/<str:register>/<str:key>/", register_entries.entry, name="entry"),
    path("registers/<str:register>/<str:key>/correct/", register_entries.correct, name="entry_correct"),
    path("registers/<str:register>/<str:key>/close/", register_entries.close, name="entry_close"),
]
