"""What people type is read by others and stays for ever: keys and passwords in it are masked before anything keeps it
(H23)."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from makegood.accounts.lines import plain_lines
from makegood.engine.redaction import redact


class MaskedForm(forms.Form):
    """Every text of it is masked, and has plain letters alone, before the form's own `clean` sees it; names of `exact`
    are kept as they were typed.

    Fields that hide what is typed (a token, a password) and fields with a reader of their own are left alone.
    """

    exact: ClassVar[frozenset[str]] = frozenset()

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]  # Django has it, its stubs do not
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if name not in self.exact and _is_text(field) and isinstance(value, str):
                self.cleaned_data[name] = kept = redact(plain_lines(value))
                if field.required and not kept.strip():
                    self.add_error(name, field.error_messages["required"])


def _is_text(field: forms.Field) -> bool:
    hidden = isinstance(field.widget, forms.PasswordInput | forms.HiddenInput)
    return type(field) is forms.CharField and not hidden
