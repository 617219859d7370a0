"""`python -m sourcebook` is the `sourcebook` command."""

from sourcebook.serve.cli import main

main()
