"""How forms look: label, hint and error beside the field, and a summary of errors on top that links to the fields."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    form_template_name = "web/form.html"
    field_template_name = "web/field.html"
    formset_template_name = "web/formset.html"
