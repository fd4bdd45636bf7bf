from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "makegood.engagements"
