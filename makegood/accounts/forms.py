"""Forms of a person's own account: django-allauth's, in the words of the house."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as factors
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

from makegood.accounts.lines import LineField
from makegood.accounts.models import User

LABELS = {
    "login": "E-mail address",
    "email": "E-mail address",
    "password": "Password",
    "password1": "New password",
    "password2": "New password again",
    "oldpassword": "Your password now",
    "code": "Code from your app",
}

LONGEST_ADDRESS = 254


class Plain(forms.Form):
    """Labels that stay above the field; nothing inside it that goes away with the first letter."""

    labels: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, LABELS.get(name, field.label))
            if name == "code":
                field.widget.attrs |= {"inputmode": "numeric", "class": "short", "spellcheck": "false"}


class LoginForm(Plain, account.LoginForm):  # type: ignore[misc]  # allauth has no types
    """An invitation that leads here names the address it went to; it is filled in, and can be changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.initial.setdefault("login", context.request.GET.get("email", "")[:LONGEST_ADDRESS])
        self.fields["password"].help_text = ""


class SignupForm(Plain, account.SignupForm):  # type: ignore[misc]
    """Whoever comes with an invitation has shown its address; another one that is typed is not taken."""

    labels: ClassVar = {"password1": "Password"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = context.request.session.get("account_verified_email")
        if shown:
            self.fields["email"].initial, self.fields["email"].disabled = shown, True
            self.initial["email"] = shown
        self.fields["password1"].help_text = "At least ten characters. A few unrelated words are good and easy to keep."


class ResetPasswordForm(Plain, account.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(Plain, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class AddEmailForm(Plain, account.AddEmailForm):  # type: ignore[misc]
    labels: ClassVar = {"email": "New e-mail address"}


class ReauthenticateForm(Plain, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class AuthenticateForm(Plain, factors.AuthenticateForm):  # type: ignore[misc]
    labels: ClassVar = {"code": "Code from your app, or a recovery code"}


class ReauthenticateCodeForm(Plain, factors.ReauthenticateForm):  # type: ignore[misc]
    labels: ClassVar = {"code": "Code from your app, or a recovery code"}


class ActivateTotpForm(Plain, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass


class AddPasskeyForm(Plain, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    labels: ClassVar = {"name": "Name of this passkey", "passwordless": "Sign in with it, too, without the password"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = "The device it lies on, for you to tell it apart: “Phone”, “Blue key”."
        self.fields["passwordless"].help_text = "The device then asks for your finger, your face or its PIN."
        self.fields["passwordless"].initial = True

    def clean(self) -> dict[str, Any]:
        """One passkey in two accounts would make one person look like two (H12)."""
        from allauth.mfa.adapter import get_adapter

        from makegood.accounts.passkeys import is_known

        credential = self.cleaned_data.get("credential")
        if isinstance(credential, dict) and is_known(str(credential.get("id", ""))):
            raise get_adapter().validation_error("known_passkey")
        cleaned: dict[str, Any] = super().clean() or {}
        return cleaned


class EditPasskeyForm(Plain, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    labels: ClassVar = {"name": "Name of this passkey"}


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]  # Django takes no argument at run time
    """How others see a person."""

    name = LineField(label="Your name", max_length=120)
    phone = LineField(
        label="Phone", max_length=40, required=False, help_text="For calling you back before payment details change."
    )

    class Meta:
        model = User
        fields = ("name", "phone")
