"""Private files: what is let in, what is kept of it, who gets it out."""

import datetime as dt
import hashlib
import io
import os
import struct
import zipfile
import zlib

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, PngImagePlugin

from summit import audit, files, secrecy
from summit.files import content, pictures, reading
from summit.files.forms import PrivateFileField
from summit.files.models import StoredFile, private_storage
from summit.files.sweeping import sweep
from tests.testapp.models import Dossier

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def picture(name="JPEG", size=(60, 40), mode="RGB", **options):
    target = io.BytesIO()
    Image.new(mode, size, "red").save(target, name, **options)
    return target.getvalue()


def archive(**members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in members.items():
            packed.writestr(name, text)
    return target.getvalue()


def docx(**more):
    return archive(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"} | more)


def odt(mimetype="application/vnd.oasis.opendocument.text", **more):
    return archive(**{"mimetype": mimetype, "content.xml": "<x/>"} | more)


def upload(data, name="file.pdf"):
    return PrivateFileField().clean(SimpleUploadedFile(name, data))


def huge_png(width, height):
    """A few bytes that claim to be a picture of any size."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


class TestWhatIsLetIn:
    @pytest.mark.parametrize(
        ("data", "name", "kind", "kept"),
        [
            (PDF, "Note.PDF", "application/pdf", "Note.pdf"),
            (picture(), "photo.jpeg", "image/jpeg", "photo.jpeg"),
            (picture("PNG"), "photo.jpg", "image/png", "photo.png"),
            (picture("WEBP"), "photo.webp", "image/webp", "photo.webp"),
            (docx(), "lettre.docx", f"{content.OOXML}wordprocessingml.document", "lettre.docx"),
            (odt(), "lettre.odt", f"{content.ODF}text", "lettre.odt"),
            ("nom;âge\n<5 ans;3".encode(), "liste.csv", "text/csv", "liste.csv"),
            ("ملاحظة".encode(), "note.txt", "text/plain", "note.txt"),
        ],
    )
    def test_the_content_says_what_it_is(self, data, name, kind, kept):
        accepted = upload(data, name)
        assert (accepted.content_type, accepted.name) == (kind, kept)

    @pytest.mark.parametrize(
        ("data", "name", "code"),
        [
            (b"MZ\x90\x00\x03" + b"\0" * 200, "program.pdf", "not_allowed"),
            (b"\x7fELF\x02\x01", "program.txt", "not_allowed"),
            (
                b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
                "drawing.svg",
                "not_allowed",
            ),
            (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "drawing.txt", "not_allowed"),
            (b"<!DOCTYPE html><p>hello", "page.txt", "not_allowed"),
            (b"hello <script>alert(1)</script>", "page.csv", "not_allowed"),
            (b"plain words", "words.html", "not_allowed"),
            (b"a\x00b", "words.txt", "not_allowed"),
            ("été".encode("latin-1"), "words.txt", "not_allowed"),
            (archive(**{"a.txt": "x"}), "plain.zip", "not_allowed"),
            (archive(**{"a.txt": "x"}), "plain.docx", "not_allowed"),
            (odt("application/x-evil"), "plain.odt", "not_allowed"),
            (docx(**{"word/vbaProject.bin": "x"}), "macros.docx", "macros"),
            (odt(**{"Basic/Standard/Module1.xml": "x"}), "macros.odt", "macros"),
            (
                docx(**{"word/media/a.bin": b"\0" * (content.MAX_UNPACKED_BYTES + 1)}),
                "bomb.docx",
                "too_large",
            ),
            (docx()[:-30], "cut.docx", "damaged"),
            (PDF[:-10], "cut.pdf", "damaged"),
            (picture()[:200], "cut.jpg", "unreadable"),
            (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "not.png", "unreadable"),
            (huge_png(20_000, 20_000), "bomb.png", "too_large"),
            (huge_png(9_000, 9_000), "bomb.png", "too_large"),
            (b"", "empty.pdf", "empty"),
            (PDF + b"\0" * content.MAX_BYTES, "large.pdf", "too_large"),
            (b"\0" * (60 * 1024 * 1024), "larger.pdf", "too_large"),
        ],
    )
    def test_everything_else_is_refused_with_a_sentence(self, data, name, code):
        with pytest.raises(ValidationError) as found:
            upload(data, name)
        assert [error.code for error in found.value.error_list] == [code]
        assert found.value.messages[0].endswith(".")

    @pytest.mark.parametrize(
        ("name", "kept"),
        [
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\Users\\x\\note.pdf", "note.pdf"),
            ("\u202efdp.exe", "fdp.pdf"),
            ("a\x00b\nc.pdf", "abc.pdf"),
            ("..", "file.pdf"),
            (".pdf", "pdf.pdf"),
            ('a"<b>:c.pdf', "a b c.pdf"),
            ("é" * 400 + ".pdf", "é" * 146 + ".pdf"),
            ("تقرير نهائي.pdf", "تقرير نهائي.pdf"),
        ],
    )
    def test_a_name_cannot_lead_anywhere(self, name, kept):
        assert content.safe_name(name, "application/pdf") == kept


class TestPictures:
    def test_nothing_but_the_picture_is_kept(self):
        exif = Image.Exif()
        exif[ExifTags.Base.Make] = "SpyCam"
        exif[ExifTags.Base.Orientation] = 6
        exif.get_ifd(ExifTags.IFD.GPSInfo)[1] = "N"
        redrawn = pictures.redrawn(picture(exif=exif, comment=b"secret words"), "image/jpeg")
        assert b"SpyCam" not in redrawn
        assert b"secret words" not in redrawn
        with Image.open(io.BytesIO(redrawn)) as image:
            assert dict(image.getexif()) == {}
            assert image.size == (40, 60)  # turned upright before the note of it went

    def test_words_in_a_png_go_too(self):
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", "somebody")
        redrawn = pictures.redrawn(picture("PNG", pnginfo=words), "image/png")
        assert b"somebody" not in redrawn

    def test_a_large_picture_is_made_smaller(self):
        with Image.open(io.BytesIO(pictures.redrawn(picture(size=(6000, 1500)), "image/jpeg"))) as image:
            assert image.size == (4000, 1000)

    @pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "I;16"])
    def test_transparency_survives_and_every_mode_is_drawn(self, mode):
        target = io.BytesIO()
        Image.new(mode, (5, 5)).save(target, "PNG")
        with Image.open(io.BytesIO(pictures.redrawn(target.getvalue(), "image/png"))) as image:
            assert image.mode == ("RGBA" if mode in {"RGBA", "LA"} else "RGB")


@pytest.fixture(autouse=True)
def _rule(monkeypatch):
    """Files of dossiers are open to whoever sees the dossier."""
    monkeypatch.setattr(reading, "RULES", {})
    files.register(
        "dossier", lambda file, user: Dossier.objects.visible_to(user).filter(photo=file).exists(), secrecy.S2
    )
    files.register("opinion", lambda file, user: user.username == "coordinator", secrecy.S3)


def status(client, file):
    """What the download answers; read to the end, which closes the file."""
    response = client.get(file.get_absolute_url())
    response.getvalue()
    return response.status_code


def stored(summit, by, kind="dossier", data=PDF, name="Note d'été.pdf"):
    return files.store(upload(data, name), kind=kind, summit=summit, by=by)


class TestGivingOut:
    def test_it_is_kept_under_a_random_path_outside_the_static_files(self, summit, coordinator, settings):
        file = stored(summit, coordinator)
        path = file.stored.path
        assert path.startswith(str(settings.MEDIA_ROOT))
        assert "Note" not in path
        assert file.sha256 == hashlib.sha256(PDF).hexdigest()
        assert (file.size_bytes, file.level) == (len(PDF), "S2")
        assert not os.stat(path).st_mode & 0o007  # noqa: PTH116 - a plain path
        with pytest.raises(ValueError, match="no address"):
            _ = file.stored.url

    def test_whoever_sees_the_row_gets_the_file_as_an_attachment(self, summit, coordinator, auditor, as_user):
        file = stored(summit, coordinator)
        Dossier.objects.create(summit=summit, photo=file)
        response = as_user(auditor).get(file.get_absolute_url())
        assert response.getvalue() == PDF
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"].startswith("attachment; filename")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]
        assert response["Cache-Control"] == "private, no-store"

    def test_the_ministry_next_door_another_summit_and_visitors_find_nothing(
        self, summit, coordinator, stranger, outsider, visitor, as_user, client
    ):
        file = stored(summit, coordinator)
        Dossier.objects.create(summit=summit, photo=file)
        for person in (stranger, outsider, visitor):
            assert status(as_user(person), file) == 404
        client.logout()
        assert status(client, file) == 302

    def test_while_no_row_holds_it_only_its_uploader_gets_it(self, summit, coordinator, stranger, as_user):
        file = stored(summit, stranger)
        assert status(as_user(stranger), file) == 200
        assert status(as_user(coordinator), file) == 404
        Dossier.objects.create(summit=summit, photo=file)
        assert status(as_user(stranger), file) == 404
        assert status(as_user(coordinator), file) == 200

    def test_a_kind_that_nobody_guards_is_closed(self, summit, coordinator, as_user):
        file = stored(summit, coordinator, kind="unknown")
        Dossier.objects.create(summit=summit, photo=file)
        assert status(as_user(coordinator), file) == 404

    def test_a_restricted_file_leaves_a_trace(self, summit, coordinator, as_user):
        restricted, plain = stored(summit, coordinator, "opinion"), stored(summit, coordinator)
        for file in (restricted, plain):
            Dossier.objects.create(summit=summit, photo=file)
            assert status(as_user(coordinator), file) == 200
        assert [entry.verb for entry in audit.history(restricted)] == ["download"]
        assert not audit.history(plain).exists()

    def test_two_rules_for_one_kind_are_a_mistake(self):
        with pytest.raises(ValueError, match="dossier"):
            files.register("dossier", lambda file, user: True)


class TestEndOfLife:
    def test_purge_takes_bytes_and_name_of_personal_files_only(
        self, summit, coordinator, as_user, django_capture_on_commit_callbacks
    ):
        personal, plain = stored(summit, coordinator), stored(summit, coordinator, kind="minutes")
        path = personal.stored.path
        after = dt.datetime.combine(summit.ends_on, dt.time(12), dt.UTC) + dt.timedelta(days=91)
        with time_machine.travel(after), django_capture_on_commit_callbacks(execute=True):
            certificate = secrecy.purge(summit, by=coordinator)
        assert [line["rows"] for line in certificate.erased if line["model"] == "summit.StoredFile"] == [1, 0]
        personal.refresh_from_db()
        plain.refresh_from_db()
        assert (personal.name, bool(personal.stored), os.path.exists(path)) == ("", False, False)  # noqa: PTH110
        assert plain.stored.read() == PDF
        plain.stored.close()
        assert status(as_user(coordinator), personal) == 404

    def test_the_sweep_takes_what_nothing_holds_after_two_days(self, summit, coordinator):
        held, unheld = stored(summit, coordinator), stored(summit, coordinator)
        Dossier.objects.create(summit=summit, photo=held)
        storage = private_storage()
        lost = storage.save("ff/lost", io.BytesIO(b"x"))
        assert sweep() == 0
        with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=3)):
            assert sweep() >= 2
        assert list(StoredFile.objects.all()) == [held]
        assert [storage.exists(path) for path in (held.stored.name, unheld.stored.name, lost)] == [
            True,
            False,
            False,
        ]

    def test_every_holder_of_a_file_is_known(self):
        assert Dossier._meta.get_field("photo") in StoredFile.holders()
