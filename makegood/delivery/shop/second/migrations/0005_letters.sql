-- Letters wait here until they are sent, so that a mail server that is down loses no order.
CREATE TABLE letters (
    id INTEGER PRIMARY KEY,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    sent_at TEXT
);

CREATE INDEX letters_waiting ON letters (id) WHERE sent_at IS NULL;
