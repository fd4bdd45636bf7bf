from django.apps import AppConfig


class AgreementConfig(AppConfig):
    name = "makegood.phases.agreement"
    label = "agreement"
