-- A product that was sold once is never deleted, only hidden. The default keeps old rows visible.
ALTER TABLE products ADD COLUMN is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1));
