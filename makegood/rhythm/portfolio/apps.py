from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "makegood.rhythm.portfolio"
    label = "portfolio"

    def ready(self) -> None:
        from makegood.engagements.record.forgetting import keeps_words
        from makegood.rhythm.portfolio.actions import importing, letters
        from makegood.rhythm.portfolio.models import MonthlyLetter

        del importing, letters  # loading them declares the durable work, which the worker must know
        keeps_words("advisor.letter_sent", MonthlyLetter, "event", "address subject text problem")
