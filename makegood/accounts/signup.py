"""What a new person is asked beside address and password. Apart from `forms`, which builds on django-allauth's form."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest

from makegood.accounts.lines import LineField
from makegood.accounts.models import User


class NameForm(forms.Form):
    field_order = ("name", "email", "password1")
    name = LineField(label="Your name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))

    def signup(self, request: HttpRequest, user: User) -> None:
        del request
        user.name = self.cleaned_data["name"].strip()
        first = User.objects.filter(is_sample=False).order_by("joined", "pk").first()
        user.runs_installation = first is not None and first.pk == user.pk
        user.save(update_fields=["name", "runs_installation"])
