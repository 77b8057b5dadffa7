"""The timeline in Chromium: who is signed in, and a hand that carries bars by mouse or by finger."""

from contextlib import contextmanager

from django.test import Client

from venues.halls.models import HallBooking

HOURS = 18  # on the axis of a day
DAY = 24 * 60  # minutes


@contextmanager
def signed_in(page, live_server, user):
    """The page of a browser in which the user is signed in; a refusal is noted by the browser itself."""
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    assert [one for one in complaints if "422" not in one] == []


def bar(page, booking):
    return page.locator(f"#b-{booking.public_id}")


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def way(page, booking, minutes, to, hours=HOURS):
    """From the middle of the bar to where it is carried: two points of the screen."""
    body = bar(page, booking).locator("rect.it")
    body.scroll_into_view_if_needed()
    x, y = middle(body)
    wide = page.locator("td.tl svg.plot").first.bounding_box()["width"]
    x2 = x + minutes * wide / (hours * 60)
    y2 = middle(page.locator(f"[data-lane='{to.public_id}']"))[1] if to else y
    return (x, y), (x2, y2)


def drag(page, booking, *, minutes=0, to=None, drop=True, hours=HOURS):
    """Take the bar in its middle, carry it, and let it go unless told otherwise."""
    (x, y), (x2, y2) = way(page, booking, minutes, to, hours)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + (x2 - x) / 2, y + (y2 - y) / 2)
    page.mouse.move(x2, y2)
    if drop:
        page.mouse.up()


def until(page, condition, arg=None):
    """Wait for a condition in script; Playwright's own way evaluates text, which the content policy refuses."""
    page.evaluate(
        f"""arg => new Promise((done, fail) => {{
            const look = () => {{ if ({condition}) done(); else requestAnimationFrame(look); }};
            setTimeout(() => fail(new Error("never came true")), 5000);
            look();
        }})""",
        arg,
    )


class Finger:
    """One finger on the glass."""

    def __init__(self, page):
        self.devtools = page.context.new_cdp_session(page)

    def down(self, x, y):
        self.send("touchStart", [{"x": x, "y": y}])

    def move(self, x, y):
        self.send("touchMove", [{"x": x, "y": y}])

    def up(self):
        self.send("touchEnd", [])

    def send(self, kind, points):
        self.devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def swipe(self, x, y, *, across=0, along=0):
        """Down, away by so many px and up."""
        self.down(x, y)
        for step in range(1, 7):
            self.move(x + across * step / 6, y + along * step / 6)
        self.up()


def stored(booking):
    row = HallBooking.objects.select_related("hall").get(pk=booking.pk)
    return row.hall.code, row.starts_at, row.revision
