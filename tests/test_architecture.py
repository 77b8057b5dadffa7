"""The house: imports point left, slices keep their order, nothing grows past its ceiling."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APPS = ("summit", "delegations", "venues")
SLICES = {
    "summit": ("event", "accounts", "tasks", "meetings", "programme", "operations", "notifications", "demo"),
    "delegations": ("roster", "sessions", "protocol", "travel", "press", "accreditation", "demo"),
    "venues": ("halls", "accommodation", "transport", "seating", "demo"),
}
# The composition root names every slice: settings, addresses, tables, admin and what loading an app fills.
COMPOSITION_ROOT = {
    "summit/settings.py",
    "summit/urls.py",
    "summit/apps.py",
    "summit/models.py",
    "summit/admin.py",
    "delegations/models.py",
    "venues/models.py",
}
# The ground floor asks these two slices for the summit, the person and the committee's bodies: they are its tables.
GROUND_TABLES = {"summit.event.models", "summit.accounts.models", "summit.accounts.access"}
CEILINGS = {".py": 300, ".html": 120, ".css": 300, ".js": 300}
LONGEST_FUNCTION = 40
NAMED_BY_KIND = {"utils", "helpers", "common", "services", "mixins"}
TOP_LEVEL = {"summit", "delegations", "venues", "templates", "tests", "docs", "deploy", ".ci", ".github"}


def sources():
    return [path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def imported(path):
    """Every module that a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name_of(path)}: write imports in full"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def home(module):
    """(app, slice) of a dotted name; the slice is "" for the ground floor of an app."""
    app, *rest = module.split(".")
    if app not in APPS:
        return None
    return app, rest[0] if rest and rest[0] in SLICES[app] else ""


def wrong_imports(path):
    name = name_of(path)
    if name in COMPOSITION_ROOT or "/migrations/" in name or "/management/commands/" in name:
        return []
    app, own = home(name.removesuffix(".py").replace("/", "."))
    found = []
    for module in imported(path):
        there = home(module)
        if there is None:
            continue
        other_app, other = there
        if APPS.index(other_app) > APPS.index(app):
            found.append(f"{name} imports {module}: {other_app} stands right of {app}")
        elif other_app == app and other and not own and not module.startswith(tuple(GROUND_TABLES)):
            if module not in {f"{app}.{other}" for other in ("event", "accounts")}:
                found.append(f"{name} imports {module}: the ground floor knows no slice")
        elif other_app == app and other and own and SLICES[app].index(other) > SLICES[app].index(own):
            found.append(f"{name} imports {module}: {other} stands right of {own}")
    return found


def test_imports_point_left():
    assert [fault for path in sources() for fault in wrong_imports(path)] == []


def test_imports_are_checked_at_all(tmp_path, monkeypatch):
    """The check itself bites: planted faults are found."""
    monkeypatch.setattr("tests.test_architecture.ROOT", tmp_path)
    for name, text in {
        "summit/tasks/a.py": "from summit.meetings.models import Meeting",
        "summit/b.py": "from summit.tasks.models import Task",
        "summit/event/c.py": "import venues.models",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
        assert wrong_imports(tmp_path / name), name


def test_files_stay_under_their_ceiling():
    places = [*APPS, "templates", "tests"]
    files = [path for place in places for path in (ROOT / place).rglob("*") if path.suffix in CEILINGS]
    long = {
        name_of(path): lines
        for path in files
        if "vendor" not in path.parts and "migrations" not in path.parts
        if (lines := len(path.read_text().splitlines())) > CEILINGS[path.suffix]
    }
    assert long == {}


def test_functions_stay_short():
    long = {}
    for path in [*sources(), *sorted((ROOT / "tests").rglob("*.py"))]:
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.FunctionDef)
                and (length := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
            ):
                long[f"{name_of(path)}:{node.name}"] = length
    assert long == {}


def test_no_module_is_named_by_kind():
    assert [name_of(path) for path in sources() if path.stem in NAMED_BY_KIND] == []


def test_only_known_folders_at_the_top():
    homes = {path.relative_to(ROOT).parts[0] for path in ROOT.glob("*/**/*.py")}
    assert {home for home in homes if not home.startswith(".")} - TOP_LEVEL == set()


@pytest.mark.parametrize("word", ["# T" + "ODO", "FIX" + "ME", "TEMPORARY"])
def test_nothing_is_left_unfinished(word):
    assert [name_of(path) for path in sources() if word in path.read_text()] == []
