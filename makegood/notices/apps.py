from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "makegood.notices"

    def ready(self) -> None:
        from makegood.engagements.record.forgetting import keeps_words
        from makegood.notices.models import Notice

        import_module("makegood.notices.work")
        keeps_words("", Notice, "event", "subject text")
