"""Dangerous migrations of Django and Alembic: (project, content, rule, what stands on the line)."""

from __future__ import annotations

from tests.engine.probes.migrations.projects import alembic, django

RUN = "def forget(apps, schema_editor):\n    Order = apps.get_model('shop', 'Order')\n    {}\n"
BREACHES = [
    (
        "django",
        django("0002_order_note", 'migrations.RemoveField("customer", "phone")'),
        "used-column-dropped",
        "Remove",
    ),
    ("django", django("0002_order_note", 'migrations.DeleteModel(name="Order")'), "used-table-dropped", "DeleteModel"),
    (
        "django",
        django("0002_order_note", 'migrations.AddField("order", "paid", models.BooleanField())'),
        "required-without-default",
        "AddField",
    ),
    (
        "django",
        django("0002_order_note", 'migrations.AlterField("customer", "phone", models.CharField(max_length=40))'),
        "required-unfilled",
        "AlterField",
    ),
    (
        "django",
        django("0002_order_note", 'migrations.AlterField("customer", "name", models.CharField(max_length=30))'),
        "type-narrowed",
        "AlterField",
    ),
    (
        "django",
        django("0002_order_note", 'migrations.AlterField("order", "total", models.IntegerField())'),
        "type-narrowed",
        "AlterField",
    ),
    (
        "django",
        django("0002_order_note", 'migrations.RenameField("customer", "phone", "telephone")'),
        "used-name-changed",
        "RenameField",
    ),
    (
        "django",
        django("0002_order_note", "migrations.RunPython(forget)", before=RUN.format("Order.objects.all().delete()")),
        "rows-deleted",
        "objects.all().delete",
    ),
    (
        "django",
        django("0002_order_note", "migrations.RunPython(forget)", before=RUN.format("Order.objects.update(note='x')")),
        "no-way-back",
        "RunPython",
    ),
    ("django", django("0002_order_note", 'migrations.RunSQL("DELETE FROM shop_order")'), "rows-deleted", "RunSQL"),
    (
        "django",
        django("0002_order_note", "migrations.RunSQL(\"UPDATE shop_order SET note = ''\")"),
        "no-way-back",
        "RunSQL",
    ),
    (
        "alembic",
        alembic(
            "aaa3", "aaa2", 'op.drop_column("customers", "phone")', 'op.add_column("customers", sa.Column("phone"))'
        ),
        "used-column-dropped",
        "op.drop_column",
    ),
    ("alembic", alembic("aaa3", "aaa2", 'op.drop_table("orders")', "pass"), "used-table-dropped", "op.drop_table"),
    (
        "alembic",
        alembic(
            "aaa3",
            "aaa2",
            'op.add_column("orders", sa.Column("state", sa.String(20), nullable=False))',
            'op.drop_column("orders", "state")',
        ),
        "required-without-default",
        "op.add_column",
    ),
    (
        "alembic",
        alembic("aaa3", "aaa2", 'op.alter_column("customers", "phone", nullable=False)', 'op.execute("SELECT 1")'),
        "required-unfilled",
        "op.alter_column",
    ),
    (
        "alembic",
        alembic(
            "aaa3",
            "aaa2",
            'with op.batch_alter_table("customers") as batch_op:\n'
            '        batch_op.alter_column("name", type_=sa.String(length=50))',
            'op.execute("SELECT 1")',
        ),
        "type-narrowed",
        "batch_op.alter_column",
    ),
    ("alembic", alembic("aaa3", "aaa2", 'op.execute("TRUNCATE orders")', "pass"), "rows-deleted", "TRUNCATE"),
    (
        "alembic",
        alembic("aaa3", "aaa2", 'op.add_column("orders", sa.Column("state", sa.String(20)))'),
        "no-way-back",
        "def downgrade",
    ),
    (
        "alembic",
        alembic("aaa3", "aaa2", 'op.execute(sa.text("DELETE FROM orders"))', 'op.execute("SELECT 1")'),
        "rows-deleted",
        "DELETE FROM",
    ),
]
