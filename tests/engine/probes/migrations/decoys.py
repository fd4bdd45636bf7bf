"""Harmless migrations that look like dangerous ones: (project, content)."""

from __future__ import annotations

from tests.engine.probes.migrations.projects import (
    alembic,
    django,
    entity_framework,
    knex,
    laravel,
    on_customers,
    rails,
    sequelize,
    typeorm,
)

RUN = "def forget(apps, schema_editor):\n    Order = apps.get_model('shop', 'Order')\n    {}\n"
COPY = RUN.format("Order.objects.filter(note='').update(note='none')")
DECOYS = [
    (
        "django",
        django(
            "0002_order_note", 'migrations.AddField("customer", "vat", models.CharField(max_length=20, default=""))'
        ),
    ),
    (
        "django",
        django("0002_order_note", 'migrations.AddField("customer", "vat", models.CharField(max_length=9, null=True))'),
    ),
    ("django", django("0002_order_note", 'migrations.AddField("order", "tags", models.ManyToManyField("shop.Tag"))')),
    (
        "django",
        django("0002_order_note", 'migrations.AddField("order", "at", models.DateTimeField(auto_now_add=True))'),
    ),
    (
        "django",
        django(
            "0002_order_note",
            'migrations.CreateModel(name="Tag", fields=[("id", models.AutoField(primary_key=True)),'
            ' ("word", models.TextField())])',
            'migrations.AddField("tag", "of", models.ForeignKey("shop.Order", on_delete=models.CASCADE))',
            'migrations.RemoveField("tag", "word")',
        ),
    ),
    (
        "django",
        django("0002_order_note", "migrations.RunPython(forget, migrations.RunPython.noop)", before=COPY),
    ),
    (
        "django",
        django(
            "0002_order_note",
            'migrations.RunSQL("DELETE FROM shop_order WHERE total = 0", migrations.RunSQL.noop)',
        ),
    ),
    (
        "django",
        django("0002_order_note", 'migrations.AlterField("customer", "name", models.CharField(max_length=300))'),
    ),
    (
        "alembic",
        alembic(
            "aaa3",
            "aaa2",
            'op.add_column("orders", sa.Column("state", sa.String(20), server_default="new", nullable=False))',
            'op.drop_column("orders", "state")',
        ),
    ),
    (
        "alembic",
        alembic(
            "aaa3",
            "aaa2",
            "op.execute(\"UPDATE customers SET phone = '' WHERE phone IS NULL\")\n"
            '    op.alter_column("customers", "phone", nullable=False)',
            'op.alter_column("customers", "phone", nullable=True)',
        ),
    ),
    ("alembic", alembic("aaa3", "aaa2", 'op.execute("UPDATE orders SET total = 0 WHERE total < 0")', "pass")),
    (
        "alembic",
        alembic(
            "aaa3",
            "aaa2",
            'op.add_column("customers", sa.Column("new_id", sa.Uuid(), nullable=True))\n'
            '    op.execute("UPDATE customers SET new_id = gen_random_uuid()")\n'
            '    op.drop_column("customers", "id")\n'
            '    op.alter_column("customers", "new_id", new_column_name="id")',
            'op.execute("SELECT 1")',
        ),
    ),
    (
        "knex",
        knex(
            "await knex.schema.createTable('notes', (t) => { t.increments(); t.text('body').notNullable(); });",
            "await knex.schema.dropTable('notes');",
        ),
    ),
    ("knex", knex("await knex.schema.table('customers', (t) => { t.string('vat').notNullable().defaultTo(''); });")),
    ("knex", knex("await knex('customers').where({ name: '' }).del();")),
    ("knex", knex("await knex('sessions').del();")),
    ("knex", knex("await knex.schema.alterTable('customers', (t) => { t.dropColumn('fax'); });")),
    ("sequelize", sequelize("await queryInterface.addColumn('Customers', 'vat', { type: Sequelize.STRING });")),
    (
        "sequelize",
        sequelize(
            "await queryInterface.addColumn('Customers', 'vat',"
            " { type: Sequelize.STRING, allowNull: false, defaultValue: '' });"
        ),
    ),
    ("sequelize", sequelize("await queryInterface.bulkDelete('Customers', { name: 'test' });")),
    ("sequelize", sequelize("await queryInterface.removeColumn('Customers', 'fax');")),
    ("typeorm", typeorm('await queryRunner.query(`ALTER TABLE "customers" ADD "vat" text NOT NULL DEFAULT \'\'`);')),
    ("typeorm", typeorm('await queryRunner.query(`CREATE INDEX "i" ON "customers" ("name")`);')),
    (
        "prisma",
        'CREATE TABLE "new_Customer" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "phone" TEXT);\n'
        'INSERT INTO "new_Customer" ("id", "name", "phone") SELECT "id", "name", "phone" FROM "Customer";\n'
        'DROP TABLE "Customer";\nALTER TABLE "new_Customer" RENAME TO "Customer";\n',
    ),
    ("prisma", 'ALTER TABLE "Customer" ADD COLUMN "vat" TEXT NOT NULL DEFAULT \'\';\n'),
    ("flyway", "DELETE FROM customers WHERE name = '';\n"),
    ("flyway", "CREATE TEMPORARY TABLE t (id int);\nDELETE FROM t;\nDROP TABLE t;\n"),
    ("flyway", "-- DROP TABLE customers;\n/* DELETE FROM customers; */\nCREATE INDEX i ON customers (phone);\n"),
    ("flyway", "INSERT INTO customers (id, name) VALUES (1, 'DROP TABLE customers; DELETE FROM customers;');\n"),
    (
        "flyway",
        "ALTER TABLE customers ADD vat VARCHAR(20);\nALTER TABLE customers MODIFY name VARCHAR(400) NOT NULL;\n",
    ),
    ("flyway", "CREATE TABLE notes (id INT PRIMARY KEY);\nALTER TABLE notes ADD body TEXT NOT NULL;\n"),
    (
        "flyway",
        "UPDATE customers SET phone = '' WHERE phone IS NULL;\n"
        "ALTER TABLE customers ALTER COLUMN phone SET NOT NULL;\n",
    ),
    ("rails", rails('  def change\n    add_column :customers, :vat, :string, null: false, default: ""\n  end')),
    ("rails", rails("  def change\n    add_index :customers, :name\n  end")),
    ("rails", rails("  def change\n    remove_column :customers, :fax, :string\n  end")),
    ("rails", rails("  def change\n    create_table :notes do |t|\n      t.text :body, null: false\n    end\n  end")),
    ("laravel", laravel(on_customers("$table->string('vat')->default('');"))),
    ("laravel", laravel(on_customers("$table->string('vat')->nullable();", "$table->dropColumn('fax');"))),
    ("laravel", laravel("DB::table('customers')->where('name', '')->delete();")),
    (
        "entity-framework",
        entity_framework(
            'migrationBuilder.AddColumn<string>(name: "Vat", table: "Customers", nullable: false, defaultValue: "");'
        ),
    ),
    ("entity-framework", entity_framework('migrationBuilder.DropColumn(name: "Fax", table: "Customers");')),
]
