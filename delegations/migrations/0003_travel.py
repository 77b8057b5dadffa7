import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import summit.clock
import summit.constraints
import summit.secrecy.fields
import summit.text
from summit.postgresql import trigram_index


class Migration(migrations.Migration):
    dependencies = [
        ("delegations", "0002_seats_and_precedence"),
        ("summit", "0004_import_of_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Flight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=summit.text.new_public_id, editable=False, max_length=16, unique=True
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="changed"),
                ),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                (
                    "request_type",
                    models.CharField(
                        choices=[("request", "request"), ("notification", "notification")],
                        default="request",
                        max_length=20,
                        verbose_name="nature",
                    ),
                ),
                (
                    "amendment",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="amendment"),
                ),
                ("landing", models.BooleanField(default=True, verbose_name="lands here")),
                (
                    "flight_rules",
                    models.CharField(
                        choices=[
                            ("I", "I, instruments"),
                            ("V", "V, visual"),
                            ("Y", "Y, instruments first"),
                            ("Z", "Z, visual first"),
                        ],
                        default="I",
                        max_length=1,
                        verbose_name="flight rules",
                    ),
                ),
                (
                    "aircraft_count",
                    models.PositiveSmallIntegerField(default=1, verbose_name="number of aircraft"),
                ),
                ("aircraft_type", models.CharField(max_length=60, verbose_name="type of aircraft")),
                ("registration", models.CharField(max_length=20, verbose_name="registration")),
                ("spare", models.CharField(blank=True, max_length=60, verbose_name="spare aircraft")),
                ("callsign", models.CharField(max_length=20, verbose_name="call sign")),
                (
                    "spare_callsign",
                    models.CharField(blank=True, max_length=20, verbose_name="call sign of the spare"),
                ),
                ("operator", models.CharField(blank=True, max_length=100, verbose_name="operator")),
                ("crew", models.PositiveSmallIntegerField(default=0, verbose_name="crew")),
                ("pilot", models.CharField(blank=True, max_length=200, verbose_name="pilot: rank and name")),
                ("sensors", models.BooleanField(default=False, verbose_name="cameras or sensors")),
                ("armament", models.BooleanField(default=False, verbose_name="armament on board")),
                (
                    "electronic_warfare",
                    models.BooleanField(default=False, verbose_name="electronic warfare equipment"),
                ),
                ("purpose", models.CharField(blank=True, max_length=300, verbose_name="purpose")),
                ("departure", models.CharField(max_length=60, verbose_name="airport of departure")),
                ("destination", models.CharField(max_length=60, verbose_name="airport of destination")),
                (
                    "alternates",
                    models.CharField(blank=True, max_length=200, verbose_name="alternate airports"),
                ),
                (
                    "frequencies",
                    models.CharField(blank=True, max_length=200, verbose_name="radio frequencies"),
                ),
                ("passengers", models.PositiveSmallIntegerField(default=0, verbose_name="passengers")),
                ("vip", models.CharField(blank=True, max_length=200, verbose_name="principal on board")),
                ("dangerous_goods", models.BooleanField(default=False, verbose_name="dangerous goods")),
                (
                    "goods_detail",
                    summit.secrecy.fields.EncryptedTextField(
                        blank=True,
                        default="",
                        verbose_name="dangerous goods: UN number, name, class, group, mass",
                    ),
                ),
                (
                    "itinerary",
                    summit.secrecy.fields.EncryptedTextField(
                        blank=True,
                        default="",
                        verbose_name="itinerary: state, entry point and time, route, exit point and time",
                    ),
                ),
                ("contact", models.CharField(blank=True, max_length=200, verbose_name="contact")),
                ("remarks", models.TextField(blank=True, max_length=2000, verbose_name="remarks")),
                ("arrives_at", models.DateTimeField(blank=True, null=True, verbose_name="arrival")),
                ("departs_at", models.DateTimeField(blank=True, null=True, verbose_name="departure")),
                (
                    "mass_kg",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="take-off mass, kg"),
                ),
                (
                    "wingspan_cm",
                    models.PositiveIntegerField(
                        default=3500,
                        validators=[
                            django.core.validators.MinValueValidator(300),
                            django.core.validators.MaxValueValidator(12000),
                        ],
                        verbose_name="wingspan, cm",
                    ),
                ),
                ("handler", models.CharField(blank=True, max_length=100, verbose_name="handling agent")),
                (
                    "fuel_litres",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="fuel wanted, litres"),
                ),
                (
                    "repositioning",
                    models.CharField(blank=True, max_length=60, verbose_name="waits at the airport of"),
                ),
                (
                    "crew_hotel",
                    models.CharField(blank=True, max_length=100, verbose_name="hotel of the crew"),
                ),
                ("guard", models.BooleanField(default=False, verbose_name="guarded overnight")),
                ("insurance", models.CharField(blank=True, max_length=100, verbose_name="insurance")),
                (
                    "defence_opinion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "awaited"),
                            ("favourable", "favourable"),
                            ("reserve", "with reserve"),
                            ("unfavourable", "unfavourable"),
                        ],
                        default="",
                        editable=False,
                        max_length=20,
                        verbose_name="opinion of defence",
                    ),
                ),
                ("defence_at", models.DateTimeField(editable=False, null=True)),
                (
                    "aviation_opinion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "awaited"),
                            ("favourable", "favourable"),
                            ("reserve", "with reserve"),
                            ("unfavourable", "unfavourable"),
                        ],
                        default="",
                        editable=False,
                        max_length=20,
                        verbose_name="opinion of civil aviation",
                    ),
                ),
                ("aviation_at", models.DateTimeField(editable=False, null=True)),
                (
                    "clearance_number",
                    models.CharField(
                        blank=True, editable=False, max_length=60, verbose_name="clearance number"
                    ),
                ),
                (
                    "valid_from",
                    models.DateTimeField(editable=False, null=True, verbose_name="clearance valid from"),
                ),
                (
                    "valid_until",
                    models.DateTimeField(editable=False, null=True, verbose_name="clearance valid until"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("opinions", "Opinions asked"),
                            ("granted", "Cleared"),
                            ("amended", "Being amended"),
                            ("used", "Flown"),
                            ("expired", "Expired"),
                            ("refused", "Refused"),
                        ],
                        default="received",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("sort_key", summit.text.SortKeyField(default="", editable=False, max_length=200)),
                (
                    "aviation_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "defence_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flights",
                        to="delegations.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="delegations.noteverbale",
                        verbose_name="asked by the note",
                    ),
                ),
                (
                    "summit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.summit",
                        verbose_name="summit",
                    ),
                ),
            ],
            options={
                "verbose_name": "special flight",
                "verbose_name_plural": "special flights",
                "ordering": ["sort_key"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("summit", "code"),
                        name="flight_code",
                        violation_error_message="This code is already taken.",
                    ),
                    models.UniqueConstraint(fields=("id", "wingspan_cm"), name="flight_carries_its_wingspan"),
                    models.UniqueConstraint(
                        condition=models.Q(("clearance_number", ""), _negated=True),
                        fields=("summit", "clearance_number"),
                        name="flight_clearance_number",
                        violation_error_message="This clearance number is already taken.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("request_type__in", ["request", "notification"])),
                        name="flight_request",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("flight_rules__in", ["I", "V", "Y", "Z"])),
                        name="flight_rules",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("defence_opinion__in", ["", "favourable", "reserve", "unfavourable"])
                        ),
                        name="flight_defence_opinion",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("aviation_opinion__in", ["", "favourable", "reserve", "unfavourable"])
                        ),
                        name="flight_aviation_opinion",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["received", "opinions", "granted", "amended", "used", "expired", "refused"],
                            )
                        ),
                        name="flight_state",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["granted", "used", "expired"]), _negated=True),
                            models.Q(
                                models.Q(("clearance_number", ""), _negated=True),
                                ("defence_opinion__in", ["favourable", "reserve"]),
                                ("aviation_opinion__in", ["favourable", "reserve"]),
                            ),
                            _connector="OR",
                        ),
                        name="flight_granted_with_opinions",
                        violation_error_message="A clearance needs its number and both opinions, none of them unfavourable.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=summit.text.new_public_id, editable=False, max_length=16, unique=True
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="changed"),
                ),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                (
                    "direction",
                    models.CharField(
                        choices=[("arrival", "Arrival"), ("departure", "Departure")],
                        default="arrival",
                        max_length=10,
                        verbose_name="direction",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("commercial", "Commercial flight"),
                            ("special", "Special flight"),
                            ("road", "Road"),
                        ],
                        default="commercial",
                        max_length=20,
                        verbose_name="by",
                    ),
                ),
                ("party", models.PositiveIntegerField(default=1, verbose_name="people")),
                ("carrier", models.CharField(blank=True, max_length=100, verbose_name="carrier")),
                ("flight_no", models.CharField(blank=True, max_length=20, verbose_name="flight")),
                ("origin", models.CharField(blank=True, max_length=100, verbose_name="from")),
                ("destination", models.CharField(blank=True, max_length=100, verbose_name="to")),
                ("planned_at", models.DateTimeField(verbose_name="planned")),
                (
                    "estimated_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="estimated"),
                ),
                (
                    "landed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="landed or left"
                    ),
                ),
                (
                    "on_blocks_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="on blocks"),
                ),
                (
                    "left_airport_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="left the airport"
                    ),
                ),
                ("welcomed_by", models.CharField(blank=True, max_length=200, verbose_name="welcomed by")),
                ("honour_guard", models.BooleanField(default=False, verbose_name="guard of honour")),
                ("anthems", models.BooleanField(default=False, verbose_name="anthems")),
                ("red_carpet", models.BooleanField(default=False, verbose_name="red carpet")),
                ("gun_salute", models.BooleanField(default=False, verbose_name="gun salute")),
                ("lounge", models.CharField(blank=True, max_length=60, verbose_name="lounge")),
                (
                    "baggage",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="pieces of baggage"),
                ),
                (
                    "baggage_tag",
                    models.CharField(blank=True, max_length=30, verbose_name="colour of the tags"),
                ),
                ("vehicles", models.CharField(blank=True, max_length=100, verbose_name="vehicles")),
                ("onward", models.CharField(blank=True, max_length=100, verbose_name="taken to")),
                (
                    "visa",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not known"),
                            ("not_needed", "not needed"),
                            ("asked", "asked"),
                            ("granted", "granted"),
                            ("on_arrival", "on arrival"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="visa",
                    ),
                ),
                ("armed_party", models.BooleanField(default=False, verbose_name="weapons in the party")),
                ("assistance", models.CharField(blank=True, max_length=300, verbose_name="assistance")),
                ("remarks", models.TextField(blank=True, max_length=2000, verbose_name="remarks")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("announced", "Announced"),
                            ("confirmed", "Confirmed"),
                            ("delayed", "Delayed"),
                            ("en_route", "En route"),
                            ("landed", "Landed"),
                            ("handed_over", "Handed over"),
                            ("closed", "Closed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="announced",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="delegations.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "flight",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="delegations.flight",
                        verbose_name="special flight",
                    ),
                ),
                (
                    "greeter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="greeting officer",
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="delegations.membership",
                        verbose_name="led by",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.site",
                        verbose_name="terminal",
                    ),
                ),
                (
                    "summit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.summit",
                        verbose_name="summit",
                    ),
                ),
            ],
            options={
                "verbose_name": "movement",
                "verbose_name_plural": "movements",
                "ordering": ["planned_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("summit", "code"),
                        name="movement_code",
                        violation_error_message="This code is already taken.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["arrival", "departure"])),
                        name="movement_direction",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["commercial", "special", "road"])),
                        name="movement_mode",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visa__in", ["", "not_needed", "asked", "granted", "on_arrival"])
                        ),
                        name="movement_visa",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "announced",
                                    "confirmed",
                                    "delayed",
                                    "en_route",
                                    "landed",
                                    "handed_over",
                                    "closed",
                                    "cancelled",
                                ],
                            )
                        ),
                        name="movement_state",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("party__gte", 1)),
                        name="movement_of_somebody",
                        violation_error_message="Say how many people travel, one at least.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["landed", "handed_over", "closed"]), _negated=True),
                            ("landed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="movement_landed_at_some_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_blocks_at__isnull", True),
                            ("on_blocks_at__gte", models.F("landed_at")),
                            _connector="OR",
                        ),
                        name="movement_lands_before_its_blocks",
                    ),
                ],
                "indexes": [models.Index(fields=["summit", "planned_at"], name="movement_planned")],
            },
        ),
        migrations.CreateModel(
            name="Passenger",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="journeys",
                        to="delegations.membership",
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passengers",
                        to="delegations.movement",
                    ),
                ),
                (
                    "summit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.summit",
                        verbose_name="summit",
                    ),
                ),
            ],
            options={
                "verbose_name": "passenger",
                "verbose_name_plural": "passengers",
                "constraints": [
                    models.UniqueConstraint(fields=("movement", "membership"), name="passenger_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Stand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=summit.text.new_public_id, editable=False, max_length=16, unique=True
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="changed"),
                ),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                (
                    "use",
                    models.CharField(
                        choices=[("stay", "parking"), ("drop", "drop-and-go")],
                        default="stay",
                        max_length=10,
                        verbose_name="for",
                    ),
                ),
                (
                    "wingspan_cm",
                    models.PositiveIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(300),
                            django.core.validators.MaxValueValidator(12000),
                        ],
                        verbose_name="widest aircraft, cm",
                    ),
                ),
                ("remarks", models.CharField(blank=True, max_length=300, verbose_name="remarks")),
                ("sort_key", summit.text.SortKeyField(default="", editable=False, max_length=200)),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.site",
                        verbose_name="apron",
                    ),
                ),
                (
                    "summit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.summit",
                        verbose_name="summit",
                    ),
                ),
            ],
            options={
                "verbose_name": "aircraft stand",
                "verbose_name_plural": "aircraft stands",
                "ordering": ["sort_key"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("summit", "code"),
                        name="stand_code",
                        violation_error_message="This code is already taken.",
                    ),
                    models.UniqueConstraint(fields=("id", "wingspan_cm"), name="stand_carries_its_wingspan"),
                    models.CheckConstraint(
                        condition=models.Q(("use__in", ["stay", "drop"])),
                        name="stand_use",
                        violation_error_message="This value is not among the choices.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandAllocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=summit.text.new_public_id, editable=False, max_length=16, unique=True
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="changed"),
                ),
                (
                    "use",
                    models.CharField(
                        choices=[("stay", "stays"), ("drop", "sets down and goes")],
                        default="stay",
                        max_length=10,
                        verbose_name="stays or goes",
                    ),
                ),
                ("tug", models.BooleanField(default=False, verbose_name="tug wanted")),
                ("occupied_from", models.DateTimeField(verbose_name="occupied from")),
                ("occupied_until", models.DateTimeField(verbose_name="occupied until")),
                ("stand_limit_cm", summit.constraints.CarriedRank("stand", rank="wingspan_cm")),
                ("wingspan_cm", summit.constraints.CarriedRank("flight", rank="wingspan_cm")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("confirmed", "Confirmed"),
                            ("occupied", "Occupied"),
                            ("freed", "Freed"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "flight",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="delegations.flight",
                        verbose_name="special flight",
                    ),
                ),
                (
                    "stand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="delegations.stand",
                        verbose_name="aircraft stand",
                    ),
                ),
                (
                    "summit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.summit",
                        verbose_name="summit",
                    ),
                ),
            ],
            options={
                "verbose_name": "aircraft on a stand",
                "verbose_name_plural": "aircraft on stands",
                "ordering": ["occupied_from", "pk"],
                "constraints": [
                    summit.constraints.NoOverlap(
                        condition=models.Q(("state__in", ["proposed", "confirmed", "occupied"])),
                        end="occupied_until",
                        name="stand_one_aircraft_at_a_time",
                        resource="stand",
                        start="occupied_from",
                        violation_error_code="overlap",
                        violation_error_message="Another aircraft stands there at that time.",
                    ),
                    summit.constraints.Carried(
                        copy="stand_limit_cm",
                        end="stand",
                        name="allocation_of_its_stand",
                        source="wingspan_cm",
                    ),
                    summit.constraints.Carried(
                        copy="wingspan_cm",
                        end="flight",
                        name="allocation_of_its_flight",
                        source="wingspan_cm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "freed"),
                            ("wingspan_cm__lte", models.F("stand_limit_cm")),
                            _connector="OR",
                        ),
                        name="allocation_fits_the_stand",
                        violation_error_message="The aircraft is too wide for this stand.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("occupied_until__gt", models.F("occupied_from"))),
                        name="allocation_ends_after_it_starts",
                        violation_error_message="The end is not after the start.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("use__in", ["stay", "drop"])),
                        name="allocation_use",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "confirmed", "occupied", "freed"])),
                        name="allocation_state",
                        violation_error_message="This value is not among the choices.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TimeTold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "time_type",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("estimated", "estimated"),
                            ("landed", "landed or left"),
                            ("on_blocks", "on blocks"),
                            ("left", "left the airport"),
                        ],
                        max_length=20,
                        verbose_name="which time",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="time")),
                ("told_at", models.DateTimeField(default=summit.clock.now, verbose_name="told")),
                (
                    "movement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="times",
                        to="delegations.movement",
                    ),
                ),
                (
                    "summit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.summit",
                        verbose_name="summit",
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "time told",
                "verbose_name_plural": "times told",
                "ordering": ["-told_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("time_type__in", ["planned", "estimated", "landed", "on_blocks", "left"])
                        ),
                        name="timetold_type",
                        violation_error_message="This value is not among the choices.",
                    ),
                    summit.constraints.AppendOnly(name="timetold_stands"),
                ],
            },
        ),
        migrations.CreateModel(
            name="WeaponsDeclaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=summit.text.new_public_id, editable=False, max_length=16, unique=True
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="changed"),
                ),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                (
                    "carried",
                    models.CharField(
                        choices=[("cabin", "carried by the bearers"), ("hold", "in the hold")],
                        default="cabin",
                        max_length=10,
                        verbose_name="transport",
                    ),
                ),
                (
                    "storage",
                    summit.secrecy.fields.EncryptedTextField(blank=True, default="", verbose_name="kept at"),
                ),
                (
                    "zones",
                    summit.secrecy.fields.EncryptedTextField(
                        blank=True, default="", verbose_name="where they may be carried"
                    ),
                ),
                (
                    "policy_signed",
                    models.BooleanField(default=False, verbose_name="rules accepted and signed"),
                ),
                (
                    "permit",
                    summit.secrecy.fields.EncryptedTextField(
                        blank=True, default="", verbose_name="permit number"
                    ),
                ),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="permit valid until")),
                (
                    "remarks",
                    summit.secrecy.fields.EncryptedTextField(blank=True, default="", verbose_name="remarks"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("complete", "Complete"),
                            ("authorised", "Authorised"),
                            ("held", "Held at the airport"),
                            ("refused", "Refused"),
                            ("checked_in", "Counted in"),
                            ("checked_out", "Counted out"),
                            ("difference", "Difference"),
                        ],
                        default="received",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "arrives",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="delegations.movement",
                        verbose_name="comes in with",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weapons",
                        to="delegations.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "departs",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="delegations.movement",
                        verbose_name="leaves with",
                    ),
                ),
                (
                    "summit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.summit",
                        verbose_name="summit",
                    ),
                ),
            ],
            options={
                "verbose_name": "declaration of weapons",
                "verbose_name_plural": "declarations of weapons",
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("summit", "code"),
                        name="weapons_code",
                        violation_error_message="This code is already taken.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("carried__in", ["cabin", "hold"])),
                        name="weapons_carried",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "received",
                                    "complete",
                                    "authorised",
                                    "held",
                                    "refused",
                                    "checked_in",
                                    "checked_out",
                                    "difference",
                                ],
                            )
                        ),
                        name="weapons_state",
                        violation_error_message="This value is not among the choices.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Weapon",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=summit.text.new_public_id, editable=False, max_length=16, unique=True
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="changed"),
                ),
                (
                    "serial",
                    summit.secrecy.fields.EncryptedTextField(
                        blank=True, default="", verbose_name="serial number"
                    ),
                ),
                (
                    "serial_key",
                    summit.secrecy.fields.BlindIndexField(purpose="weapon.serial", source="serial"),
                ),
                ("details", summit.secrecy.fields.EncryptedJSONField(default=dict, verbose_name="weapon")),
                (
                    "counts",
                    summit.secrecy.fields.EncryptedJSONField(default=dict, verbose_name="pieces and rounds"),
                ),
                (
                    "bearer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="delegations.membership",
                        verbose_name="bearer",
                    ),
                ),
                (
                    "summit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.summit",
                        verbose_name="summit",
                    ),
                ),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="delegations.weaponsdeclaration",
                    ),
                ),
            ],
            options={
                "verbose_name": "weapon",
                "verbose_name_plural": "weapons",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("summit", "serial_key"),
                        name="weapon_serial_once",
                        violation_error_message="This serial number is already declared.",
                    )
                ],
            },
        ),
        trigram_index("delegations_movement"),
        trigram_index("delegations_flight"),
    ]
