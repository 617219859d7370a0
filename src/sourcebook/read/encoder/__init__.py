"""The trained encoder behind the `read` stage: one pass over a passage, and what each of its heads makes of it."""
