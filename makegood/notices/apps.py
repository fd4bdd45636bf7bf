from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "makegood.notices"

    def ready(self) -> None:
        from makegood.accounts.resealing import keeps_sealed
        from makegood.engagements.record.forgetting import keeps_words
        from makegood.notices.models import Hook, Notice

        import_module("makegood.notices.work")
        keeps_sealed(Hook, "secret", lambda hook: hook.purpose)
        keeps_words("", Notice, "event", "subject text")
