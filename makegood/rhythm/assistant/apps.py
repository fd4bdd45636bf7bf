from django.apps import AppConfig


class AssistantConfig(AppConfig):
    name = "makegood.rhythm.assistant"
    label = "assistant"

    def ready(self) -> None:
        from makegood.accounts.resealing import keeps_sealed
        from makegood.rhythm.assistant.models import Setting

        keeps_sealed(Setting, "secret", lambda setting: setting.purpose)
