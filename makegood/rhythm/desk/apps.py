from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "makegood.rhythm.desk"
    label = "desk"

    def ready(self) -> None:
        from makegood.engagements.figures import Section, register_course, register_section, register_waiting
        from makegood.engagements.permissions import Act
        from makegood.phases.agreement.queries.beginning import register_led_elsewhere
        from makegood.rhythm.desk.actions import (
            anyway,
            assisting,
            calling,
            contract,
            deciding,
            forgetting,
            letters,
            outside,
            reading,
        )
        from makegood.rhythm.desk.queries.waiting import course_of_desk, led_by_a_desk, waiting_about_desks

        del (
            assisting,
            contract,
            deciding,
            letters,
            outside,
            reading,
        )  # loading them declares the durable work, which the worker must know
        register_section(Section(label="Desk", url="desk:show", needs=Act.SEE_OWNERS_SIDE, place=5))
        register_waiting(waiting_about_desks)
        register_course(course_of_desk)
        register_led_elsewhere(led_by_a_desk)
        forgetting.register()
        anyway.register_deeds()
        calling.register_deeds()
