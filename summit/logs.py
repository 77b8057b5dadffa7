"""One line of JSON per event on stderr, with the request it belongs to and without anybody's data."""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

# The secret of a sealed link stands in its address, and Django writes addresses into its messages.
SECRET = re.compile(r"(?<=/)[\w-]{40,}")
# Set by the middleware for the time of one request; empty in commands and jobs.
request_id: ContextVar[str] = ContextVar("request_id", default="")


class JsonLines(logging.Formatter):
    """Writes time, level, logger, message, request and, of an exception, its class and the lines it passed.

    The text of an exception stays out: databases quote the offending row in it.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": SECRET.sub("…", record.getMessage()),
        }
        if request := request_id.get():
            line["request"] = request
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__qualname__
            passed = traceback.extract_tb(record.exc_info[2])
            line["trace"] = " < ".join(
                f"{Path(at.filename).name}:{at.lineno} {at.name}" for at in reversed(passed)
            )
        return json.dumps(line, ensure_ascii=False)
