"""Keys in use: the newest writes, all of them read."""

import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from summit.text import fold


class Unreadable(Exception):
    """A stored value was written with a key that FIELD_KEYS no longer lists, or was tampered with."""


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    return _cipher(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode("ascii")


def decrypt(token: str) -> str:
    """Raises ``Unreadable``."""
    try:
        return _cipher(tuple(settings.FIELD_KEYS)).decrypt(token).decode()
    except InvalidToken:
        raise Unreadable("A stored value cannot be read with the FIELD_KEYS of this installation.") from None


def blind_indexes(value: str | None, purpose: str) -> list[str]:
    """The digests of ``value`` under each of INDEX_KEYS, newest first; none for an empty value.

    Letters are folded and spaces dropped first, so that ``AB 123-4`` and ``ab1234`` are one.
    ``purpose`` keeps equal values of two fields apart.
    """
    text = fold(value or "").replace(" ", "")
    if not text:
        return []
    message = f"{purpose}\0{text}".encode()
    return [hmac.digest(key.encode(), message, "sha256").hex() for key in settings.INDEX_KEYS]


def blind_index(value: str | None, purpose: str) -> str | None:
    """The digest of ``value`` under the newest key, or None for an empty value."""
    return next(iter(blind_indexes(value, purpose)), None)
