"""Fetch the front-end files:  python tests/vendor_assets.py

Chosen files of pinned npm packages and their licences, copied without a build. What it fetches is committed, so only
whoever changes a version needs npm. @tabler/core ships no licence file: the one beside it stands here by hand. VENDOR.json says which package and which bytes each file is.
"""

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCREEN = ROOT / "summit" / "static" / "summit" / "vendor"
PAPER = ROOT / "summit" / "fonts"  # outside static: documents read them, browsers never do
WANTED: dict[str, tuple[Path, list[str]]] = {
    "@tabler/core@1.6.1": (
        SCREEN / "tabler-core",
        ["dist/css/tabler.min.css", "dist/css/tabler.rtl.min.css"],
    ),
    "@fontsource/ibm-plex-sans-arabic@5.3.0": (
        SCREEN / "fontsource-ibm-plex-sans-arabic",
        [f"files/ibm-plex-sans-arabic-arabic-{weight}-normal.woff2" for weight in (400, 600)],
    ),
    "@expo-google-fonts/ibm-plex-sans-arabic@0.4.2": (
        PAPER,
        [f"{name}/IBMPlexSansArabic_{name}.ttf" for name in ("400Regular", "700Bold")],
    ),
    "@expo-google-fonts/ibm-plex-sans@0.4.1": (
        PAPER,
        [f"{name}/IBMPlexSans_{name}.ttf" for name in ("400Regular", "700Bold")],
    ),
}
LICENCE = re.compile(r"^package/(LICEN[CS]E|OFL|NOTICE)[^/]*$", re.IGNORECASE)
# The manifest of static files stops at a map that is not shipped.
SOURCE_MAP = re.compile(rb"(//|/\*)# ?sourceMappingURL=[^\s*]+(\s*\*/)?")


def main() -> int:
    for folder in (SCREEN, PAPER):
        written: dict[str, dict[str, object]] = {}
        for package, (home, files) in WANTED.items():
            if home.is_relative_to(folder):
                home.mkdir(parents=True, exist_ok=True)
                for path, content in unpack(package, files).items():
                    (home / path).write_bytes(content)
                    name = (home / path).relative_to(folder).as_posix()
                    digest = hashlib.sha256(content).hexdigest()
                    written[name] = {"from": package, "sha256": digest, "bytes": len(content)}
        (folder / "VENDOR.json").write_text(json.dumps(written, indent=1, sort_keys=True) + "\n")
        print(f"{folder.relative_to(ROOT)}: {len(written)} files")
    return 0


def unpack(package: str, files: list[str]) -> dict[str, bytes]:
    """The wanted files and the licences of one package, by the names they get here."""
    name = package.rsplit("@", 1)[0].strip("@").replace("/", "-")
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, package]
        packed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
        with tarfile.open(Path(folder, packed)) as archive:
            found = {}
            for member in archive.getnames():
                if LICENCE.match(member):
                    found[f"{name}.{member.split('/')[1]}"] = read(archive, member)
            for path in files:
                found[path.rsplit("/", 1)[-1]] = read(archive, f"package/{path}")
    return found


def read(archive: tarfile.TarFile, member: str) -> bytes:
    file = archive.extractfile(member)
    if file is None:
        sys.exit(f"{member} is not a file of its package.")
    content = file.read()
    return SOURCE_MAP.sub(b"", content) if member.endswith((".css", ".js")) else content


if __name__ == "__main__":
    sys.exit(main())
