"""Dangerous migrations in SQL, Ruby, PHP and C#: (project, content, rule, what stands on the line)."""

from __future__ import annotations

from tests.engine.probes.migrations.projects import entity_framework, laravel, on_customers, rails

BREACHES = [
    ("flyway", "-- tidy up\nDELETE FROM customers;\n", "rows-deleted", "DELETE FROM"),
    ("flyway", "ALTER TABLE customers DROP COLUMN phone;\n", "used-column-dropped", "DROP COLUMN"),
    ("flyway", "ALTER TABLE customers\n  ADD vat VARCHAR(20) NOT NULL;\n", "required-without-default", "ADD vat"),
    ("flyway", "ALTER TABLE customers MODIFY name VARCHAR(40) NOT NULL;\n", "type-narrowed", "MODIFY"),
    ("flyway", "TRUNCATE TABLE customers;\n", "rows-deleted", "TRUNCATE"),
    ("flyway", "DROP SCHEMA shop CASCADE;\n", "database-dropped", "DROP SCHEMA"),
    ("flyway", "ALTER TABLE customers RENAME COLUMN phone TO telephone;\n", "used-name-changed", "RENAME"),
    ("golang", "ALTER TABLE customers ALTER COLUMN phone SET NOT NULL;\n", "required-unfilled", "SET NOT NULL"),
    ("golang", "ALTER TABLE customers ADD COLUMN vat text;\n", "no-way-back", "ALTER TABLE"),
    ("golang", "DROP TABLE customers;\n", "used-table-dropped", "DROP TABLE"),
    (
        "rails",
        rails("  def change\n    remove_column :customers, :phone, :string\n  end"),
        "used-column-dropped",
        "remove_",
    ),
    (
        "rails",
        rails("  def change\n    add_column :customers, :vat, :string, null: false\n  end"),
        "required-without-default",
        "add_column",
    ),
    (
        "rails",
        rails("  def change\n    change_column_null :customers, :phone, false\n  end"),
        "required-unfilled",
        "change_column_null",
    ),
    ("rails", rails("  def up\n    Customer.delete_all\n  end\n\n  def down\n  end"), "rows-deleted", "delete_all"),
    ("rails", rails('  def up\n    execute "DELETE FROM customers"\n  end'), "rows-deleted", "DELETE"),
    ("rails", rails("  def up\n    add_column :customers, :vat, :string\n  end"), "no-way-back", "def up"),
    ("laravel", laravel(on_customers("$table->dropColumn('phone');")), "used-column-dropped", "dropColumn"),
    ("laravel", laravel(on_customers("$table->string('vat');")), "required-without-default", "->string('vat')"),
    ("laravel", laravel("DB::table('customers')->delete();"), "rows-deleted", "delete()"),
    ("laravel", laravel("Schema::dropIfExists('customers');"), "used-table-dropped", "dropIfExists"),
    ("laravel", laravel(on_customers("$table->string('name', 20)->change();")), "type-narrowed", "->change()"),
    ("laravel", laravel(on_customers("$table->string('vat')->nullable();"), "//"), "no-way-back", "function down"),
    (
        "entity-framework",
        entity_framework('migrationBuilder.DropColumn(name: "Phone", table: "Customers");'),
        "used-column-dropped",
        "DropColumn",
    ),
    (
        "entity-framework",
        entity_framework('migrationBuilder.AddColumn<string>(name: "Vat", table: "Customers", nullable: false);'),
        "required-without-default",
        "AddColumn",
    ),
    (
        "entity-framework",
        entity_framework('migrationBuilder.Sql("DELETE FROM Customers");'),
        "rows-deleted",
        "DELETE FROM",
    ),
    (
        "entity-framework",
        entity_framework(
            'migrationBuilder.AlterColumn<string>(name: "Name", table: "Customers", type: "nvarchar(50)",'
            " maxLength: 50, nullable: false);"
        ),
        "type-narrowed",
        "AlterColumn",
    ),
]
