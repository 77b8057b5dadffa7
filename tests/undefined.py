"""A template variable that does not exist fails the test that prints it."""

import sys
import sysconfig

LIBRARIES = sysconfig.get_path("purelib")


class Undefined(str):
    """The value of `string_if_invalid`: printing a variable that does not exist fails, in our templates.

    `{% if missing %}` stays allowed, and so do the libraries' templates, which count on silence.
    """

    __slots__ = ()

    def __new__(cls) -> "Undefined":
        return super().__new__(cls, "%s")

    def __mod__(self, variable: object) -> str:
        where = self._template()
        if where.startswith(LIBRARIES):
            return ""
        message = f"{variable} is not defined in {where}"
        raise AssertionError(message)

    @staticmethod
    def _template() -> str:
        frame = sys._getframe(2)
        while frame:
            context = frame.f_locals.get("context")
            template = getattr(getattr(context, "render_context", None), "template", None)
            if template is not None:
                return str(template.origin.name)
            frame = frame.f_back
        return "a template"
