from importlib import import_module

from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "makegood.engagements"

    def ready(self) -> None:
        from makegood.engagements.deeds import register_deeds
        from makegood.engagements.figures import Section, register_section
        from makegood.engagements.permissions import Act

        import_module("makegood.engagements.record.work")
        register_section(Section(label="Overview", url="engagements:show", needs=Act.SEE, place=0))
        register_section(Section(label="People", url="engagements:people", needs=Act.SEE, place=90))
        register_deeds()
