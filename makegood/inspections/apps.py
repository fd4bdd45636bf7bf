from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "makegood.inspections"

    def ready(self) -> None:
        from makegood.accounts.resealing import keeps_sealed
        from makegood.engagements.figures import Section, register_section, register_waiting
        from makegood.engagements.permissions import Act
        from makegood.inspections import glancing, runs
        from makegood.inspections.models import Glance
        from makegood.inspections.waiting import waiting_about_inspections

        del glancing, runs  # declares the durable work, which the worker must know
        keeps_sealed(Glance, "secret", lambda glance: glance.purpose)
        register_section(Section(label="Inspections", url="inspections:index", needs=Act.SEE_WORK, place=35))
        register_waiting(waiting_about_inspections)
