"""Steps of the schema, one module a revision."""
