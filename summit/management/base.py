"""Commands that people and programs can both read."""

import json
import sys
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from summit.event.models import Summit


class Refused(CommandError):
    """The command understood and will not do it: exit 1, with ``{"error": code, "message": text}`` under ``--json``."""

    def __init__(self, code: str, message: Any):
        self.code = code
        super().__init__(str(message), returncode=1)


class WrongUse(CommandError):
    """The command was called in a way that cannot be meant: exit 2."""

    def __init__(self, message: Any):
        super().__init__(str(message), returncode=2)


class JsonCommand(BaseCommand):
    """A command whose ``act(**options)`` returns a dictionary.

    With ``--json`` that is the one thing on stdout; without, ``sentence(result)`` is. Progress
    goes to stderr through ``tell()``. Where the result itself is bad news, ``failed(result)``
    says so and the exit code is 1.
    """

    takes_summit = True  # adds --summit; act() receives the row as ``summit``
    writes = False  # adds --by; act() receives the user as ``by``

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="print one JSON object and nothing else"
        )
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument(
            "--lang", choices=languages, default=settings.LANGUAGE_CODE, help="language of the texts"
        )
        if self.takes_summit:
            parser.add_argument(
                "--summit", metavar="CODE", help="the summit meant (default: the only one, or the next)"
            )
        if self.writes:
            parser.add_argument("--by", metavar="USER", help="in whose name (default: the system's)")
        self.arguments(parser)

    def arguments(self, parser: CommandParser) -> None:
        """Further arguments of the command."""

    def act(self, **options: Any) -> dict[str, Any]:
        """Do it and say what was done. Raises ``Refused`` or ``WrongUse``."""
        raise NotImplementedError

    def sentence(self, result: dict[str, Any]) -> str:
        """The closing sentence for a reader."""
        raise NotImplementedError

    def failed(self, result: dict[str, Any]) -> bool:
        """Whether this result means exit 1."""
        return False

    def tell(self, text: Any) -> None:
        """Progress and remarks, for people."""
        self.stderr.write(str(text))

    def handle(self, *, as_json: bool, lang: str, **options: Any) -> None:
        with translation.override(lang):
            try:
                result = self.act(**self._resolved(options))
            except Refused as refusal:
                if as_json:
                    self._print({"error": refusal.code, "message": str(refusal)})
                raise
            if as_json:
                self._print(result)
            else:
                self.stdout.write(self.sentence(result))
        if self.failed(result):
            sys.exit(1)

    def _print(self, result):
        self.stdout.write(json.dumps(result, ensure_ascii=False))

    def _resolved(self, options):
        if self.takes_summit:
            options["summit"] = summit_named(options["summit"])
        if self.writes:
            options["by"] = user_named(options["by"])
            if self.takes_summit:
                options["by"].summit = options["summit"]
        return options


def summit_named(code: str | None) -> Summit:
    """The summit of this code, else the only one or the one in work. Raises ``Refused``."""
    if code:
        found = Summit.objects.filter(code=code).first()
        if found is None:
            raise Refused(
                "unknown_summit", translation.gettext("There is no summit %(code)s.") % {"code": code}
            )
        return found
    found = list(Summit.objects.all()[:2])
    if not found:
        raise Refused("no_summit", translation.gettext("There is no summit yet."))
    return found[0] if len(found) == 1 else Summit.objects.in_work() or found[0]


def user_named(username: str | None) -> Any:
    """The user of this name, else the system's. Raises ``Refused``."""
    people = get_user_model().objects
    if not username:
        return people.system()
    found = people.filter(username=username).first()
    if found is None:
        raise Refused("unknown_user", translation.gettext("There is no user %(name)s.") % {"name": username})
    return found
