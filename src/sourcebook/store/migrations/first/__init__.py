"""What the first revision makes. Frozen: a change of the schema is a new revision."""
