"""What a slice says about the rows it takes from a file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import get_language

CELL_KINDS = ("text", "date", "int", "decimal", "percent", "day", "choice", "bool", "reference", "list")


@dataclass(frozen=True)
class ImportField:
    """One column: ``name`` is the field of the form, ``names`` the headings that files use, by language.

    ``title:fr`` is one language of a field that holds several; the others are left alone.

    ``value(instance)`` reads the present value where ``getattr(instance, name)`` does not.
    """

    name: str
    label: str | Promise
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    required: bool = False
    kind: str = "text"
    value: Callable[[Any], Any] | None = None
    help: str | Promise = ""

    def heading(self, lang: str | None = None) -> str:
        """The heading that our own workbooks use in ``lang``: recognised again in every language."""
        known = self.names.get(lang or get_language() or "")
        return known[0] if known else str(self.label)

    @property
    def other_names(self) -> list[str]:
        """Headings in every language, each once."""
        return list(dict.fromkeys(name for names in self.names.values() for name in names))

    def present(self, instance: Any) -> Any:
        """The value of a stored row."""
        if self.value is not None:
            return self.value(instance)
        base, _colon, lang = self.name.partition(":")
        found = getattr(instance, base, None)
        if lang:
            return text_in(found, lang)
        return list(found.all()) if isinstance(found, models.Manager) else found


def text_in(value: Any, lang: str) -> str:
    """One language of a text in several; a text without languages counts as the product's first."""
    data = getattr(value, "data", value)
    if isinstance(data, dict):
        return data.get(lang) or ""
    return str(data or "") if lang == settings.LANGUAGE_CODE else ""


@dataclass(frozen=True)
class Saved:
    """One row as it was written: the staged row, the instance and the form's cleaned data."""

    row: Any
    instance: Any
    cleaned: dict
    created: bool


@dataclass(frozen=True, kw_only=True)
class ImportKind:
    """What one kind of file holds. Slices state only what differs.

    ``existing(summit, keys)`` gives stored rows by key; what ``ImportField.value`` reads must be
    prefetched. ``lookups(summit)`` adds spellings of related rows by field. ``check_all(rows,
    summit)`` yields ``(row number, field name, message)`` for what only the whole file shows.
    ``new(summit, by)`` makes an unsaved row, ``prepare(instance, by)`` completes one just before
    the bulk write, ``then(saved, by)`` runs after it in the same transaction.

    A kind whose rows fill several tables has no ``form``. It gives ``judge(batch, by, rows)``, an
    object whose ``check(rows)`` sets the verdicts of staged rows in the file's order and returns
    drafts with ``.row`` (``rows`` names those that alone will be judged), and ``write(batch, drafts, by)``, which writes them inside the act's transaction
    and returns an ``Outcome``. ``closed(summit)`` then names the allowed values by field, and
    ``sides(batch, rows, by)`` what a row and its double say, side by side.

    ``sealed`` rows hold restricted data: their cells are stored encrypted until they went in.
    ``upload`` is the form that takes the file, an ``UploadForm`` that may ask more about it.
    ``settle(headings, mapping)`` has the last word on columns whose headings are not clear alone,
    ``lacking(batch, mapping)`` names fields without which the file cannot be read, and
    ``remark(row)`` is what the preview says of a good row beside its title. ``hidden`` fields are
    recognised in files but neither offered nor written.
    """

    name: str
    label: str | Promise
    right: str
    model: type[models.Model]
    fields: Sequence[ImportField]
    form: Callable[..., Any] | None = (
        None  # (data, *, instance, summit, by) -> bound form of the page's class
    )
    key: str = "code"
    all_or_none: bool = True
    existing: Callable[[Any, set[str]], dict[str, Any]] | None = None
    lookups: Callable[[Any], Mapping[str, Mapping[str, Any]]] | None = None
    check_all: Callable[[Sequence[Any], Any], Iterable[tuple[int, str, Any]]] | None = None
    then: Callable[[Sequence[Saved], Any], None] | None = None
    new: Callable[[Any, Any], Any] | None = None
    prepare: Callable[[Any, Any], None] | None = None
    example: Mapping[str, str] = field(default_factory=dict)
    judge: Callable[[Any, Any], Any] | None = None
    write: Callable[[Any, Sequence[Any], Any], Any] | None = None
    closed: Callable[[Any], Mapping[str, Sequence[str]]] | None = None
    sides: Callable[[Any, Sequence[Any], Any], None] | None = None
    sealed: bool = False
    upload: type | None = None
    lacking: Callable[[Any, Mapping[str, int]], Sequence[ImportField]] | None = None
    remark: Callable[[Any], str] | None = None
    hidden: Sequence[str] = ()
    settle: Callable[[Sequence[str], dict[str, int]], dict[str, int]] | None = None

    @property
    def shown(self) -> list[ImportField]:
        """The fields that people are told of."""
        return [field for field in self.fields if field.name not in self.hidden]

    def field(self, name: str) -> ImportField | None:
        return next((f for f in self.fields if f.name == name), None)

    def new_instance(self, summit: Any, by: Any) -> Any:
        return self.new(summit, by) if self.new else self.model(summit=summit)

    def find(self, summit: Any, keys: set[str]) -> dict[str, Any]:
        """Stored rows by folded key, with what the form and the preview read of them."""
        if not keys:
            return {}
        if self.existing:
            found = self.existing(summit, keys)
        else:
            spelt = {spelling for key in keys for spelling in (key, key.upper(), key.lower())}
            rows = self._joined().filter(summit=summit, **{f"{self.key}__in": spelt})
            found = {getattr(row, self.key): row for row in rows}
        return {key_of(key): row for key, row in found.items()}

    def _joined(self) -> models.QuerySet:
        """All rows with their related rows, so that no form asks for them again."""
        named = {f.name: f for f in self.model._meta.get_fields() if not f.auto_created}
        rows = self.model._default_manager.all()
        one = [f.name for f in named.values() if f.many_to_one or f.one_to_one]
        many = [f.name for f in named.values() if f.many_to_many]
        return rows.select_related(*one).prefetch_related(*many)


def key_of(text: Any) -> str:
    """A key as it is compared: outer spaces and case do not make another row."""
    return str(text).strip().casefold()


KINDS: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> ImportKind:
    """Add a kind; raises where the declaration cannot work."""
    if kind.name in KINDS:
        raise ImproperlyConfigured(f"import kind {kind.name!r} is registered twice")
    if kind.field(kind.key) is None:
        raise ImproperlyConfigured(f"import kind {kind.name!r} has no column for its key {kind.key!r}")
    for column in kind.fields:
        if column.kind not in CELL_KINDS:
            raise ImproperlyConfigured(f"{kind.name}.{column.name}: no kind of cell {column.kind!r}")
    if not hasattr(kind.model, "public_id"):
        raise ImproperlyConfigured(f"import kind {kind.name!r}: {kind.model.__name__} has no public_id")
    if (kind.form is None) is (kind.judge is None) or (kind.judge is None) is not (kind.write is None):
        raise ImproperlyConfigured(f"import kind {kind.name!r} wants either a form, or judge and write")
    if kind.form and kind.model.save is not models.Model.save and kind.prepare is None:
        # Rows go in by bulk_create and bulk_update, which never call save().
        raise ImproperlyConfigured(
            f"import kind {kind.name!r}: {kind.model.__name__}.save() needs a prepare="
        )
    KINDS[kind.name] = kind
    return kind


def kind_named(name: str) -> ImportKind:
    """The kind of this name; raises ``LookupError``."""
    try:
        return KINDS[name]
    except KeyError:
        raise LookupError(name) from None
