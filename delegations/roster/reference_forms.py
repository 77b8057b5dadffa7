"""Forms of the tables of reference."""

from django import forms

from delegations.roster.reference import Category, RankClass
from summit.forms import EditForm


class ColourInput(forms.TextInput):
    input_type = "color"


class RankClassForm(EditForm):
    class Meta:
        model = RankClass
        fields = ["code", "name", "order"]


class CategoryForm(EditForm):
    class Meta:
        model = Category
        fields = ["code", "name", "colour", "needs_photo", "needs_document", "order"]
        widgets = {"colour": ColourInput}

    def clean_code(self):
        return self.cleaned_data["code"].upper()

    def clean_colour(self):
        return self.cleaned_data["colour"].lower()
