"""Who may read a stored file: the slice that owns the row it hangs on says so."""

from collections.abc import Callable
from typing import Any

from summit.secrecy.levels import S1

Rule = Callable[[Any, Any], bool]
RULES: dict[str, tuple[Rule, str]] = {}


def register(kind: str, rule: Rule, level: str = S1) -> None:
    """Let ``rule(file, user)`` decide on files of ``kind``; ``level`` is the sensitivity of their content.

    Usually: the user sees the row that the file belongs to. Downloads of S3 are audited, and
    ``purge`` erases S2 and S3. Raises ``ValueError`` where the kind is taken.
    """
    if kind in RULES:
        raise ValueError(f"files of kind {kind} are already guarded")
    RULES[kind] = (rule, level)


def guard(kind: str) -> Rule:
    """The rule of a kind; what nobody registered is closed."""
    return RULES[kind][0] if kind in RULES else lambda file, user: False


def level_of(kind: str) -> str:
    return RULES[kind][1] if kind in RULES else S1


def may_read(file: Any, user: Any) -> bool:
    """Whether ``user`` may read ``file``: by the rule of its kind, or its uploader while no row holds it."""
    if not file.is_held():
        return file.uploaded_by_id == user.pk
    return guard(file.kind_of_use)(file, user)
