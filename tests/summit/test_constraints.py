"""What the database itself refuses, tried by breaking it, on the engine of this run."""

import datetime as dt
import sqlite3
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Q

from summit.constraints import Acyclic, NoOverlap, one_of
from tests.racing import needs_postgresql, race
from tests.testapp.models import Booking, Job, Line, Need, Room, Stay


def day(number):
    return dt.date(2025, 12, number)


def refused(name):
    """The act inside is refused by the database, in the name of the constraint."""
    return pytest.raises(IntegrityError, match=name)


@pytest.fixture
def room(db):
    return Room.objects.create(number="1")


@pytest.fixture
def stay(room):
    return Stay.objects.create(room=room, check_in=day(20), check_out=day(23))


class TestNoOverlap:
    @pytest.mark.parametrize(("start", "end"), [(20, 23), (19, 21), (22, 24), (21, 22), (19, 24)])
    def test_every_kind_of_overlap_is_refused(self, stay, start, end):
        with refused("one_stay_per_room_and_night"), transaction.atomic():
            Stay.objects.create(room=stay.room, check_in=day(start), check_out=day(end))

    def test_stays_that_touch_and_other_rooms_are_accepted(self, stay):
        other = Room.objects.create(number="2")
        for room, start, end in [(stay.room, 23, 24), (stay.room, 18, 20), (other, 20, 23)]:
            Stay.objects.create(room=room, check_in=day(start), check_out=day(end))
        assert Stay.objects.count() == 4

    def test_rows_outside_the_condition_do_not_count_until_they_come_back(self, stay):
        released = Stay.objects.create(
            room=stay.room, check_in=day(20), check_out=day(23), state=Stay.State.RELEASED
        )
        with refused("one_stay_per_room_and_night"), transaction.atomic():
            Stay.objects.filter(pk=released.pk).update(state=Stay.State.HELD)

    def test_a_moved_stay_is_refused_and_an_unrelated_change_is_not(self, stay):
        later = Stay.objects.create(room=stay.room, check_in=day(23), check_out=day(25))
        with refused("one_stay_per_room_and_night"), transaction.atomic():
            Stay.objects.filter(pk=later.pk).update(check_in=day(22))
        Stay.objects.filter(pk=later.pk).update(note="late arrival")

    def test_bulk_create_and_raw_sql_are_held_too(self, room):
        with refused("one_stay_per_room_and_night"), transaction.atomic():
            Stay.objects.bulk_create(
                [
                    Stay(room=room, check_in=day(1), check_out=day(3)),
                    Stay(room=room, check_in=day(2), check_out=day(4)),
                ]
            )
        Stay.objects.create(room=room, check_in=day(1), check_out=day(3))
        with refused("one_stay_per_room_and_night"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO testapp_stay (room_id, check_in, check_out, state, note) "
                "SELECT room_id, check_in, check_out, state, note FROM testapp_stay"
            )

    def test_an_open_end_reaches_for_ever(self, room):
        Stay.objects.create(room=room, check_in=day(20), check_out=None)
        Stay.objects.create(room=room, check_in=day(18), check_out=day(20))
        with refused("one_stay_per_room_and_night"), transaction.atomic():
            Stay.objects.create(room=room, check_in=day(28), check_out=day(29))
        with pytest.raises(ValidationError):
            Stay(room=room, check_in=day(28), check_out=day(29)).full_clean()

    def test_times_of_a_day_are_half_open(self, room):
        nine, hour = dt.datetime(2025, 12, 22, 9, tzinfo=dt.UTC), dt.timedelta(hours=1)
        Booking.objects.create(hall=room, starts_at=nine, ends_at=nine + hour)
        Booking.objects.create(hall=room, starts_at=nine + hour, ends_at=nine + 2 * hour)
        with refused("one_booking_per_hall"), transaction.atomic():
            Booking.objects.create(hall=room, starts_at=nine + hour / 2, ends_at=nine + hour)

    def test_forms_get_the_sentence_beforehand(self, stay):
        with pytest.raises(ValidationError) as found:
            Stay(room=stay.room, check_in=day(20), check_out=day(21)).full_clean()
        assert found.value.messages == ["taken"]
        Stay(room=stay.room, check_in=day(20), check_out=day(21), state=Stay.State.RELEASED).full_clean()
        stay.full_clean()

    def test_validation_stays_away_from_excluded_fields(self, stay):
        Stay(room=stay.room, check_in=day(20), check_out=day(21)).full_clean(exclude=["room"])

    def test_it_compares_and_describes_itself(self):
        rule = NoOverlap(resource="room", start="a", end="b", condition=Q(x=1), name="n")
        assert rule == rule.clone()
        assert rule != NoOverlap(resource="room", start="a", end="b", name="n")
        assert rule.deconstruct()[0] == "summit.constraints.NoOverlap"

    @pytest.mark.django_db(transaction=True)
    def test_of_fifty_racers_one_gets_the_room(self):
        room = Room.objects.create(number="1")

        def book():
            Stay.objects.create(room=room, check_in=day(20), check_out=day(22))

        # PostgreSQL ends some of the losers as deadlocked: two inserts that wait for each other.
        outcomes = race(*[book] * 50, refusals=(IntegrityError, OperationalError))
        assert outcomes.count("done") == 1
        assert Stay.objects.count() == 1


class TestAppendOnly:
    @pytest.mark.parametrize(
        "break_it",
        [
            lambda line: Line.objects.filter(pk=line.pk).update(text="other"),
            lambda line: line.delete(),
            lambda line: Line.objects.bulk_update([line], ["text"]),
            lambda line: Line.objects.bulk_create(
                [line], update_conflicts=True, unique_fields=["id"], update_fields=["text"]
            ),
        ],
    )
    def test_a_row_stands(self, db, break_it):
        line = Line.objects.create(text="said")
        with refused("line_stands"), transaction.atomic():
            break_it(line)
        assert list(Line.objects.values_list("text", flat=True)) == ["said"]

    @needs_postgresql
    @pytest.mark.django_db
    def test_the_table_cannot_be_emptied(self):
        Line.objects.create(text="said")
        with refused("line_stands"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE testapp_line")
        assert Line.objects.count() == 1


class TestOneOf:
    def test_the_database_refuses_an_unknown_value(self, stay):
        with refused("stay_state_known"), transaction.atomic():
            Stay.objects.filter(pk=stay.pk).update(state="lost")

    def test_values_pairs_and_choices_give_the_same_rule(self):
        values = one_of("state", ["held", "confirmed", "released"], name="n")
        assert values == one_of("state", Stay.State, name="n")
        assert values == one_of("state", Stay.State.choices, name="n")
        assert values.deconstruct()[0] == "django.db.models.CheckConstraint"

    def test_a_forgotten_choice_fails_the_system_check(self):
        rule = one_of("state", ["held", "confirmed"], name="n")
        assert [error.id for error in rule._check(Stay, connection)] == ["summit.E030"]
        assert one_of("state", Stay.State, name="n")._check(Stay, connection) == []


@pytest.fixture
def jobs(db):
    return [Job.objects.create(name=str(rank), rank=rank) for rank in range(4)]


class TestAcyclic:
    def test_a_chain_is_accepted(self, jobs):
        Need.objects.bulk_create([Need(job=jobs[n + 1], needed=jobs[n]) for n in range(3)])
        assert list(Need.objects.order_by("pk").values_list("job_rank", "needed_rank")) == [
            (1, 0),
            (2, 1),
            (3, 2),
        ]

    @pytest.mark.parametrize(("job", "needed"), [(0, 1), (1, 1), (0, 3)])
    def test_what_does_not_rank_lower_cannot_be_needed(self, jobs, job, needed):
        with refused("need_acyclic"), transaction.atomic():
            Need.objects.create(job=jobs[job], needed=jobs[needed])
        with refused("need_acyclic"), transaction.atomic():
            Need.objects.bulk_create([Need(job=jobs[job], needed=jobs[needed])])

    def test_a_false_rank_is_refused(self, jobs):
        first, second = jobs[0], jobs[1]
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO testapp_need (job_id, needed_id, job_rank, needed_rank) VALUES (%s, %s, 9, 1)",
                [first.pk, second.pk],
            )
            connection.check_constraints()
        need = Need.objects.create(job=second, needed=first)
        with pytest.raises(IntegrityError), transaction.atomic():
            Need.objects.filter(pk=need.pk).update(job_rank=7)

    def test_turning_a_dependency_round_is_refused(self, jobs):
        need = Need.objects.create(job=jobs[1], needed=jobs[0])
        with pytest.raises(IntegrityError), transaction.atomic():
            Need.objects.filter(pk=need.pk).update(job=jobs[0], needed=jobs[1])

    def test_a_rank_that_moves_takes_its_copies_along_or_is_refused(self, jobs):
        Need.objects.create(job=jobs[1], needed=jobs[0])
        Job.objects.filter(pk=jobs[1].pk).update(rank=8)
        assert Need.objects.get().job_rank == 8
        with refused("need_acyclic"), transaction.atomic():
            Job.objects.filter(pk=jobs[0].pk).update(rank=8)
        with refused("need_acyclic"), transaction.atomic():
            Job.objects.filter(pk=jobs[1].pk).update(rank=0)

    def test_a_circle_cannot_be_closed_by_any_order_of_updates(self, jobs):
        Need.objects.create(job=jobs[1], needed=jobs[0])
        with pytest.raises(IntegrityError), transaction.atomic():
            Job.objects.filter(pk=jobs[0].pk).update(rank=5)
            Need.objects.create(job=Job.objects.get(pk=jobs[0].pk), needed=jobs[1])

    def test_jobs_and_needs_can_be_deleted(self, jobs):
        Need.objects.create(job=jobs[1], needed=jobs[0])
        jobs[1].delete()
        jobs[0].delete()
        assert (Need.objects.count(), Job.objects.count()) == (0, 2)

    def test_the_system_check_says_what_is_missing(self):
        rule = Acyclic(source="hall", target="hall", rank="number", name="n")
        assert [error.id for error in rule._check(Booking, connection)] == ["summit.E031"] * 3
        assert Need._meta.constraints[0]._check(Need, connection) == []


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the triggers are SQLite's")
def test_on_a_sqlite_file_one_of_many_connections_gets_the_room(tmp_path, db):
    path = tmp_path / "race.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name IN ('testapp_room', 'testapp_stay') "
            "AND sql IS NOT NULL ORDER BY type = 'trigger', type = 'index'"
        )
        script = [sql for (sql,) in cursor.fetchall()]
    setting_up = sqlite3.connect(path)
    for sql in script:
        setting_up.execute(sql)
    setting_up.execute("INSERT INTO testapp_room VALUES (1, '1')")
    setting_up.commit()
    setting_up.close()
    start, outcomes = threading.Barrier(8), []

    def book():
        own = sqlite3.connect(path, timeout=30, isolation_level=None)
        start.wait()
        try:
            own.execute("BEGIN IMMEDIATE")
            own.execute(
                "INSERT INTO testapp_stay (room_id, check_in, check_out, state, note) "
                "VALUES (1, '2025-12-20', '2025-12-22', 'held', '')"
            )
            own.execute("COMMIT")
            outcomes.append("done")
        except sqlite3.IntegrityError as refusal:
            outcomes.append(str(refusal))
        finally:
            own.close()

    threads = [threading.Thread(target=book) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done"] + ["one_stay_per_room_and_night"] * 7
