"""One item of a checklist: how much it weighs, its limits, which evidence counts. And the partner's wish for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from makegood.accounts.masking import MaskedForm
from makegood.engine.check import Limit
from makegood.engine.facts import Origin
from makegood.engine.limits import SHARE, LimitRefused, Looser, Measure
from makegood.engine.verdict import Priority
from makegood.phases.agreement.forms.fields import whole_number
from makegood.phases.agreement.queries.checklists import EVIDENCE, Item

WEIGHTS = [
    (Priority.BLOCKER.value, "Must be right: the payment waits, and nobody can accept it anyway"),
    (Priority.REQUIRED.value, "Should be right: the payment waits, unless the owner accepts it anyway until a day"),
    (Priority.ADVISORY.value, "Good to know: it is told and holds nothing"),
    ("none", "Leave it out of the checklist"),
]


class LimitField(forms.CharField):
    """A limit in its own unit. `measure` reads it; its refusal is the sentence beside the field."""

    def __init__(self, measure: Measure, usual: str) -> None:
        unit = f"In {measure.unit}. " if measure.unit and not measure.choices else ""
        unit = "As a percentage. " if measure.unit == SHARE else unit
        choices = f"Of {measure.said(measure.choices)}, parted by commas. " if measure.looser is Looser.FEWER else ""
        super().__init__(
            label=measure.label,
            help_text=f"{unit}{choices}Usually {usual}.",
            max_length=120,
            widget=forms.Select(choices=[(word, word) for word in measure.choices])
            if measure.choices and measure.looser is Looser.OTHER
            else forms.TextInput(attrs={"autocomplete": "off", **({} if measure.choices else {"class": "short"})}),
            required=measure.looser is not Looser.FEWER,
            error_messages={"required": f"Please enter a value; usually it is {usual}."},
        )
        self.measure = measure

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        try:
            return self.measure.read(typed)
        except LimitRefused as refused:
            raise ValidationError(str(refused)) from refused


class ItemForm(MaskedForm):
    priority = forms.ChoiceField(
        label="How much it weighs",
        choices=WEIGHTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose how much it weighs."},
    )

    def __init__(self, item: Item, *args: Any, is_in: bool = True, **more: Any) -> None:
        self.item = item
        more.setdefault("initial", self.initial_of(item, is_in))
        super().__init__(*args, **more)
        for limit in item.limits:
            self.fields[f"limit_{limit.name}"] = LimitField(limit.measure, limit.usual)

    @staticmethod
    def initial_of(item: Item, is_in: bool) -> dict[str, Any]:
        values = {f"limit_{one.name}": one.measure.typed(item.criterion.limits[one.name]) for one in item.limits}
        return {
            **values,
            "priority": item.criterion.priority.value if is_in else "none",
            "accepts": [origin.value for origin in item.criterion.accepts],
            "fresh_days": item.criterion.fresh_days,
            "new_only": item.criterion.new_only,
        }

    def limits(self) -> dict[str, Limit]:
        return {one.name: self.cleaned_data[f"limit_{one.name}"] for one in self.item.limits}

    def changed_limits(self) -> Iterator[tuple[str, str]]:
        """(name, as typed) of those that differ from the item's own."""
        for one in self.item.limits:
            own = one.measure.read(one.measure.typed(self.item.criterion.limits[one.name]))
            wanted = self.cleaned_data[f"limit_{one.name}"]
            if wanted != own:
                yield one.name, one.measure.typed(wanted)

    def priority_chosen(self) -> Priority | None:
        chosen = self.cleaned_data["priority"]
        return None if chosen == "none" else Priority(chosen)


class OwnersItemForm(ItemForm):
    """What the owner sets."""

    accepts = forms.MultipleChoiceField(
        label="Which evidence counts",
        choices=[(origin.value, said) for origin, said in EVIDENCE.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Please choose at least one kind of evidence."},
    )
    fresh_days = whole_number(
        least=1,
        most=365,
        what="a number of days",
        required=False,
        label="Days after which it is looked at again",
        help_text="Empty: the age of the evidence does not matter.",
    )
    new_only = forms.BooleanField(
        label="Only what is new since the last accepted delivery counts",
        required=False,
        help_text="For work on software that somebody else began.",
    )

    def __init__(self, item: Item, *args: Any, **more: Any) -> None:
        super().__init__(item, *args, **more)
        self.order_fields(["priority", *(name for name in self.fields if name.startswith("limit_"))])

    def origins(self) -> list[Origin]:
        return [Origin(value) for value in self.cleaned_data["accepts"]]


class PartnersItemForm(ItemForm):
    """What the partner would rather agree."""

    reason = forms.CharField(
        label="Why",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Please say why, in a sentence; the owner reads it."},
    )

    def __init__(self, item: Item, *args: Any, **more: Any) -> None:
        super().__init__(item, *args, **more)
        self.order_fields([name for name in self.fields if name != "reason"])

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.wish_differs():
            raise ValidationError("Nothing is different yet: please change how much it weighs, or a limit.")
        return self.cleaned_data

    def wish_differs(self) -> bool:
        return bool(self.wished_priority() or list(self.changed_limits()))

    def wished_priority(self) -> str:
        """ "" where it may stay as it is."""
        chosen: str = self.cleaned_data["priority"]
        return "" if chosen == self.item.criterion.priority.value else chosen


class BaseForm(forms.Form):
    """From which of our checklists it starts anew."""

    base = forms.ChoiceField(
        label="Start again from",
        choices=[
            ("standard", "The usual one for a web application"),
            ("delivery", "The usual one, with their tests and the build run"),
            ("continuing", "For work on software that is there already: only what is new counts"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose a checklist.", "invalid_choice": "Please choose one of these."},
    )
    first = forms.BooleanField(
        label="This is the first delivery",
        required=False,
        help_text="Then nothing is compared with an earlier one.",
    )
