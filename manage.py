#!/usr/bin/env python3
"""Every command starts here. `init_env` and `demo` run before Django: they write what Django needs to start."""

import json
import os
import sys

from summit import bootstrap


def main(argv: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "summit.settings")
    if bootstrap.knows(argv):
        return bootstrap.main(argv)
    if bootstrap.asks_for_help(argv):
        bootstrap.lend_secrets()
        if argv[1:] in ([], ["help"], ["--help"], ["-h"]):
            bootstrap.list_commands()
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError:
        return refuse(
            argv, "not_installed", "Django is missing: install requirements.txt into the virtualenv first."
        )
    try:
        execute_from_command_line(argv)
    except ImproperlyConfigured as reason:
        return refuse(argv, "bad_settings", str(reason))
    return 0


def refuse(argv: list[str], error: str, message: str) -> int:
    """Say why nothing starts, in the form that the caller asked for."""
    if "--json" in argv:
        print(json.dumps({"error": error, "message": message}))
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv))
