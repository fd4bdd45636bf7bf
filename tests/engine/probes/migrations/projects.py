"""Small healthy projects with a database each, as the tools of seven languages lay them out."""

from __future__ import annotations

from tests.engine.probes.migrations.projects_others import (
    ENTITY_FRAMEWORK,
    FLYWAY,
    GOLANG,
    KNEX,
    LARAVEL,
    PRISMA,
    RAILS,
    SEQUELIZE,
    TYPEORM,
)

DJANGO_HEAD = "from django.db import migrations, models\n\n\nclass Migration(migrations.Migration):\n"


def django(needs: str, *operations: str, before: str = "") -> str:
    """A migration of the app `shop` that follows `needs`."""
    listed = "".join(f"        {operation},\n" for operation in operations)
    return (
        DJANGO_HEAD.replace("\n\n\nclass", f"\n\n{before}\nclass")
        + f'    dependencies = [("shop", "{needs}")]\n    operations = [\n{listed}    ]\n'
    )


def alembic(name: str, needs: str, up: str, down: str = "pass") -> str:
    return (
        f'import sqlalchemy as sa\nfrom alembic import op\n\nrevision = "{name}"\ndown_revision = "{needs}"\n\n\n'
        f"def upgrade():\n    {up}\n\n\ndef downgrade():\n    {down}\n"
    )


MODELS = """from django.db import models


class Customer(models.Model):
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, null=True)


class Order(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT)
    total = models.DecimalField(max_digits=10, decimal_places=2)
    note = models.TextField(blank=True)
"""
DJANGO = {
    "shop/models.py": MODELS,
    "shop/migrations/__init__.py": "",
    "shop/migrations/0001_initial.py": DJANGO_HEAD
    + """    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Customer",
            fields=[
                ("id", models.AutoField(primary_key=True)),
                ("name", models.CharField(max_length=200)),
                ("phone", models.CharField(max_length=40, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.AutoField(primary_key=True)),
                ("customer", models.ForeignKey(on_delete=models.PROTECT, to="shop.customer")),
                ("total", models.DecimalField(max_digits=10, decimal_places=2)),
            ],
        ),
    ]
""",
    "shop/migrations/0002_order_note.py": django(
        "0001_initial", 'migrations.AddField("order", "note", models.TextField(blank=True, default=""))'
    ),
}
ALEMBIC = {
    "app/models.py": """from sqlalchemy import Column, ForeignKey, Integer, Numeric, String
from app.db import Base


class Customer(Base):
    __tablename__ = "customers"
    id = Column(Integer, primary_key=True)
    name = Column(String(200), nullable=False)
    phone = Column(String(40))


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    customer_id = Column(ForeignKey("customers.id"), nullable=False)
    total = Column(Numeric(10, 2), nullable=False)
""",
    "migrations/versions/aaa1_first.py": """import sqlalchemy as sa
from alembic import op

revision = "aaa1"
down_revision = None


def upgrade():
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), sa.ForeignKey("customers.id"), nullable=False),
        sa.Column("total", sa.Numeric(10, 2), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("orders")
    op.drop_table("customers")
""",
    "migrations/versions/aaa2_phone.py": alembic(
        "aaa2",
        "aaa1",
        'op.add_column("customers", sa.Column("phone", sa.String(40), nullable=True))',
        'op.drop_column("customers", "phone")',
    ),
}
EVERY = {
    "django": DJANGO,
    "alembic": ALEMBIC,
    "knex": KNEX,
    "sequelize": SEQUELIZE,
    "typeorm": TYPEORM,
    "prisma": PRISMA,
    "flyway": FLYWAY,
    "golang": GOLANG,
    "rails": RAILS,
    "laravel": LARAVEL,
    "entity-framework": ENTITY_FRAMEWORK,
}


def knex(up: str, down: str = "return knex.schema.hasTable('customers');") -> str:
    return f"exports.up = async (knex) => {{\n  {up}\n}};\nexports.down = async (knex) => {{\n  {down}\n}};\n"


def sequelize(up: str, down: str = "await queryInterface.sequelize.query('SELECT 1');") -> str:
    return (
        f"module.exports = {{\n  up: async (queryInterface, Sequelize) => {{\n    {up}\n  }},\n"
        f"  down: async (queryInterface, Sequelize) => {{\n    {down}\n  }},\n}};\n"
    )


def typeorm(up: str, down: str = "await queryRunner.query(`SELECT 1`);") -> str:
    return (
        "export class Next1710000000000 implements MigrationInterface {\n"
        f"  public async up(queryRunner: QueryRunner): Promise<void> {{\n    {up}\n  }}\n"
        f"  public async down(queryRunner: QueryRunner): Promise<void> {{\n    {down}\n  }}\n}}\n"
    )


def rails(body: str) -> str:
    return f"class Next < ActiveRecord::Migration[7.1]\n{body}\nend\n"


def laravel(up: str, down: str = "DB::statement('SELECT 1');") -> str:
    return (
        "<?php\nreturn new class extends Migration {\n"
        f"    public function up(): void\n    {{\n        {up}\n    }}\n\n"
        f"    public function down(): void\n    {{\n        {down}\n    }}\n}};\n"
    )


def on_customers(*lines: str) -> str:
    """Laravel: changes to the table of customers."""
    inner = "".join(f"\n            {line}" for line in lines)
    return f"Schema::table('customers', function (Blueprint $table) {{{inner}\n        }});"


def entity_framework(up: str, down: str = 'migrationBuilder.Sql("SELECT 1");') -> str:
    return (
        "public partial class Next : Migration\n{\n"
        f"    protected override void Up(MigrationBuilder migrationBuilder)\n    {{\n        {up}\n    }}\n\n"
        f"    protected override void Down(MigrationBuilder migrationBuilder)\n    {{\n        {down}\n    }}\n}}\n"
    )
