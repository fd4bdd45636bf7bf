"""Every text that people type into a form is masked before anything keeps it, or stands here with the reason (H23)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.urls import URLPattern, URLResolver, get_resolver

import makegood
from makegood.accounts.lines import LineField
from makegood.accounts.masking import MaskedForm
from tests.engine.invented import SETTINGS, TEN, traces

HOUSE = Path(makegood.__file__).parent
KEPT_AS_TYPED = {
    "ActivateTotpForm.code": "A code counts for half a minute, and no column keeps it.",
    "AuthenticateForm.code": "A code counts once, and no column keeps it.",
    "ReauthenticateCodeForm.code": "A code counts once, and no column keeps it.",
    "CodeForm.code": "A code counts once, and no column keeps it.",
    "SignupForm.username": "Nobody has one: allauth's form has the field, ours takes it out.",
    "AddPasskeyForm.name": "Its person alone reads the name of a passkey.",
    "EditPasskeyForm.name": "Its person alone reads the name of a passkey.",
    "AssistantForm.address": "The assistant is asked at exactly this address, and its company alone reads it.",
    "HoursForm.time": "Read as hours and minutes; anything else is refused.",
    "LimitForm.amount": "Read as a sum; anything else is refused.",
    "PracticeForm.accent": "Six digits of a colour; anything else is refused.",
    "HookForm.url": "Alarms are sent to exactly this address, and its person alone reads it.",
    "RepositoryForm.url": "Refused where it holds a key, as git is given exactly what was typed.",
    "HandInForm.address": "Refused where it holds a key, as exactly this address is opened.",
    "HandInForm.revision": "A name of the partner's repository, without blanks, that git must find there.",
    "UploadForm.revision": "A name of the partner's repository, without blanks, that git must find there.",
    "CodeForm.revision": "A name of the partner's repository, without blanks, that git must find there.",
    "TodayForm.revision": "A name of the partner's repository, without blanks, that git must find there.",
}
READ = ("RuledField", "LimitField", "EmailField", "UUIDField", "JSONField", "SlugField")
"""Fields whose reader leaves no sentence in: an amount, a limit, an address, an id."""
MADE_LATER = {
    "phases/agreement/forms/items.py": 1,  # LimitField
    "phases/acceptance/forms/money.py": 2,  # amounts, and putting them first
    "rhythm/desk/forms/contract.py": 2,  # ticks and wording, masked by MaskedForm
}
"""How many fields a form gets when it is made; what is typed into them is looked at by hand."""
POSTED = {  # a new one: say what keeps a key that was typed into it from being kept
    "credential": "what a passkey signed",
    "code": "a code",
    "password": "a password",
    "setup": "chosen from a table",
    "role": "chosen from a table",
    "to": "up or down",
    "digest": "compared with ours",
    "fingerprint": "looked up",
    "person": "looked up",
    "practice": "looked up",
    "allow": "yes or no",
    "door": "chosen from a table",
    "what": "chosen from a table",
    "absent": "yes or no",
    "key": "looked up",
    "name": "subject and text of a letter, shown again and kept only through its form",
    "right": "looked up",
    "how": "chosen from a table",
    "next": "chosen from a table",
    "month": "read as a month",
    "typed": "masked by read_typed",
    "ticked": "only names of parts that were offered are taken",
}


def all_forms() -> list[type[forms.BaseForm]]:
    """Of the house; they are there once every path has its view."""
    list(_views(get_resolver().url_patterns))
    found, waiting = set(), [forms.BaseForm]
    while waiting:
        waiting += (more := set(waiting.pop().__subclasses__()) - found)
        found |= more
    return sorted((one for one in found if one.__module__.startswith("makegood.")), key=lambda one: one.__name__)


def _views(patterns: list[URLPattern | URLResolver]) -> Iterator[object]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _views(one.url_patterns)
        else:
            yield one.callback


def is_free_text(field: forms.Field) -> bool:
    secret = isinstance(field.widget, forms.PasswordInput | forms.HiddenInput)
    return isinstance(field, forms.CharField) and not secret and type(field).__name__ not in READ


def unmasked(form: type[forms.BaseForm]) -> list[str]:
    fields: dict[str, forms.Field] = form.base_fields  # type: ignore[attr-defined]  # set by Django's metaclass
    exact = form.exact if issubclass(form, MaskedForm) else frozenset(fields)
    return [
        f"{form.__name__}.{name}"
        for name, field in fields.items()
        if is_free_text(field)
        and not isinstance(field, LineField)
        and not (type(field) is forms.CharField and name not in exact and issubclass(form, MaskedForm))
    ]


def test_every_free_text_is_masked_or_says_why_not() -> None:
    found = all_forms()
    assert len(found) > 50
    named = {name for form in found for name in unmasked(form)}
    assert named - set(KEPT_AS_TYPED) == set(), "mask it (MaskedForm, LineField), or say here why it is kept as typed"
    assert set(KEPT_AS_TYPED) - named == set(), "what is masked now needs no reason"


class Anything(MaskedForm):
    exact = frozenset({"address"})
    what = forms.CharField(widget=forms.Textarea)
    title = LineField()
    address = forms.CharField()


def test_a_masked_form_keeps_no_key_of_any_of_its_texts() -> None:
    form = Anything({"what": SETTINGS, "title": TEN["github-token"], "address": "https://shop.example/"})
    assert form.is_valid(), form.errors
    assert traces(repr(form.cleaned_data).encode()) == set()
    assert form.cleaned_data["address"] == "https://shop.example/"


def test_a_text_of_several_lines_keeps_its_lines_and_nothing_that_turns_how_it_reads() -> None:
    form = Anything(
        {"what": "Pay\u202e 000,1$\u2066\x07\r\n\tnot\u00a0yet, \u05d0\u200d.", "title": "-", "address": "-"}
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["what"] == "Pay 000,1$\r\n\tnot\u00a0yet, \u05d0\u200d."


def test_of_a_text_without_any_letter_nothing_is_left() -> None:
    form = Anything({"what": "\u202e\u202c", "title": "-", "address": "-"})
    assert form.errors == {"what": ["Please fill this in."]}


class Careless(forms.Form):
    note = forms.CharField()
    amount = forms.IntegerField()


class Odd(forms.CharField):
    """A field of a type that nobody has looked at."""


class Curious(MaskedForm):
    note = Odd()


@pytest.mark.parametrize("form", [Careless, Curious])
def test_a_new_text_without_masking_is_seen(form: type[forms.Form]) -> None:
    assert unmasked(form) == [f"{form.__name__}.note"]


def test_no_view_reads_a_text_beside_its_form() -> None:
    read: dict[str, set[str]] = {}
    made: dict[str, int] = {}
    for path in HOUSE.rglob("*.py"):
        if path.is_relative_to(HOUSE / "engine") or path.is_relative_to(HOUSE / "delivery"):
            continue
        name = str(path.relative_to(HOUSE))
        for node in ast.walk(ast.parse(path.read_bytes())):
            if key := _posted(node):
                read.setdefault(key, set()).add(name)
            if _makes_a_field(node):
                made[name] = made.get(name, 0) + 1
    assert {key: where for key, where in read.items() if key not in POSTED} == {}
    assert set(POSTED) - set(read) == set()
    assert made == MADE_LATER


def _posted(node: ast.AST) -> str:
    """The name in `request.POST.get("name")` or `request.POST["name"]`; what is no constant gets a name of its own."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if not _is_post(node.func.value) or node.func.attr not in ("get", "getlist"):
            return ""
        key = node.args[0]
    elif isinstance(node, ast.Subscript) and _is_post(node.value):
        key = node.slice
    else:
        return ""
    return str(key.value) if isinstance(key, ast.Constant) else ast.unparse(key)


def _is_post(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "POST"


def _makes_a_field(node: ast.AST) -> bool:
    """`self.fields[...] = ...` and `self.fields.update(...)`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update":
        return ast.unparse(node.func.value) == "self.fields"
    targets = node.targets if isinstance(node, ast.Assign) else []
    return any(isinstance(one, ast.Subscript) and ast.unparse(one.value) == "self.fields" for one in targets)
