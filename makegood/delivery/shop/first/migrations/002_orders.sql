CREATE TABLE orders (
    id SERIAL PRIMARY KEY,
    customer INTEGER,
    goods NUMERIC(10, 2),
    freight NUMERIC(10, 2),
    total NUMERIC(10, 2),
    state TEXT,
    status TEXT,
    placed_at TIMESTAMP DEFAULT now()
);

CREATE TABLE order_lines (
    order_id INTEGER,
    product INTEGER,
    quantity INTEGER
);
