from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "makegood.notices"

    def ready(self) -> None:
        import_module("makegood.notices.work")
