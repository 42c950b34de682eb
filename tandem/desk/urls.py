"""Addresses of the desk."""

from django.urls import path

from tandem.desk.views import (
    documents,
    household,
    lists,
    looks,
    mine,
    plan,
    road,
    rulebook,
    unsent,
    working_copy,
)

app_name = "desk"

urlpatterns = [
    path("", lists.show_today, name="today"),
    path("mijn/", mine.show_mine, name="mine"),
    path("mijn/lijst.<slug:kind>", mine.show_list, name="mine_list"),
    path("mijn/bladzijde.<slug:kind>", mine.show_file, name="mine_file"),
    path("mijn/niet-ik/", mine.not_me, name="not_me"),
    path("mijn/weg/", mine.leave, name="leave"),
    path("inzage-nakijken/", looks.show_looks, name="looks"),
    path("inzage-nakijken/<int:look>/", looks.judge_look, name="look"),
    path("concepten/", unsent.show_drafts, name="drafts"),
    path("concepten/bewaren/", unsent.keep, name="draft_keep"),
    path("concepten/weggooien/", unsent.throw_away, name="draft_discard"),
    path("spelregels/", rulebook.show_rules, name="rules"),
    path("spelregels/sleutels/", rulebook.show_permits, name="permits"),
    path("spelregels/<slug:rule>/", rulebook.show_rule, name="rule"),
    path("huishoudens/", lists.show_households, name="households"),
    path("huishoudens/<slug:household>/", household.show_story, name="story"),
    path("huishoudens/<slug:household>/weg/", road.show_road, name="road"),
    path("huishoudens/<slug:household>/gezin/", household.show_family, name="family"),
    path("huishoudens/<slug:household>/analyse/", plan.show_analysis, name="analysis"),
    path("huishoudens/<slug:household>/plan/", plan.show_plan, name="plan"),
    path("huishoudens/<slug:household>/stuk/<int:piece>/", plan.show_piece, name="piece"),
    path(
        "huishoudens/<slug:household>/stuk/<int:piece>/verschil/",
        plan.show_difference,
        name="difference",
    ),
    path("huishoudens/<slug:household>/stuk/<int:piece>.pdf", plan.print_piece, name="piece_print"),
    path("huishoudens/<slug:household>/samen/", household.show_together, name="together"),
    path("huishoudens/<slug:household>/besluiten/", household.show_decisions, name="decisions"),
    path("huishoudens/<slug:household>/documenten/", documents.show_documents, name="documents"),
    path(
        "huishoudens/<slug:household>/documenten/<int:document>/",
        documents.show_document,
        name="document",
    ),
    path("huishoudens/<slug:household>/inzage/", household.show_access, name="access"),
    path(
        "huishoudens/<slug:household>/inzage/werkexemplaar.pdf",
        working_copy.print_dossier,
        name="working_copy",
    ),
    path(
        "huishoudens/<slug:household>/inzage/<int:person>.pdf",
        household.print_access,
        name="access_list",
    ),
]
