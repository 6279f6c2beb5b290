"""The rules of docs/house-plan.md that a machine can hold: each is a function from one file to its complaints."""

import ast
from pathlib import Path, PurePosixPath
from typing import NamedTuple

HOUSE = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "newsletter": {"advisor", "articles", "products", "topics", "pictures", "search", "core"},
    "advisor": {"articles", "exercises", "products", "topics", "pictures", "search", "core"},
    "quiz": {"articles", "exercises", "products", "topics", "pictures", "search", "core"},
    "articles": {"exercises", "products", "topics", "pictures", "search", "core"},
    "exercises": {"topics", "pictures", "search", "core"},
    "products": {"topics", "pictures", "search", "core"},
    "topics": {"pictures", "search", "core"},
    "search": {"core"},
    "pictures": {"core"},
    "core": set(),
}
OURS = {"kneesite", *MAY_IMPORT}
BESIDE_THE_HOUSE = {"tests", "scripts", "bench", "faults"}
LONGEST_FILE = 300
VAGUE_NAMES = {"utils", "helpers", "services", "managers"}


class Source(NamedTuple):
    """One file: its path from the top of the house, and its text."""

    path: str
    text: str

    @property
    def package(self):
        return PurePosixPath(self.path).parts[0]

    @property
    def is_test(self):
        return "tests" in PurePosixPath(self.path).parts[:-1]

    @property
    def tree(self):
        return ast.parse(self.text)


def every_source():
    """All Python files of the house but migrations, which Django writes."""
    folders = [HOUSE / name for name in sorted(OURS | BESIDE_THE_HOUSE)]
    files = [*HOUSE.glob("*.py"), *(file for folder in folders for file in folder.rglob("*.py"))]
    return [
        Source(file.relative_to(HOUSE).as_posix(), file.read_text())
        for file in sorted(files)
        if "migrations" not in file.parts
    ]


def directions(source):
    """Ground, rooms, roof: a package imports what the table says. Tests may arrange with any factory."""
    if source.package not in MAY_IMPORT or source.is_test:
        return []
    allowed = MAY_IMPORT[source.package] | {source.package}
    return [
        f"{source.path}:{line} {source.package} must not import {name}"
        for line, name in imported(source.tree)
        if name in OURS - allowed
    ]


def imports_at_the_top(source):
    """An import hidden in a function hides a circle; only ready() of an AppConfig may wait for the apps."""
    if source.is_test or source.package in BESIDE_THE_HOUSE:
        return []
    return [
        f"{source.path}:{line} imports {name} inside {function.name}()"
        for function in functions_but_ready(source.tree)
        for line, name in imported(function, source.package)
        if name in OURS
    ]


def telling_names(source):
    """A file is named after its noun."""
    path = PurePosixPath(source.path)
    vague = VAGUE_NAMES & {path.stem, *path.parts[:-1]}
    return [f"{source.path}: “{name}” says nothing; which noun is it?" for name in sorted(vague)]


def opening_sentence(source):
    """A file says at its top what belongs there; an empty __init__.py has nothing to say."""
    if ast.get_docstring(source.tree) or not source.text.strip():
        return []
    return [f"{source.path}: no docstring at the top"]


def short_files(source):
    """Thirty to a hundred and fifty lines are good, three hundred are the end."""
    lines = source.text.count("\n")
    return [f"{source.path}: {lines} lines, at most {LONGEST_FILE}"] if lines > LONGEST_FILE else []


def no_signals(source):
    """What happens after a save stands where the save is, not in a listener elsewhere."""
    return [
        f"{source.path}:{node.lineno} uses a signal"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and is_about_signals(node)
    ]


RULES = [directions, imports_at_the_top, telling_names, opening_sentence, short_files, no_signals]


def imported(tree, package=""):
    """(line, name of the top package) for each import below a node; a relative one belongs to its own package."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, package if node.level else node.module.partition(".")[0]


def functions_but_ready(tree):
    """Every function that is not ready() of a class derived from AppConfig."""
    ready = {
        function
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("AppConfig") for base in node.bases)
        for function in node.body
        if isinstance(function, ast.FunctionDef) and function.name == "ready"
    }
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [function for function in functions if function not in ready]


def is_about_signals(node):
    """`django.db.models.signals` however it is imported, and `receiver`, which has no other use."""
    module = getattr(node, "module", None) or ""
    names = {f"{module}.{alias.name}".strip(".") for alias in node.names}
    return any(name.startswith("django.db.models.signals") or name == "django.dispatch.receiver" for name in names)
