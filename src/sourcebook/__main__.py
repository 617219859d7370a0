"""The `sourcebook` command, also as `python -m sourcebook`."""

import os

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def main() -> None:
    """Run the command, with numpy on one thread unless a variable of its libraries says otherwise.

    Linking multiplies many small matrices, where threads wait for each other longer than they work; who wants more
    cores asks for `--jobs`. The libraries look at the variables when they are first imported.
    """
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    from sourcebook.serve import cli

    cli.main()


if __name__ == "__main__":
    main()
