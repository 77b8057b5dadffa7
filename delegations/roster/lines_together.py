"""Writing many lines to a list at once: each table in few statements, however many the lines are.

What one line does alone stands in ``entering``; the same rows, earlier versions and entries of the
audit come out of both. Whoever writes here holds the list and the people (``hold_people``).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F, Q

from delegations.roster import entering, person_photo, person_snapshot, person_writing, resemblances
from delegations.roster.changes import ListChange
from delegations.roster.import_writing import update
from delegations.roster.line_writing import ADD, CHANGE, WITHDRAW, reason_of, wanted
from delegations.roster.matching import digests_of
from delegations.roster.membership import Document, Membership
from delegations.roster.person import Person, PersonVersion
from delegations.roster.person_snapshot import DOCUMENT, MEMBERSHIP, PERSON
from delegations.roster.person_writing import Changed
from summit import audit, clock
from summit.constraints import queue
from summit.secrecy import with_indexes


def hold_people(submission, known: Iterable[str]) -> None:
    """Keep everybody else's hands off those whom a version speaks of, until the transaction ends."""
    members = submission.lines.exclude(membership=None).values("membership")
    named = Q(pk__in=Membership.objects.filter(pk__in=members).values("person"))
    people = Person.objects.filter(named | Q(public_id__in=list(known)))
    for rows in (
        people,
        Membership.objects.filter(pk__in=members),
        Document.objects.filter(person__in=people),
    ):
        queue(rows)


class Together:
    """The lines of one version on their way to an open list."""

    def __init__(self, delegation, *, by):
        self.delegation, self.summit, self.by = delegation, delegation.summit, by
        self.related = person_writing.related(self.summit)
        self.versions: list[PersonVersion] = []
        self.edits: list[tuple[Any, dict, dict, str]] = []  # row, values, what the audit is told, reason
        self.papers: list[tuple[Person, dict]] = []
        self.photos: list[tuple[Person, Any]] = []
        self.compared: dict[str, Person] = {}

    def write(self, lines: Sequence[ListChange]) -> None:
        """Raises ``Changed`` and ``IntegrityError``; nothing may stand then."""
        by_act = {act: [line for line in lines if line.action == act] for act in (WITHDRAW, CHANGE, ADD)}
        for line in (*by_act[WITHDRAW], *by_act[CHANGE]):
            line.membership.summit = line.membership.person.summit = self.summit
            line.membership.delegation = self.delegation
        met = self._met(by_act[ADD])
        self._plan_changes(by_act[CHANGE])
        people = [self._plan_person(line, met.get(line.after.get("person"))) for line in by_act[ADD]]
        self._withdraw(by_act[WITHDRAW])
        PersonVersion.objects.bulk_create(self.versions)
        self._edit()
        self._enter(by_act[ADD], people)
        if self.compared:
            resemblances.find(self.summit, people=list(self.compared.values()))

    def _keep(self, person, verb, values):
        user = self.by if isinstance(self.by, get_user_model()) else None
        self.versions.append(
            PersonVersion(summit=self.summit, person=person, by=user, verb=verb, values=values)
        )

    def _tell(self, rows, verb, notes, changes):
        """One entry for each row; one statement for each reason."""
        told: dict[str, list] = {}
        for row, note, change in zip(rows, notes, changes, strict=True):
            told.setdefault(note, []).append((row, change))
        for note, pairs in told.items():
            said = iter([change for _row, change in pairs])
            rows = [row for row, _change in pairs]
            audit.record_many(rows, verb, by=self.by, note=note, changes=lambda _row, said=said: next(said))

    # -- who leaves, who reads differently ----------------------------------------------------

    def _withdraw(self, lines):
        rows, gone = [line.membership for line in lines], Membership.State.WITHDRAWN
        for row in rows:
            self._keep(row.person, "withdraw", person_snapshot.snapshot(row))
        standing = Membership.objects.filter(pk__in=[row.pk for row in rows]).live()
        if rows and standing.update(state=gone, revision=F("revision") + 1, updated_at=clock.now()) != len(
            rows
        ):
            raise Changed(str(self.delegation))
        changes = [{"state": [row.state, gone]} for row in rows]
        self._tell(rows, "withdraw", [reason_of(line) for line in lines], changes)

    def _plan_changes(self, lines):
        rows: dict[int, Membership] = {}
        for line in lines:
            row, cleaned = rows.setdefault(line.membership_id, line.membership), wanted(line)
            before = person_snapshot.snapshot(row)
            if person_snapshot.described(before, cleaned):
                self._keep(row.person, "edit", before)
                self._plan(row.person, PERSON, cleaned, line.reason)
                self._plan(row, MEMBERSHIP, cleaned, line.reason)
                self._plan_paper(row.person, cleaned)
                self.compared[row.person.public_id] = row.person
            if line.photo_id:
                self._plan_photo(row.person, line.photo)

    def _plan(self, row, names, cleaned, note=""):
        self._take(row, person_writing.differing(row, names, cleaned, self.related), note)

    def _take(self, row, values, note=""):
        if values:
            self.edits.append((row, values, person_writing.changes_of(row, values), note))
            for name, value in values.items():
                setattr(row, name, value)

    def _plan_paper(self, person, cleaned):
        document = person_snapshot.main_document(person)
        if document is None:
            if cleaned.get("document_number"):
                self.papers.append((person, cleaned))
        else:
            self._take(document, person_writing.differing_paper(document, cleaned))

    def _plan_photo(self, person, photo):
        self.photos.append((person, photo))
        for name, value in person_photo.unseen(photo).items():
            setattr(person, name, value)

    def _edit(self):
        """The planned changes of rows that stand; heads step down before others step up."""
        down = [row.pk for row, values, _told, _note in self.edits if values.get("is_head") is False]
        if down:
            Membership.objects.filter(pk__in=down).update(is_head=False)
        self._edit_people()
        for model in (Membership, Document):
            edits = [edit for edit in self.edits if isinstance(edit[0], model)]
            for row, values, _told, _note in edits:
                vars(row).update({n: v for n, v in with_indexes(model, values).items() if n not in values})
            names = {name for row, values, *_rest in edits for name in with_indexes(model, values)}
            update(model, once(edit[0] for edit in edits), names)
        rows, _values, told, notes = zip(*self.edits, strict=True) if self.edits else ([], [], [], [])
        self._tell(rows, "edit", notes, told)

    def _edit_people(self):
        edits = [edit for edit in self.edits if isinstance(edit[0], Person)]
        shown = [person for person, _photo in self.photos if person.pk]
        people = once([*(edit[0] for edit in edits), *shown])
        for person in people:
            person.fill_keys()
        names = {name for _row, values, *_rest in edits for name in values}
        update(Person, people, names | set(person_photo.unseen(None) if shown else ()))
        if people:
            person_writing.carry_sort_keys(people)

    # -- who comes ----------------------------------------------------------------------------

    def _met(self, lines) -> dict[str, Person]:
        """The people named by lines that protocol recognised somebody in; whoever was merged is the winner."""
        named = {line.after["person"] for line in lines if line.after.get("person")}
        people = Person.objects.of(self.summit).filter(public_id__in=named).prefetch_related("documents")
        met = {person.public_id: person for person in people} if named else {}
        for public_id, person in met.items():
            if person.merged_into_id:
                met[public_id] = person = entering.known_person(self.delegation, public_id)
            person.summit = self.summit
        return met

    def _plan_person(self, line, known) -> Person:
        """The person of a line, not stored yet or with what the line says beyond what is known."""
        cleaned, person = line.after, known
        if person is None:
            values = person_writing.values_of(self.summit, PERSON, cleaned, self.related)
            person = Person(summit=self.summit, **values)
            if cleaned.get("document_number"):
                self.papers.append((person, cleaned))
        else:
            self._fill(person, cleaned)
        if line.photo_id:
            self._plan_photo(person, line.photo)
        self.compared[person.public_id] = person
        return person

    def _fill(self, person, cleaned):
        before = person_snapshot.snapshot_of(person)
        news = {name: cleaned[name] for name in PERSON if cleaned.get(name) and not before.get(name)}
        digests = digests_of(cleaned.get("document_number"))
        new_paper = bool(digests) and not any(one.number_key in digests for one in person.documents.all())
        if news or new_paper:
            self._keep(person, "edit", before)
            self._plan(person, PERSON, news)
        if new_paper:
            self.papers.append((person, {name: cleaned[name] for name in DOCUMENT if cleaned.get(name)}))

    def _enter(self, lines, people):
        new = [(person, line) for person, line in zip(people, lines, strict=True) if person.pk is None]
        for person, _line in new:
            person.fill_keys()
        Person.objects.bulk_create([person for person, _line in new])
        told = [{name: None for name in PERSON if line.after.get(name)} for _person, line in new]
        self._tell([one for one, _line in new], "create", [line.reason for _one, line in new], told)
        self._enter_papers()
        self._enter_lines(lines, people)
        if self.photos:
            person_photo.use([photo for _person, photo in self.photos])
            shown = [person for person, _photo in self.photos]
            audit.record_many(shown, "photo", by=self.by, changes={"photo": None})

    def _enter_papers(self):
        told = [person_writing.paper_of(cleaned) for _person, cleaned in self.papers]
        rows = [
            Document(summit=self.summit, person=person, **values)
            for (person, _cleaned), values in zip(self.papers, told, strict=True)
        ]
        Document.objects.bulk_create(rows)
        self._tell(rows, "create", [""] * len(rows), [dict.fromkeys(values) for values in told])

    def _enter_lines(self, lines, people):
        if not lines:
            return
        first, rows = entering.next_order(self.delegation), []
        for number, (line, person) in enumerate(zip(lines, people, strict=True)):
            values = person_writing.values_of(self.summit, MEMBERSHIP, line.after, self.related)
            row = Membership(
                summit=self.summit,
                delegation=self.delegation,
                person=person,
                list_order=first + number,
                **values,
            )
            row.fill_keys()
            rows.append(row)
        Membership.objects.bulk_create(rows)
        told = [entering.as_created(row) for row in rows]
        self._tell(rows, "create", [line.reason for line in lines], told)
        for line, row in zip(lines, rows, strict=True):
            line.membership = row
        ListChange.objects.bulk_update(lines, ["membership"])


def once(rows: Iterable[Any]) -> list:
    """Each row once, in the order of its first mention."""
    return list({row.pk: row for row in rows}.values())
