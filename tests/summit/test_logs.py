"""Lines of the log carry no secret."""

import json
import logging

from summit.logs import JsonLines


def line(message, *args):
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, message, args, None)
    return json.loads(JsonLines().format(record))["message"]


def test_the_secret_of_a_sealed_link_stays_out():
    secret = "k3yOfALink_" + "x" * 40
    assert line("Forbidden: %s", f"/side/{secret}/send/") == "Forbidden: /side/…/send/"


def test_ordinary_addresses_stay_whole():
    assert line("Not Found: %s", "/people/abcdefgh2345/") == "Not Found: /people/abcdefgh2345/"
