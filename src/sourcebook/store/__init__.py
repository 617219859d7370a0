"""Record ⇄ database."""
