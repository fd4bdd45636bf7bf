from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "makegood.web"

    def ready(self) -> None:
        from django.forms import ChoiceField, Field

        from makegood.engagements.figures import (
            Section,
            register_course,
            register_section,
            register_waiting,
        )
        from makegood.engagements.permissions import Act
        from makegood.web.beginning import not_begun
        from makegood.web.journey import course
        from makegood.web.records import deeds

        Field.default_error_messages["required"] = "Please fill this in."
        ChoiceField.default_error_messages["required"] = "Please choose one."
        register_course(course)
        deeds.register()
        register_section(Section(label="Record", url="record", needs=Act.SEE_LEDGER, place=80))
        register_waiting(not_begun)
