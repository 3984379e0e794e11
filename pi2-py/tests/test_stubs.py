"""Type stubs say what the commands and classes say, and type checkers judge calls by them."""

import ast
import importlib
import inspect
import itertools
import json
import keyword
import re
import runpy
import subprocess
import sys
import typing
from pathlib import Path
from typing import Any

import numpy as np
import pi2
import pytest
from pi2 import _native

PACKAGE = Path(pi2.__file__).parent
CALLS = Path(__file__).parent / "typed_calls"
EXAMPLES = Path(__file__).parents[2] / "examples" / "python"

# Methods of sessions that are written by hand.
HANDWRITTEN = {"autothresholdvalue", "getmaxmemory", "isimagefile", "mapraw", "maxval", "mean", "minval"}
HANDWRITTEN |= {"newimage", "newlike", "newvalue", "read", "stddev", "sum", "surfacearea"}
ON_IMAGES = {"autothresholdvalue", "maxval", "mean", "minval", "stddev", "sum", "surfacearea"}
COMMANDS = set(_native.commands())

Ways = dict[str, list[ast.FunctionDef]]


def _tree(module: str) -> ast.Module:
    return ast.parse((PACKAGE / f"{module}.pyi").read_text(encoding="utf-8"))


def _ways(body: list[ast.stmt]) -> Ways:
    """Return the overloads of each function."""
    ways: Ways = {}
    for node in body:
        if isinstance(node, ast.FunctionDef):
            ways.setdefault(node.name, []).append(node)
    return ways


def _methods(class_name: str) -> Ways:
    classes = [node for node in _tree("_commands").body if isinstance(node, ast.ClassDef)]
    return next(_ways(node.body) for node in classes if node.name == class_name)


def _functions() -> Ways:
    """Return the overloads of each function that `from pi2._functions import *` gives."""
    body = _tree("_functions").body
    exported = next(ast.literal_eval(node.value) for node in body if isinstance(node, ast.Assign))
    ways = _ways(body)
    return {name: ways[name] for name in exported}


SESSION, IMAGE, MODULE = _methods("SessionCommands"), _methods("ImageCommands"), _functions()


@pytest.fixture(scope="module")
def registry() -> dict[str, Any]:
    program = "from pi2 import _main; _main()"
    done = subprocess.run([sys.executable, "-c", program, "commands", "--json"], capture_output=True, check=True)
    listing: dict[str, Any] = json.loads(done.stdout)
    assert set(listing) == set(_native.commands())
    return listing


def test_each_command_is_a_method_of_sessions() -> None:
    assert set(SESSION) == COMMANDS - HANDWRITTEN
    missing = [name for name in COMMANDS | HANDWRITTEN if not callable(getattr(pi2.Pi2, name, None))]
    assert missing == []


def test_each_command_is_a_function_of_the_module() -> None:
    assert set(MODULE) == COMMANDS
    assert [name for name in MODULE if not callable(getattr(pi2, name, None))] == []


def test_each_command_on_an_image_is_a_method_of_images(registry: dict[str, Any]) -> None:
    def is_method(form: dict[str, Any]) -> bool:
        first = form["args"][0] if form["args"] else {"type": "", "dir": ""}
        return first["type"].startswith("image<") and first["dir"] != "out"

    expected = {name for name in COMMANDS if any(is_method(form) for form in registry[name])}
    own = set(vars(pi2.Pi2Image)) | set(vars(pi2.Pi2Object))
    assert set(IMAGE) == (expected - own) | ON_IMAGES
    assert [name for name in IMAGE if not callable(getattr(pi2.Pi2Image, name, None))] == []


def _in_order(way: ast.FunctionDef) -> dict[str, ast.expr | None]:
    """Return names and defaults of the arguments in order."""
    names = [arg.arg for arg in way.args.args if arg.arg != "self"]
    defaults = [None] * (len(names) - len(way.args.defaults)) + way.args.defaults
    return dict(zip(names, defaults, strict=True))


def _python_name(argument: str) -> str:
    name = re.sub(r"[ -]", "_", argument)
    return f"{name}_" if keyword.iskeyword(name) else name


def _agree(default: ast.expr, arg: dict[str, Any]) -> bool:
    value = ast.literal_eval(default)
    if value is ...:
        return arg["default"] in ("nan", "inf", "-inf") or "depends on the pixel type" in arg["type"]
    text = str(list(value)) if isinstance(value, tuple) else str(value)
    return bool(text.lower() == arg["default"].lower() or float(text) == float(arg["default"]))


@pytest.mark.parametrize("command", sorted(COMMANDS - HANDWRITTEN))
def test_stubs_have_the_arguments_and_defaults_of_the_registry(command: str, registry: dict[str, Any]) -> None:
    for form in registry[command]:
        args = form["args"]
        ways = [_in_order(way) for way in SESSION[command]]
        way = next((way for way in ways if list(way) == [_python_name(arg["name"]) for arg in args]), None)
        assert way is not None, f"no overload has the arguments of {args}"
        for position, (arg, default) in enumerate(zip(args, way.values(), strict=True)):
            # In Python, arguments before one without a default have none.
            has_default = all("default" in later for later in args[position:])
            assert (default is not None) == has_default, arg["name"]
            assert default is None or _agree(default, arg), arg["name"]


def test_the_first_overload_has_the_docstring_of_the_runtime() -> None:
    for owner, ways in ((pi2.Pi2, SESSION), (pi2.Pi2Image, IMAGE), (pi2, MODULE)):
        for name, (first, *others) in ways.items():
            text = "\n".join(line.rstrip() for line in (inspect.getdoc(getattr(owner, name)) or "").splitlines())
            stub = ast.get_docstring(first) or ""
            assert stub.endswith(text) if owner is pi2.Pi2Image and name in ON_IMAGES else stub == text
            assert [ast.get_docstring(other) for other in others] == [None] * len(others)


def test_handwritten_functions_have_the_arguments_of_the_methods() -> None:
    for name in HANDWRITTEN & COMMANDS:
        parameters = list(inspect.signature(getattr(pi2.Pi2, name)).parameters)[1:]
        assert list(_in_order(MODULE[name][0])) == parameters
        if name in ON_IMAGES:
            assert list(_in_order(IMAGE[name][0])) == parameters[1:]


def test_what_stubs_import_exists() -> None:
    imports = [
        node for stub in ("_commands", "_functions") for node in _tree(stub).body if isinstance(node, ast.ImportFrom)
    ]
    names = [(node.module, alias.name) for node in imports for alias in node.names]
    assert ("pi2._types", "ImageLike") in names
    missing = [name for module, name in names if module and not hasattr(importlib.import_module(module), name)]
    assert missing == []


def _assert_type(value: object, expected: Any) -> None:
    """Check at run time what type checkers say."""
    assert type(value) is (typing.get_origin(expected) or expected)
    if isinstance(value, tuple):
        assert tuple(type(part) for part in value) == typing.get_args(expected)


def test_good_calls_run_and_return_what_stubs_say(pi: pi2.Pi2, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typing, "assert_type", _assert_type)
    calls = runpy.run_path(str(CALLS / "good.py"))
    functions = [call for call in calls.values() if inspect.isfunction(call) and call.__module__ == "<run_path>"]
    assert len(functions) >= 4
    pixels = np.random.default_rng(1).integers(1, 200, (8, 8, 8), dtype=np.uint8)
    for call in functions:
        pi.run_script("newimage(image, uint8, 8, 8, 8); newimage(out, uint8)")
        image = pi.from_numpy(pixels)
        image.setmeta("sample", "bone")
        image.setmeta("table", "[1, 2, 3]")
        image.writetif("image")
        objects = {"pi": pi, "image": image, "out": pi.newimage(), "stack": pixels.copy(order="F")}
        call(**{name: objects[name] for name in inspect.signature(call).parameters})


# Python files in which each type checker finds mistakes, by line.
Mistakes = dict[str, set[int]]


def _mypy(files: list[Path], folder: Path) -> Mistakes:
    pytest.importorskip("mypy", reason="`make test` installs it")
    # Without a configuration file, and a cache that no other run writes. Files of a package are given as modules.
    options = ["--strict", "--config-file=", f"--cache-dir={folder}", "--hide-error-context", "--no-pretty"]
    targets = [["-m", f"pi2.{file.stem}"] if file.parent == PACKAGE else [str(file)] for file in files]
    command = [sys.executable, "-m", "mypy", *options, *itertools.chain(*targets)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    mistakes: Mistakes = {}
    assert done.returncode in (0, 1), done.stdout + done.stderr
    for path, line in re.findall(r"^(.+?):(\d+): error:", done.stdout, flags=re.MULTILINE):
        mistakes.setdefault(Path(path).name, set()).add(int(line))
    assert (done.returncode == 0) == (mistakes == {}), done.stdout + done.stderr
    return mistakes


def _pyright(files: list[Path], folder: Path) -> Mistakes:
    pytest.importorskip("pyright", reason="`make test` installs it")
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "--outputjson", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    mistakes: Mistakes = {}
    for found in json.loads(done.stdout)["generalDiagnostics"]:
        if found["severity"] == "error":
            mistakes.setdefault(Path(found["file"]).name, set()).add(found["range"]["start"]["line"] + 1)
    return mistakes


checkers = pytest.mark.parametrize("checker", [_mypy, _pyright])


@checkers
def test_type_checkers_accept_good_calls_and_the_examples(checker: Any, tmp_path: Path) -> None:
    files = [CALLS / "good.py", *sorted(EXAMPLES.glob("*.py"))]
    assert len(files) >= 3
    assert checker(files, tmp_path) == {}


@checkers
def test_type_checkers_refuse_bad_calls(checker: Any, tmp_path: Path) -> None:
    lines = (CALLS / "bad.py").read_text(encoding="utf-8").splitlines()
    wrong = {number for number, line in enumerate(lines, start=1) if "# wrong: " in line}
    assert len(wrong) >= 20
    assert checker([CALLS / "bad.py"], tmp_path) == {"bad.py": wrong}


@checkers
def test_stubs_have_no_mistakes_of_their_own(checker: Any, tmp_path: Path) -> None:
    assert checker([PACKAGE / name for name in ("_commands.pyi", "_functions.pyi", "_types.py")], tmp_path) == {}
