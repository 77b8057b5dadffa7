"""The form of one line of a list: a person, in which quality, and the paper that proves who it is."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from delegations.roster import document_lines, import_rules, mrz, person_doubles, person_snapshot
from delegations.roster.membership import Document, Membership
from delegations.roster.person import Person
from delegations.roster.person_fields import choice, day, in_languages, label, several_lines, text
from delegations.roster.quotas import Quota
from delegations.roster.reference import Category, RankClass
from summit import clock

GROUPS = (
    (_("Machine readable lines"), ("mrz",)),
    (_("Name"), ("surname", "given_names", "arabic_name", "print_name", "person", "note")),
    (_("Function"), ("function", "category", "is_head", "rank_class", "rank_date", "rank_basis")),
    (_("Form of address"), ("title", "spoken_title", "title_source")),
    (_("Identity"), ("sex", "birth_date", "birth_place", "nationality")),
    (
        _("Document"),
        ("document_type", "document_issuer", "document_number", "document_issued_on", "document_expires_on"),
    ),
    (_("Contact"), ("languages", "email", "phone")),
    (_("Wishes and remarks"), ("wishes", "paid_by", "remarks")),
)


class LineForm(forms.Form):
    """Everything that a line of a list holds: a new line, or with ``membership`` one that stands.

    ``cleaned_data`` is JSON-able and has the shape of ``person_snapshot.snapshot()``: codes, ISO
    dates, ``{language: text}``; a name that is missing there stays as it is stored. ``for_side``
    hides what the delegation's own side does not decide, and whom we know already. Numbers of
    papers are never sent out: an empty one keeps what is stored. ``revision`` names the versions
    that the reader saw; ``clashes`` are filled by ``report_clash()``. ``replacing`` is the member whose
    place is taken: then a reason is asked, which stands in ``note``.
    """

    for_side = False
    NOT_FOR_THE_SIDE = ("rank_class", "rank_date", "rank_basis", "paid_by", "title_source", "person")

    mrz = several_lines(
        _("Machine readable lines"), 400, dir="ltr", spellcheck="false", autocapitalize="characters"
    )
    surname = text(Person, "surname")
    given_names = text(Person, "given_names")
    arabic_name = text(Person, "arabic_name", dir="rtl", lang="ar")
    print_name = text(Person, "print_name")
    person = forms.CharField(
        label=_("Perhaps already known"), required=False, max_length=16, widget=forms.HiddenInput
    )
    function = in_languages(Membership, "function", 300)
    category = choice(Membership, "category")
    is_head = forms.BooleanField(label=label(Membership, "is_head"), required=False)
    rank_class = choice(Membership, "rank_class")
    rank_date = day(Membership, "rank_date")
    rank_basis = choice(Membership, "rank_basis")
    title = in_languages(Person, "title", 200)
    spoken_title = in_languages(Person, "spoken_title", 200)
    title_source = text(Person, "title_source")
    sex = choice(Person, "sex")
    birth_date = day(Person, "birth_date")
    birth_place = text(Person, "birth_place")
    nationality = choice(Person, "nationality", countries)
    document_type = choice(Document, "document_type")
    document_issuer = choice(Document, "issuer", countries)
    document_number = forms.CharField(
        label=label(Document, "number"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    document_issued_on = day(Document, "issued_on")
    document_expires_on = day(Document, "expires_on")
    languages = text(Person, "languages")
    email = forms.EmailField(label=label(Person, "email"), required=False, max_length=254)
    phone = text(Person, "phone", dir="ltr", inputmode="tel")
    wishes = text(Membership, "wishes")
    paid_by = choice(Membership, "paid_by", Quota.Payer.choices)
    remarks = several_lines(label(Person, "remarks"), 2000)
    note = forms.CharField(label=_("Reason"), max_length=300)
    revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data=None,
        *,
        delegation,
        user=None,
        membership=None,
        initial=None,
        for_side=None,
        reading=False,
        replacing=None,
        prefix=None,
    ):
        self.user, self.delegation, self.membership = user, delegation, membership
        self.for_side = self.for_side if for_side is None else for_side
        self.reading, self.replacing, self.prefix = reading, replacing, prefix
        self.note = self.revision = ""
        self.lines, self.not_lines, self.clashes, self.doubles = None, "", [], []
        super().__init__(self._with_lines_read(data), initial=self._initial(initial), prefix=prefix)
        gone = self.NOT_FOR_THE_SIDE if self.for_side else ("person",) if membership else ()
        for name in gone:
            del self.fields[name]
        if not replacing:
            del self.fields["note"]
        self._offer("category", Category)
        self._offer("rank_class", RankClass)
        self._mask_the_number()

    def _initial(self, given):
        if self.membership is None:
            return given
        shown = person_snapshot.snapshot(self.membership, papers=False)
        return shown | {"revision": person_snapshot.revision(self.membership)} | (given or {})

    def _offer(self, name, model):
        if name in self.fields:
            rows = model.objects.of(self.delegation.summit)
            self.fields[name].choices = [("", "—"), *((row.code, str(row)) for row in rows)]

    def _mask_the_number(self):
        document = self.membership and person_snapshot.main_document(self.membership.person)
        self.keeps_number = bool(document and document.number)
        if self.keeps_number:
            masked = {"number": person_snapshot.masked(document.number)}
            self.fields["document_number"].help_text = _("Stored: %(number)s. Empty keeps it.") % masked

    @property
    def fieldsets(self):
        """The fields in the groups in which the page shows them."""
        groups = [(legend, [self[name] for name in names if name in self.fields]) for legend, names in GROUPS]
        return [(legend, [field for field in fields if not field.is_hidden]) for legend, fields in groups]

    # -- the machine-readable lines -------------------------------------------------------

    def _with_lines_read(self, data):
        """``data`` with its empty fields filled from the lines, so that the page shows them filled."""
        text = (data or {}).get(self.add_prefix("mrz"), "").strip()
        if not text:
            return data
        try:
            self.lines = mrz.read(text, today=clock.today(self.delegation.summit))
        except mrz.NotMrz as refused:
            self.not_lines = refused.args[0]
            return data
        filled = data.copy()
        for name, value in document_lines.values(self.lines).items():
            if not filled.get(self.add_prefix(name), "").strip():
                filled[self.add_prefix(name)] = value
        return filled

    def full_clean(self):
        """While the lines are only read (``reading``), nothing else is held against the reader."""
        super().full_clean()
        if self.reading and self.is_bound:
            told = {"mrz", *self._contradictions()}
            for name in self.errors.keys() - told:
                del self._errors[name]

    def _contradictions(self):
        if self.lines is None:
            return {}
        typed = {name: person_snapshot.plain(value) for name, value in self.cleaned_data.items()}
        return document_lines.contradictions(self.lines, typed)

    # -- checks ---------------------------------------------------------------------------

    def clean(self):
        super().clean()
        self._check_days()
        self._check_lines()
        self._check_document()
        self._check_head()
        if "person" in self.fields:
            self._check_person()
        return self._plain()

    def _check_days(self):
        today = clock.today(self.delegation.summit)
        for name, code, sentence in import_rules.days(self.cleaned_data, today):
            self.add_error(name, forms.ValidationError(sentence, code=code))

    def _check_lines(self):
        if self.not_lines:
            self.add_error("mrz", self.not_lines)
        if self.lines:
            if wrong := document_lines.wrong_digits(self.lines):
                self.add_error("mrz", wrong)
            for name, sentence in self._contradictions().items():
                self.add_error(name, sentence)

    def _check_document(self):
        has_number = self.keeps_number or bool({"mrz", "document_number"} & self.errors.keys())
        for name, code, sentence in import_rules.paper(self.cleaned_data, has_number=has_number):
            self.add_error(name, forms.ValidationError(sentence, code=code))

    def _check_head(self):
        if not self.cleaned_data.get("is_head"):
            return
        heads = self.delegation.memberships.live().filter(is_head=True)
        mine = [row.pk for row in (self.membership, self.replacing) if row]
        if heads.exclude(pk__in=mine).exists():
            self.add_error("is_head", _("The delegation already has a head."))

    def _check_person(self):
        """Who looks like somebody we know is told apart before the line is saved."""
        answer = self.cleaned_data.get("person", "")
        self.doubles = person_doubles.likely(self.delegation.summit, self._plain(), user=self.user)
        if self.doubles or answer:
            self.fields["person"].widget = forms.RadioSelect(choices=person_doubles.choices(self.doubles))
            self.fields["person"].required = True
        if not answer and self.doubles:
            self.add_error("person", _("Say whether it is one of these people."))
        elif answer and answer != person_doubles.NEW:
            self._check_known(answer)

    def _check_known(self, public_id):
        known = Person.objects.of(self.delegation.summit).active().filter(public_id=public_id).first()
        if known is None:
            self.add_error("person", _("This person is no longer in the list of people."))
        elif self.delegation.memberships.live().filter(person=known).exists():
            self.add_error("person", _("This person already stands on the list."))

    def _plain(self):
        """The values as they are handed on: what is not the reader's to see or to change is left out."""
        values = {name: person_snapshot.plain(value) for name, value in self.cleaned_data.items()}
        self.revision, self.note = values.pop("revision", ""), values.pop("note", "")
        if values.get("person") == person_doubles.NEW:
            values["person"] = ""
        if self.membership:
            kept = [name for name in person_snapshot.SECRET if not values.get(name)]
            values = {name: value for name, value in values.items() if name not in kept}
        return values

    def report_clash(self, membership):
        """Somebody changed the line since it was opened: show both versions and take over the new one."""
        self.add_error(
            None, _("Someone changed this while you were writing. Compare below, then save again.")
        )
        self.data = self.data.copy()
        self.data[self.add_prefix("revision")] = person_snapshot.revision(membership)
        self.clashes = person_snapshot.described(person_snapshot.snapshot(membership), self.cleaned_data)
