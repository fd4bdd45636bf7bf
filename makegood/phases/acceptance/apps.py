from django.apps import AppConfig


class AcceptanceConfig(AppConfig):
    name = "makegood.phases.acceptance"
    label = "acceptance"

    def ready(self) -> None:
        from makegood.engagements.figures import Section, register_figures, register_section
        from makegood.engagements.permissions import Act
        from makegood.phases.acceptance.actions import releasing, requesting
        from makegood.phases.acceptance.queries.figures import figures

        requesting.register()
        releasing.register()
        register_figures(figures)
        register_section(Section(label="Money", url="acceptance:money", needs=Act.SEE_MONEY, place=40))
        register_section(Section(label="To pay", url="acceptance:to_pay", needs=Act.SEE_RELEASES, place=50))
