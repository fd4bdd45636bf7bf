CREATE TABLE products (
    id SERIAL PRIMARY KEY,
    name TEXT,
    price NUMERIC(10, 2),
    stock INTEGER,
    weight NUMERIC(8, 2)
);

CREATE TABLE customers (
    id SERIAL PRIMARY KEY,
    email TEXT,
    password TEXT,
    role TEXT,
    phone TEXT,
    ssn TEXT,
    card_number TEXT
);
