"""What every page is made of: dates and numbers by language, marks, fields, forms, lists, errors, both directions."""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

from summit import icons, writing

NB, THIN = "\u00a0", "\u202f"
MORNING = dt.datetime(2025, 12, 22, 10, 38, tzinfo=dt.UTC)
SUMMIT = SimpleNamespace(zone="Africa/Bamako", day_number=lambda day: (day - dt.date(2025, 12, 22)).days)
FAR_SUMMIT = SimpleNamespace(zone="Asia/Riyadh")


def render(source, language="fr", **context):
    with translation.override(language):
        return Template("{% load frame plots %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", f"lun.{NB}22{NB}déc., 10:38"),
        ("en", f"Mon{NB}22{NB}Dec, 10:38"),
        ("ar", f"الاثنين 22{NB}ديسمبر، 10:38"),
    ],
)
def test_short_time_is_written_in_the_reader_s_language(language, expected):
    with translation.override(language):
        assert writing.short_time(MORNING, SUMMIT) == expected


def test_short_time_goes_by_the_summit_s_zone():
    with translation.override("fr"):
        assert writing.short_time(MORNING, FAR_SUMMIT).endswith("13:38")


def test_first_of_a_month_in_french():
    with translation.override("fr"):
        assert writing.long_date(dt.date(2025, 12, 1)) == f"lundi 1er{NB}décembre"


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", ["J-18", "J0", "J+1"]), ("en", ["D-18", "D0", "D+1"]), ("ar", ["ي-18", "ي0", "ي+1"])],
)
def test_days_are_counted_from_the_summit(language, words):
    with translation.override(language):
        assert [writing.jday(n) for n in (-18, 0, 1)] == words


def test_day_label_takes_the_summit_of_the_page():
    assert (
        render("{% day_label day %}", summit=SUMMIT, day=dt.date(2025, 12, 20))
        == f"J-2, samedi 20{NB}décembre"
    )


def test_numbers_are_grouped_by_thin_spaces_with_western_digits():
    assert render("{{ n|number }}", "ar", n=1234567) == f"1{THIN}234{THIN}567"
    assert render("{{ n|number }}", "fr", n=1234.5) == f"1{THIN}234,5"


def test_money_has_cents_only_where_there_are_any():
    assert render('{{ n|money:"XOF" }}', n=Decimal("1250000.00")) == f"1{THIN}250{THIN}000{NB}XOF"
    assert render('{{ n|money:"EUR" }}', n=Decimal("12.50")) == f"12,50{NB}EUR"


def test_size_is_said_in_the_reader_s_units():
    assert [render("{{ n|filesize_short }}", n=n) for n in (12, 12_400, 1_432_111)] == [
        f"12{NB}o",
        f"12{NB}ko",
        f"1,4{NB}Mo",
    ]


def test_names_are_isolated_and_escaped():
    assert render("{{ name|bdi }}", name="<Awa>") == "<bdi>&lt;Awa&gt;</bdi>"
    assert render('{% code "T-104" %}') == '<bdi class="code" dir="ltr">T-104</bdi>'


def test_state_has_a_mark_and_a_word():
    html = render('{% st "late" %}', "en")
    assert html.startswith('<span class="st late"><svg class="m late"')
    assert html.endswith("Late</span>")


def test_lone_mark_speaks():
    assert 'role="img" aria-label="Photo received"' in render('{% mark "done" "Photo received" %}')


@pytest.mark.parametrize(
    ("state", "look"), [("review", "wait"), ("dropped", "void"), ("doing", "doing"), ("odd", "todo")]
)
def test_a_workflow_s_state_takes_one_of_seven_looks(state, look):
    assert icons.look(state) == look


def test_direction_icons_are_mirrored_and_others_are_not():
    assert 'class="i flip"' in render('{% icon "chevron-right" %}')
    assert 'class="i"' in render('{% icon "clock" %}')


def test_sprite_holds_every_mark_and_flag():
    sprite = Path(finders.find(icons.SPRITE)).read_text(encoding="utf-8")
    ids = set(re.findall(r'id="([^"]+)"', sprite))
    assert {f"s-{state}" for state in icons.STATES} | {f"f-{code}" for code in icons.FLAGS} <= ids


def test_unknown_flag_shows_its_letters():
    assert ">JP</text>" in render('{% flag "jp" %}')


def test_address_keeps_its_query_but_for_what_changes():
    request = RequestFactory().get("/tasks/", {"q": "a", "page": "2"})
    assert render("{% url_with request page=None sort='-due' %}", request=request) == "?q=a&amp;sort=-due"


def step(name, style="quiet", needs_page=False):
    return SimpleNamespace(name=name, label=name.title(), style=style, needs_page=needs_page)


def test_only_the_first_of_the_strong_steps_is_filled():
    subject = SimpleNamespace(kind="task", public_id="abc")
    steps = [
        step("start", "primary"),
        step("finish", "primary", needs_page=True),
        step("drop", "danger", needs_page=True),
    ]
    html = render_to_string(
        "partials/_steps.html", {"subject": subject, "steps": steps}, RequestFactory().get("/")
    )
    assert html.count("btn-primary") == 1
    assert html.count("<form") == 1
    assert 'href="/do/task/abc/drop/"' in html
    assert "csrfmiddlewaretoken" in html


class TaskForm(forms.Form):
    title = forms.CharField(label="Title", help_text="A verb.")
    fixed = forms.BooleanField(label="Fixed", required=False)
    axis = forms.ChoiceField(label="Axis", choices=[("t", "Technical")], widget=forms.RadioSelect)
    clashes = ()


def test_field_ties_its_hint_and_its_error_to_its_control():
    form = TaskForm({})
    html = render_to_string("partials/_field.html", {"field": form["title"]})
    assert 'class="form-control"' in html
    described = re.search(r'aria-describedby="([^"]+)"', html)[1].split()
    assert described == ["id_title_helptext", "id_title_error"]
    assert all(f'id="{name}"' in html for name in described)


def test_group_of_controls_is_a_fieldset():
    assert "<legend>Axis" in render_to_string("partials/_field.html", {"field": TaskForm()["axis"]})


def test_refused_form_links_each_error_to_its_field():
    request = RequestFactory().get("/")
    html = render_to_string("partials/_form.html", {"form": TaskForm({}), "submit": "Store"}, request)
    assert 'role="alert"' in html
    assert html.count('<a href="#id_') == 2
    assert "csrfmiddlewaretoken" in html


def test_clash_shows_both_versions():
    form = TaskForm()
    form.clashes = [("title", "Theirs", "Yours")]
    html = render_to_string("partials/_form.html", {"form": form}, RequestFactory().get("/"))
    assert "<bdi>Theirs</bdi>" in html
    assert "<bdi>Yours</bdi>" in html


def test_label_is_not_repeated_as_placeholder():
    field = TaskForm()["title"]
    field.field.widget.attrs["placeholder"] = "Title"
    assert "placeholder" not in render("{% control field %}", field=field)


def test_a_list_of_choices_is_written_as_django_writes_it():
    class Chooser(forms.Form):
        kind = forms.ChoiceField(
            choices=[("", "All"), ('a"b', "<A & B>"), ("Group", [("c", "C"), ("d", "D")])],
            required=True,
            help_text="One.",
        )

    def said(html):
        return [sorted(part.strip("<>").split()) for part in re.split("(<[^>]*>)", html) if part.strip()]

    for form in (Chooser(), Chooser({"kind": "d"}), Chooser({"kind": 'a"b'})):
        ours = render("{% control field %}", field=form["kind"])
        assert said(ours) == said(form["kind"].as_widget(attrs={"class": "form-select"}))


@pytest.mark.parametrize("page", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_need_neither_context_nor_database(page):
    html = get_template(f"{page}.html").render()
    assert html.count("<h1") == 1
    assert 'href="/"' in html


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_error_page_reads_in_the_reader_s_direction(language, direction):
    with translation.override(language):
        assert f'<html lang="{language}" dir="{direction}"' in get_template("404.html").render()


def test_failure_page_speaks_three_languages_at_once():
    assert set(re.findall(r'lang="(\w\w)"', get_template("500.html").render())) == {"fr", "en", "ar"}
