"""The tables of the history, and how a database of an older version is brought forward."""

import sqlite3

from voiceint.history import listing

_MIGRATIONS = (
    (
        """
    CREATE TABLE attempt (
        id TEXT PRIMARY KEY,
        at TEXT NOT NULL,
        stage TEXT NOT NULL,
        question_id TEXT,
        prompt TEXT NOT NULL,
        kind TEXT NOT NULL,
        topic TEXT NOT NULL,
        recording TEXT,
        transcript TEXT,
        assessment TEXT,
        candidate TEXT NOT NULL,
        problem TEXT NOT NULL
    ) STRICT
    """,
        "CREATE INDEX attempt_at ON attempt (at)",
    ),
    (
        "ALTER TABLE attempt ADD COLUMN session TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE attempt ADD COLUMN step INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE attempt ADD COLUMN heard TEXT",
        "CREATE INDEX attempt_session ON attempt (session, step, at)",
        "CREATE INDEX attempt_question ON attempt (question_id, at)",
        """
    CREATE TABLE session (
        id TEXT PRIMARY KEY,
        at TEXT NOT NULL,
        over INTEGER NOT NULL,
        document TEXT NOT NULL
    ) STRICT
    """,
        "CREATE INDEX session_at ON session (at)",
    ),
    (
        *listing.TABLES,
        """
    CREATE TABLE judgement (
        attempt TEXT NOT NULL,
        replaced TEXT NOT NULL,
        assessment TEXT NOT NULL
    ) STRICT
    """,
        "CREATE INDEX judgement_attempt ON judgement (attempt, replaced)",
    ),
)
"""The statements of each schema version; a database is brought forward by those it has not seen."""

_LISTED = 3
"""The version from which the listing is there; in an older database it is made of the attempts."""

SCHEMA = len(_MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """The schema version of a database; 0 for an empty one. Raises sqlite3.Error."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database forward, inside the caller's transaction. Raises sqlite3.Error."""
    before = version_of(connection)
    for number in range(before, SCHEMA):
        for statement in _MIGRATIONS[number]:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={number + 1}")
    if 0 < before < _LISTED:
        listing.rebuild(connection)
