from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "makegood.accounts"

    def ready(self) -> None:
        from allauth.mfa.models import Authenticator

        from makegood.accounts.adapter import PURPOSE
        from makegood.accounts.resealing import keeps_sealed

        keeps_sealed(Authenticator, "data", lambda factor: PURPOSE, names="secret seed")
