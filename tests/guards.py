"""What makes a test fail although nobody asserted it: logged errors and open sockets."""

import logging
import socket
from collections.abc import Iterator

import pytest


class Errors(logging.Handler):
    """Collects what is logged as an error while a test runs."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    errors = Errors()
    root = logging.getLogger()
    root.addHandler(errors)
    try:
        result = yield
    finally:
        root.removeHandler(errors)
    if errors.lines and not item.get_closest_marker("logs_errors"):
        pytest.fail("errors were logged:\n" + "\n".join(errors.lines), pytrace=False)
    return result


def is_near(family: int, address: object) -> bool:
    if family == getattr(socket, "AF_UNIX", None):
        return True
    host = address[0] if isinstance(address, tuple) else ""
    return host in {"localhost", "::1", ""} or str(host).startswith("127.")


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """No test reaches further than this machine."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        real = getattr(socket.socket, name)

        def near(self: socket.socket, address: object, *, _real=real) -> object:
            if not is_near(self.family, address):
                self.close()  # or the socket's own warning would hide the sentence
                message = f"a test reached for the network: {address}"
                raise AssertionError(message)
            return _real(self, address)

        patch.setattr(socket.socket, name, near)
    yield
    patch.undo()
