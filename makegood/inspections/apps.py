from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "makegood.inspections"

    def ready(self) -> None:
        from makegood.engagements.figures import Section, register_section, register_waiting
        from makegood.engagements.permissions import Act
        from makegood.inspections import glancing, runs
        from makegood.inspections.waiting import waiting_about_inspections

        del glancing, runs  # declares the durable work, which the worker must know
        register_section(Section(label="Inspections", url="inspections:index", needs=Act.SEE_WORK, place=35))
        register_waiting(waiting_about_inspections)
