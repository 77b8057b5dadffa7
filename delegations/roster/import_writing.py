"""Writing the lines of a file: missing delegations, new people, then what changes of known ones."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from i18nfield.strings import LazyI18nString

from delegations.roster import freezing, person_snapshot
from delegations.roster.bulk_people import I18N, NewPeople
from delegations.roster.delegation import Delegation
from delegations.roster.import_lines import Line
from delegations.roster.import_places import Place
from delegations.roster.membership import Document, Membership
from delegations.roster.person import Person, PersonVersion
from delegations.roster.reference import Category, RankClass
from summit import audit, clock
from summit.accounts.models import Organisation
from summit.imports.bulk import Beside, Load, send
from summit.imports.models import ImportRow
from summit.imports.refusals import Overtaken

Verdict = ImportRow.Verdict
RELATED = {"category": Category, "rank_class": RankClass}
AT_ONCE = 500
CHANGED_MEANWHILE = gettext_lazy(
    "Some of these people have changed since this page was made. Look at it again."
)


class Writer:
    """Writes judged lines of one file inside the act's transaction, chunk by chunk.

    Raises ``Overtaken`` where a list was frozen or a person changed since the lines were judged.
    """

    def __init__(self, summit: Any, *, by: Any, note: str, expected: int = 0):
        self.summit, self.by, self.note = summit, by, note
        self.new = NewPeople(summit, by=by, note=note, expected=expected)
        self.taken: set[int] = set()
        self.created = self.updated = self.unchanged = 0

    def write(self, lines: Sequence[Line]) -> None:
        new = [line for line in lines if line.verdict == Verdict.NEW]
        changed = [line for line in lines if line.verdict == Verdict.CHANGED]
        self._take({line.place for line in (*new, *changed)})
        with Beside() as beside:
            for start in range(0, len(new), AT_ONCE):
                beside.run(send, self.packed(new[start : start + AT_ONCE]))
        if changed:
            self._change(changed)
            self.updated += len(changed)
        for line in lines:
            if line.verdict == Verdict.UNCHANGED:
                self.unchanged += 1
                line.public_id = line.known.public_id

    def packed(self, new: Sequence[Line]) -> list[Load]:
        """The rows of new lines, ready to be sent; their lists are taken at once."""
        if not new:
            return []
        self._take({line.place for line in new})
        self.created += len(new)
        return self.new.packed(new)

    # --- the lists -------------------------------------------------------------------------------

    def _take(self, places: set[Place]) -> None:
        """Make the missing delegations and hold the lists of the others open."""
        make_delegations([place for place in places if place.pk is None], self.summit, by=self.by)
        wanted = {place.pk for place in places} - self.taken
        try:
            freezing.take_lists(Delegation.objects.filter(pk__in=wanted))
        except freezing.ListFrozen as frozen:
            raise Overtaken(
                _("The list of %(code)s was frozen meanwhile.") % {"code": frozen.delegation.code}
            ) from None
        self.taken |= wanted

    # --- known people ----------------------------------------------------------------------------

    def _change(self, lines):
        plans = [line.plan for line in lines]
        self._keep(
            [plan for plan in plans if plan.of_person or plan.of_paper or (plan.member and plan.of_member)]
        )
        self._people([plan for plan in plans if plan.of_person])
        self._members([plan for plan in plans if plan.member and plan.of_member])
        named: dict[Person, dict] = {}
        for line in lines:
            person = line.plan.person
            line.person_pk, line.public_id, line.sort_key = person.pk, person.public_id, person.sort_key
            named.setdefault(person, {}).update(named_changes(line))
        self.new.write([line for line in lines if line.plan.member is None])
        self._papers([line for line in lines if line.plan.of_paper])
        audit.record_many(named, "import", by=self.by, note=self.note, changes=named.get)

    def _keep(self, plans):
        """What was known before, encrypted; the rows are held, and must still be what the plan was made from."""
        people = {plan.person.pk: plan for plan in plans}
        rows = Person.objects.filter(pk__in=people).order_by("pk").select_for_update(no_key=True)
        if any(people[pk].person.revision != revision for pk, revision in rows.values_list("pk", "revision")):
            raise Overtaken(CHANGED_MEANWHILE)
        PersonVersion.objects.bulk_create(
            [
                PersonVersion(
                    summit=self.summit, person=plan.person, by=self.by, verb="import", values=before(plan)
                )
                for plan in people.values()
            ],
            batch_size=AT_ONCE,
        )

    def _people(self, plans):
        moved = []
        for plan in plans:
            person, key = plan.person, plan.person.sort_key
            put(person, plan.of_person)
            person.fill_keys()
            if person.sort_key != key:
                moved.append(person)
        update(Person, [plan.person for plan in plans], {name for plan in plans for name in plan.of_person})
        members = list(Membership.objects.filter(person__in=moved).select_related("person"))
        for member in members:
            member.fill_keys()
        Membership.objects.bulk_update(members, ["sort_key"], batch_size=AT_ONCE)

    def _members(self, plans):
        related = {
            name: {row.code: row for row in model.objects.of(self.summit)} for name, model in RELATED.items()
        }
        for plan in plans:
            values = {
                name: related[name].get(value) if name in RELATED else value
                for name, value in plan.of_member.items()
            }
            put(plan.member, values)
        update(
            Membership, [plan.member for plan in plans], {name for plan in plans for name in plan.of_member}
        )

    def _papers(self, lines):
        new, known = [], []
        for line in lines:
            plan = line.plan
            if plan.paper is None:
                values = {"document_type": Document.Kind.PASSPORT} | plan.of_paper
                new.append(Document(summit=self.summit, person=plan.person, **values))
            else:
                put(plan.paper, plan.of_paper)
                known.append(plan)
        Document.objects.bulk_create(new, batch_size=AT_ONCE)
        update(Document, [plan.paper for plan in known], {name for plan in known for name in plan.of_paper})


def before(plan) -> dict[str, Any]:
    """The person and the line as they stood; of a paper the numbers stay where they are."""
    names = {plan.person: person_snapshot.PERSON, plan.member: person_snapshot.MEMBERSHIP}
    return {
        name: person_snapshot.plain(getattr(row, name))
        for row, known in names.items()
        if row
        for name in known
    }


def put(row, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, LazyI18nString(value) if name in I18N else value)


def update(model, rows: Sequence[Any], names: Iterable[str]) -> None:
    """Write ``names`` of stored rows as the next revision."""
    if not rows:
        return
    now = clock.now()
    for row in rows:
        row.revision, row.updated_at = row.revision + 1, now
    keys = getattr(model, "KEYS", ()) if model is Person else ()
    model.objects.bulk_update(rows, [*names, *keys, "revision", "updated_at"], batch_size=AT_ONCE)


def named_changes(line) -> dict[str, Any]:
    """What changed, for the register: of personal fields and papers the name alone."""
    papers = {*person_snapshot.DOCUMENT}
    return {
        change["field"].partition(":")[0]: None
        if change["field"] in papers
        else [change["was"], change["now"]]
        for change in line.changes
    }


def make_delegations(places: Sequence[Place], summit: Any, *, by: Any) -> None:
    """Delegations that a file names and nobody knew, each with its organisation; sets their keys."""
    for place in places:
        country = place.country
        organisation = (
            Organisation.objects.of(summit).filter(country=country, org_type="state").first()
            if country
            else None
        )
        name = LazyI18nString(place.names)
        if organisation is None:
            organisation = Organisation(summit=summit, code=place.code.lower(), name=name, country=country)
            organisation.org_type = "state" if country else "international"
            organisation.save()
            audit.record(organisation, "create", by=by)
        row = Delegation(summit=summit, code=place.code, name=name, organisation=organisation)
        row.delegation_type = Delegation.Kind.STATE if country else Delegation.Kind.GUEST
        row.save()
        audit.record(row, "create", by=by)
        place.pk = row.pk
