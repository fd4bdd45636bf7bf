from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "makegood.web"

    def ready(self) -> None:
        from makegood.engagements.figures import register_journey, register_parts
        from makegood.web.journey import journey
        from makegood.web.parts import parts

        register_journey(journey)
        register_parts(parts)
