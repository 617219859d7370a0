"""How the schema came to be: `versions` in order, and what each of them needs."""
