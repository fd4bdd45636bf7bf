ALTER TABLE customers ADD COLUMN loyalty_tier TEXT NOT NULL;

ALTER TABLE customers DROP COLUMN phone;
