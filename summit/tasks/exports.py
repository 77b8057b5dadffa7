"""The columns of the plan's workbook, the same on the way out as on the way in."""

from dataclasses import replace

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from summit import exports
from summit.imports import kind_named

LANGUAGES = ("fr", "ar", "en")


def headed(**names):
    """Headings by language; the first of each is the one that our own files write."""
    return {lang: [text, *others] for lang, (text, *others) in names.items()}


def in_languages(name, label, words):
    """``name:fr``, ``name:ar``, ``name:en``: a text in three columns."""
    columns = {}
    for lang in LANGUAGES:
        names = {of: [f"{word} {lang.upper()}"] for of, word in words.items()}
        columns[f"{name}:{lang}"] = (format_lazy("{} {}", label, lang.upper()), "text", names, False)
    return columns


# name of the form's field: (label, kind of cell, headings, required)
COLUMN_NAMES = {
    "code": (_("Code"), "text", headed(fr=("Code", "N°", "Réf"), ar=("الرمز",), en=("Code", "Ref")), True),
    **in_languages("title", _("Title"), {"fr": "Intitulé", "ar": "العنوان", "en": "Title"}),
    **in_languages(
        "description", _("Description"), {"fr": "Description", "ar": "الوصف", "en": "Description"}
    ),
    **in_languages("deliverable", _("Deliverable"), {"fr": "Livrable", "ar": "المُخرَج", "en": "Deliverable"}),
    "ministry": (
        _("Responsible ministry"),
        "reference",
        headed(
            fr=("Ministère", "Ministère responsable"), ar=("الوزارة", "الوزارة المسؤولة"), en=("Ministry",)
        ),
        True,
    ),
    "supporting": (
        _("Supporting ministries"),
        "list",
        headed(
            fr=("Ministères en appui", "Appui"),
            ar=("الوزارات المساندة",),
            en=("Supporting ministries", "Support"),
        ),
        False,
    ),
    "commission": (
        _("Commission"),
        "reference",
        headed(fr=("Commission",), ar=("اللجنة",), en=("Commission",)),
        True,
    ),
    "axis": (_("Axis"), "reference", headed(fr=("Axe",), ar=("المحور",), en=("Axis",)), True),
    "owner": (
        _("Owner"),
        "reference",
        headed(fr=("Responsable", "Chargé"), ar=("المكلّف", "المسؤول"), en=("Owner",)),
        False,
    ),
    "start_offset": (_("Start date"), "day", headed(fr=("Début",), ar=("البداية",), en=("Start",)), True),
    "due_offset": (
        _("Due date"),
        "day",
        headed(fr=("Échéance", "Fin"), ar=("الأجل", "النهاية"), en=("Due", "End")),
        True,
    ),
    "date_fixed": (
        _("Fixed dates"),
        "bool",
        headed(fr=("Dates fixes",), ar=("تواريخ ثابتة",), en=("Fixed dates",)),
        False,
    ),
    "progress": (
        _("Progress, %"),
        "percent",
        headed(
            fr=("Avancement %", "Avancement"), ar=("نسبة الإنجاز", "الإنجاز"), en=("Progress %", "Progress")
        ),
        False,
    ),
    "cost_estimate": (
        _("Cost estimate"),
        "decimal",
        headed(fr=("Coût estimé", "Coût"), ar=("الكلفة التقديرية",), en=("Cost estimate", "Cost")),
        False,
    ),
    "currency": (
        _("Currency"),
        "text",
        headed(fr=("Monnaie", "Devise"), ar=("العملة",), en=("Currency",)),
        False,
    ),
    "needs": (
        _("Needs the tasks"),
        "list",
        headed(fr=("Dépend de", "Après"), ar=("تعتمد على",), en=("Needs", "Depends on")),
        False,
    ),
}

EXAMPLE = {
    "code": "T-104",
    "title:fr": "Balisage : poser 24 pylônes",
    "title:ar": "إنارة المدرج: تركيب 24 عمودًا",
    "title:en": "Runway lights: set 24 pylons",
    "start_offset": "J-24",
    "due_offset": "15/12/2025",
    "progress": "40 %",
    "cost_estimate": "1500000.00",
    "currency": "XOF",
    "needs": "T-101; T-102",
}


def owner_name(task):
    """User names are unique, names of people are not."""
    return task.owner.username if task.owner_id else ""


def percent(task):
    """A bare 1 could be read as the whole: it goes out with its sign."""
    return "1 %" if task.progress == 1 else task.progress


# What a reader wants otherwise than the form holds it; it comes back in as the same value.
AS_READ = {"owner": owner_name, "start_offset": "starts_on", "due_offset": "due_on", "progress": percent}


def columns(request=None):
    """The export's columns: those of the import, days as dates and owners by user name."""
    kind = kind_named("tasks")
    pairs = zip(kind.fields, exports.columns_of(kind), strict=True)
    return [replace(shown, value=AS_READ.get(field.name, shown.value)) for field, shown in pairs]
