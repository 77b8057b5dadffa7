"""Reads settings from the environment: a missing or bad value is one plain sentence, never a guess.

Each name is also read from ``NAME_FILE`` (the path of a file that holds the value), so that a secret need not
stand in the environment. ``.env`` in the root of the repository is read too and never overrides the environment;
``DOTENV`` names another file.
"""

import base64
import binascii
import os
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping

TRUE = frozenset({"true", "1", "yes", "on"})
FALSE = frozenset({"false", "0", "no", "off", ""})
KEY_BYTES = 32
SECRET_KEY_CHARACTERS = 50  # what `check --deploy` asks for


# Of our own and without memory: the library's mapping keeps what it once read from a file.
_values = FileAwareMapping(cache=False)


def load(path: Path) -> None:
    """Read `.env`; what the environment already says stays."""
    if path.is_file():
        environ.Env.read_env(str(path))


def text(name: str, default: str | None = None) -> str:
    try:
        value = _values[name].strip()
    except KeyError:
        value = None
    except (OSError, UnicodeDecodeError) as reason:
        message = f"{name}_FILE names a file that cannot be read: {reason}."
        raise ImproperlyConfigured(message) from reason
    if value is None or (value == "" and default is None):
        if default is None:
            message = (
                f"{name} is not set. Set it in the environment or in .env (`manage.py init_env` writes one)."
            )
            raise ImproperlyConfigured(message)
        return default
    return value


def flag(name: str) -> bool:
    """True or false, false when absent. A word that is neither stops the start: `DEBUG=flase` is no answer."""
    value = text(name, "").lower()
    if value in TRUE | FALSE:
        return value in TRUE
    message = f"{name} is {value!r}: write true or false."
    raise ImproperlyConfigured(message)


def names(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def secret(name: str) -> str:
    value = text(name)
    if len(value) < SECRET_KEY_CHARACTERS or len(set(value)) < SECRET_KEY_CHARACTERS // 10:
        message = (
            f"{name} is too weak: it needs {SECRET_KEY_CHARACTERS} random characters (`manage.py init_env`)."
        )
        raise ImproperlyConfigured(message)
    return value


def keys(name: str) -> list[str]:
    """A list of 32-byte keys in base64, newest first. The first one writes, all of them read."""
    found = names(name, text(name))
    if not found:
        message = f"{name} holds no key."
        raise ImproperlyConfigured(message)
    for place, key in enumerate(found, start=1):
        try:
            size = len(base64.b64decode(key, altchars=b"-_", validate=True))
        except (binascii.Error, ValueError):
            size = 0
        if size != KEY_BYTES:
            message = f"{name}: key {place} is not {KEY_BYTES} bytes in URL-safe base64 (`manage.py init_env` makes one)."
            raise ImproperlyConfigured(message)
    if len(set(found)) != len(found):
        message = f"{name} holds the same key twice."
        raise ImproperlyConfigured(message)
    return found


def zone(name: str, default: str) -> str:
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as reason:
        message = f"{name} is {value!r}: that is no time zone (write one like Africa/Bamako)."
        raise ImproperlyConfigured(message) from reason
    return value


def database(name: str, default: str) -> dict[str, Any]:
    """The database of a URL. Only the two engines that the tests run on are let in."""
    address = text(name, default)
    message = f"{name} must begin with sqlite:/// or postgres:// and name a database."
    # Asked before the library is: of a scheme that it does not know it prints the address, password included.
    if address.partition("://")[0] not in {"sqlite", "postgres", "postgresql"}:
        raise ImproperlyConfigured(message)
    try:
        found = environ.Env.db_url_config(address)
    except Exception as reason:
        raise ImproperlyConfigured(message) from reason
    if not found.get("NAME"):
        raise ImproperlyConfigured(message)
    return found


def email(name: str) -> dict[str, Any]:
    address = text(name)
    try:
        return environ.Env.email_url_config(address)
    except Exception as reason:
        message = f"{name} cannot be read as a mail server (write smtp+tls://user:password@host:587 or consolemail://)."
        raise ImproperlyConfigured(message) from reason


def origins(name: str) -> list[str]:
    found = names(name)
    for origin in found:
        if not origin.startswith(("https://", "http://")):
            message = f"{name}: {origin!r} must begin with https:// or http://."
            raise ImproperlyConfigured(message)
    return found


def dotenv(root: Path) -> Path:
    """The file that `init_env` and `demo` write and that the settings read."""
    return Path(os.environ.get("DOTENV") or root / ".env")
