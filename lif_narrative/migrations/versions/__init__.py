"""How the database grew, from the first table on (Alembic)."""
