"""Fills a summit with invented people, for load."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_countries import countries

from delegations.roster.bulk_people import NewPeople
from delegations.roster.delegation import Delegation
from delegations.roster.import_places import Place, Places, names_of_country
from delegations.roster.import_writing import make_delegations
from delegations.roster.inventing import COUNTRIES, Inventor
from delegations.roster.membership import Document
from delegations.roster.person import Person
from delegations.roster.reference import Category, RankClass
from summit import audit
from summit.management.base import JsonCommand, Refused, WrongUse

AT_ONCE = 2000
SEED = 2025


class Command(JsonCommand):
    help = "Invent N people and put them on the lists of M delegations. For load: never for a real summit."
    writes = True

    def arguments(self, parser):
        parser.add_argument("people", type=int, metavar="N", help="how many people")
        parser.add_argument(
            "--delegations", type=int, metavar="M", help="on how many lists (default: those there are, or 20)"
        )
        parser.add_argument(
            "--seed",
            type=int,
            metavar="S",
            default=SEED,
            help=f"the same seed gives the same people (default {SEED})",
        )
        parser.add_argument("--add", action="store_true", help="though the summit already has people")

    def act(self, *, summit, by, people, delegations, seed, add, **options):
        if people < 1 or (delegations is not None and not 1 <= delegations <= len(COUNTRIES)):
            raise WrongUse(_("Say how many people, on 1 to %(limit)d lists.") % {"limit": len(COUNTRIES)})
        if not add and Person.objects.of(summit).exists():
            raise Refused(
                "not_empty", _("This summit has people already. Say --add to put invented ones beside them.")
            )
        with transaction.atomic():
            places = self._places(summit, delegations, by)
            inventor = Inventor(
                seed,
                places,
                numbers=Document.objects.of(summit).count(),
                category=list(Category.objects.of(summit).values_list("code", flat=True)),
                rank_class=list(RankClass.objects.of(summit).values_list("code", flat=True)),
            )
            self._write(summit, inventor, people, by)
            audit.record(summit, "make_people", by=by, changes={"people": [0, people]})
        return {"people": people, "delegations": len(places), "seed": seed}

    def _places(self, summit, wanted, by):
        """The open lists there are, and as many new ones as lack."""
        known = [place for place in Places(summit) if not place.frozen]
        wanted = wanted or len(known) or 20
        taken = set(Delegation.objects.of(summit).values_list("organisation__country", flat=True))
        free = [code for code in COUNTRIES if code not in taken]
        new = [Place(countries.alpha3(code), names_of_country(code), code) for code in free]
        made = new[: max(0, wanted - len(known))]
        make_delegations(made, summit, by=by)
        return [*known, *made][:wanted]

    def _write(self, summit, inventor, count, by):
        writer, lines = NewPeople(summit, by=by, note="make_people", verb="create"), []
        for line in inventor.people(count):
            lines.append(line)
            if len(lines) == AT_ONCE or line.number == count:
                writer.write(lines)
                self.tell(f"{line.number}/{count}")
                lines = []

    def sentence(self, result):
        said = ngettext(
            "%(people)d invented person on %(delegations)d lists.",
            "%(people)d invented people on %(delegations)d lists.",
            result["people"],
        )
        return said % result
