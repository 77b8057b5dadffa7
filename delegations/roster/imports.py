"""Lists of people from workbooks: one row a person on the list of one delegation."""

from django.utils.translation import gettext_lazy as _

from delegations.roster import import_batch, import_preview
from delegations.roster.import_fields import FIELDS, settle
from delegations.roster.person import Person
from summit.imports import ImportKind, register

EXAMPLE = {
    "delegation": "MLI",
    "surname": "DIARRA-DÉMO",
    "given_names": "Moussa",
    "arabic_name": "موسى ديارا",
    "function:fr": "Conseiller technique",
    "sex": "M",
    "birth_date": "22/11/1979",
    "nationality": "Mali",
    "document_number": "DEMO-000123",
    "document_expires_on": "31/12/2030",
    "email": "moussa@example.org",
}

register(
    ImportKind(
        name="people",
        label=_("People"),
        right="delegations.import_person",
        model=Person,
        fields=FIELDS,
        key="reference",
        all_or_none=False,
        sealed=True,
        judge=import_batch.BatchJudge,
        write=import_batch.write,
        upload=import_preview.PeopleUploadForm,
        lacking=import_preview.lacking,
        settle=settle,
        hidden=("country",),
        closed=import_preview.closed,
        sides=import_preview.sides,
        remark=import_preview.remark,
        example=EXAMPLE,
    )
)
