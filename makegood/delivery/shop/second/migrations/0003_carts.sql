CREATE TABLE cart_lines (
    customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    product_id INTEGER NOT NULL REFERENCES products (id),
    quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 999),
    PRIMARY KEY (customer_id, product_id)
);

CREATE INDEX cart_lines_by_product ON cart_lines (product_id);
