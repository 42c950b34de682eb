"""Addresses of what is made together with the family."""

from django.urls import URLPattern, path

from tandem.plan.views import drawing

app_name = "plan"
_DRAWING = "huishoudens/<slug:household>/gezin/tekening/"

urlpatterns: list[URLPattern] = [
    path(_DRAWING, drawing.show_drawing, name="drawing"),
    path(f"{_DRAWING}afdrukken/", drawing.print_drawing, name="drawing_print"),
    path(f"{_DRAWING}verwant/", drawing.relative_add, name="relative_add"),
    path(f"{_DRAWING}verwant/<int:relative>/", drawing.relative_change, name="relative_change"),
    path(
        f"{_DRAWING}verwant/<int:relative>/weghalen/",
        drawing.relative_remove,
        name="relative_remove",
    ),
    path(f"{_DRAWING}gezinslid/<int:person>/", drawing.person_draw, name="person_draw"),
    path(f"{_DRAWING}lijn/", drawing.bond_add, name="bond_add"),
    path(f"{_DRAWING}lijn/<int:bond>/", drawing.bond_change, name="bond_change"),
    path(f"{_DRAWING}lijn/<int:bond>/weghalen/", drawing.bond_remove, name="bond_remove"),
]
