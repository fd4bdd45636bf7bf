from django.apps import AppConfig


class AcceptanceConfig(AppConfig):
    name = "makegood.phases.acceptance"
    label = "acceptance"
