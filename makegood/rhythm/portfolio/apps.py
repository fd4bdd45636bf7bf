from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "makegood.rhythm.portfolio"
    label = "portfolio"

    def ready(self) -> None:
        from makegood.rhythm.portfolio.actions import importing

        del importing  # loading it declares the durable work, which the worker must know
