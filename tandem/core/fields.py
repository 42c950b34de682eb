"""What a template must know to draw a form accessibly, in the words of the NL Design System.

For the tags `form_fields` and `some_fields`: they turn a Django form into rows, the templates
`core/fields.html` and `core/form_errors.html` turn rows into HTML.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.forms.widgets import DateTimeBaseInput, Input
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

DJANGO_ROWS = "10"
# Native pickers need no JavaScript; their values travel in ISO form whatever the language.
NATIVE: tuple[tuple[type[DateTimeBaseInput], str, str], ...] = (
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.TimeInput, "time", "%H:%M"),
)
CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.FileInput, "file"),
    (Input, "utrecht-textbox utrecht-textbox--html-input"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button or checkbox of a group."""

    id: str
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One visible field: `kind` is `text`, `check`, `group` or `parts`."""

    bound: BoundField
    kind: str
    control: SafeString
    choices: tuple[Choice, ...]
    changed: str | None

    @property
    def id(self) -> str:
        """The id that help, errors and the group itself are named after."""
        return self.bound.auto_id or self.bound.html_name

    @property
    def target(self) -> str:
        """The id of what a link in the error summary must focus."""
        return self.choices[0].id if self.choices else self.bound.id_for_label or self.id

    @property
    def described_by(self) -> str | None:
        """The ids of help text, error and later change, for aria-describedby."""
        return _described_by(self.bound, self.id, changed=self.changed) or None

    @property
    def multiple(self) -> bool:
        """Whether more than one choice of the group may be ticked."""
        return isinstance(self.bound.field.widget, forms.CheckboxSelectMultiple)


@dataclass(frozen=True, slots=True)
class Section:
    """A group of fields under its own heading; the heading may be empty."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One line of the error summary; `target` is empty for what belongs to no field."""

    target: str
    label: str
    text: str


def sections(form: forms.BaseForm) -> tuple[Section, ...]:
    """All visible fields of a form, in the groups of its `sections` attribute when it has one.

    Fields that no section names come last, so that none can get lost.
    """
    named: Sequence[tuple[str, Sequence[str]]] = getattr(form, "sections", ())
    shown = {name for _title, names in named for name in names}
    rest = [bound.name for bound in form.visible_fields() if bound.name not in shown]
    result = [Section(str(title), rows(form, names)) for title, names in named]
    if rest:
        result.append(Section("", rows(form, rest)))
    return tuple(result)


def rows(form: forms.BaseForm, names: Iterable[str]) -> tuple[Row, ...]:
    """The rows of the named fields, in that order."""
    # The server is the judge: browsers would answer first, in their own words and language.
    form.use_required_attribute = False
    return tuple(_row(form, form[name]) for name in names if not form[name].is_hidden)


def mistakes(form: forms.BaseForm) -> tuple[Mistake, ...]:
    """Everything that is wrong with a form, in the order of the page."""
    if not form.is_bound:
        return ()
    found = [Mistake("", "", str(text)) for text in form.non_field_errors()]
    for bound in form.hidden_fields():
        found += [Mistake("", str(bound.label), str(text)) for text in bound.errors]
    for section in sections(form):
        for row in section.rows:
            found += [
                Mistake(row.target, str(row.bound.label), str(text)) for text in row.bound.errors
            ]
    return tuple(found)


def _row(form: forms.BaseForm, bound: BoundField) -> Row:
    """Choose how to draw one field."""
    changed: str | None = getattr(form, "changed", {}).get(bound.name)
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return Row(bound, "group", SafeString(), _choices(bound), changed)
    kind = "text"
    if isinstance(widget, forms.MultiWidget | forms.SelectDateWidget):
        kind = "parts"
    elif isinstance(widget, forms.CheckboxInput):
        kind = "check"
    return Row(bound, kind, _control(bound, changed=changed), (), changed)


def _choices(bound: BoundField) -> tuple[Choice, ...]:
    """The radio buttons or checkboxes of a group."""
    return tuple(
        Choice(
            id=str(part.data["attrs"]["id"]),
            value=str(part.data["value"]),
            label=str(part.data["label"]),
            is_chosen=bool(part.data["selected"]),
        )
        for part in bound.subwidgets
    )


def _control(bound: BoundField, *, changed: str | None) -> SafeString:
    """The input itself, with the classes and the aria attributes that belong to it."""
    widget = _native(bound.field.widget)
    name = next((name for kind, name in CLASSES if isinstance(widget, kind)), "")
    attrs: dict[str, str | bool] = {"class": f"{name} {widget.attrs.get('class', '')}".strip()}
    described_by = _described_by(bound, bound.auto_id or bound.html_name, changed=changed)
    if described_by:
        attrs["aria-describedby"] = described_by
    if bound.field.required:
        attrs["aria-required"] = "true"
    if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == DJANGO_ROWS:
        attrs["rows"] = "5"
    return bound.as_widget(widget=widget, attrs=attrs)


def _native(widget: forms.Widget) -> forms.Widget:
    """Replace a text box for a day or an hour by the browser's own picker."""
    for kind, input_type, form in NATIVE:
        if isinstance(widget, kind) and widget.input_type == "text":
            return kind(attrs={**widget.attrs, "type": input_type}, format=form)
    return widget


def _described_by(bound: BoundField, base: str, *, changed: str | None) -> str:
    """Name the elements that explain a field, in reading order."""
    ids = []
    if bound.help_text:
        ids.append(f"{base}_help")
    if bound.errors:
        ids.append(f"{base}_error")
    if changed is not None:
        ids.append(f"{base}_changed")
    return " ".join(ids)


def optional_mark() -> str:
    """The words behind the label of a field that need not be filled in."""
    return _("(mag leeg blijven)")
