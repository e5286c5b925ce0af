"""A file that comes with the supplier's answer to an appeal: where it is kept, what billing calls it."""

STATEMENTS = (
    "ALTER TABLE appeal_answer ADD COLUMN file VARCHAR(120) NOT NULL DEFAULT ''",
    "ALTER TABLE appeal_answer ADD COLUMN file_name VARCHAR(120) NOT NULL DEFAULT ''",
    "ALTER TABLE appeal_answer ADD COLUMN digest VARCHAR(64) NOT NULL DEFAULT ''",
    "ALTER TABLE appeal_answer ADD COLUMN size BIGINT NOT NULL DEFAULT 0",
    "CREATE INDEX appeal_answer_file ON appeal_answer (file) WHERE file <> ''",
)
