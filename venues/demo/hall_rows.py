"""Parts, halls, layouts and equipment of the demo's sites."""

import json
from functools import cache
from pathlib import Path

from summit.demo.ground import lasting_id, text
from summit.event.models import Zone
from venues.halls.models import Hall, HallEquipment, HallLayout, HallPart, PartOfHall

DATA = Path(__file__).with_name("data")
COPIED = (
    "code", "order", "seats", "booths", "screens", "network_seats", "power_backup", "accessible", "setup_minutes",
    "clearing_minutes", "remarks",
)  # fmt: skip


@cache
def told(name: str) -> dict:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def lay(ground) -> dict[str, Hall]:
    """Write the halls; returns them by code."""
    zones = {zone.code: zone for zone in Zone.objects.of(ground.summit)}
    parts = {
        row["code"]: HallPart.objects.create(
            summit=ground.summit,
            public_id=lasting_id("hallpart", row["code"]),
            site=ground.sites[row["site"]],
            code=row["code"],
            name=text(row["name"]),
        )
        for row in told("halls")["parts"]
    }
    return {row["code"]: lay_hall(ground, zones, parts, row) for row in told("halls")["halls"]}


def lay_hall(ground, zones, parts, row) -> Hall:
    hall = Hall.objects.create(
        summit=ground.summit,
        public_id=lasting_id("hall", row["code"]),
        name=text(row["name"]),
        site=ground.sites[row["site"]],
        zone=zones[row["zone"]],
        **{name: row[name] for name in COPIED},
    )
    PartOfHall.objects.bulk_create(
        PartOfHall(summit=hall.summit, hall=hall, part=parts[code]) for code in row["parts"]
    )
    HallLayout.objects.bulk_create(
        HallLayout(
            summit=ground.summit,
            public_id=lasting_id("layout", f"{hall.code}:{layout}"),
            hall=hall,
            layout=layout,
            seats=seats,
        )
        for layout, seats in row["layouts"].items()
    )
    HallEquipment.objects.bulk_create(
        HallEquipment(
            summit=ground.summit,
            public_id=lasting_id("equipment", f"{hall.code}:{item}"),
            hall=hall,
            item=item,
            quantity=quantity,
        )
        for item, quantity in row["equipment"].items()
    )
    return hall
