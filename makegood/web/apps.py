from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "makegood.web"

    def ready(self) -> None:
        from django.forms import ChoiceField, Field

        from makegood.engagements.figures import (
            Section,
            register_section,
        )
        from makegood.engagements.permissions import Act
        from makegood.web.records import deeds

        Field.default_error_messages["required"] = "Please fill this in."
        ChoiceField.default_error_messages["required"] = "Please choose one."
        deeds.register()
        register_section(Section(label="Record", url="record", needs=Act.SEE_LEDGER, place=80))
