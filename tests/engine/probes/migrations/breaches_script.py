"""Dangerous migrations in JavaScript and TypeScript: (project, content, rule, what stands on the line)."""

from __future__ import annotations

from tests.engine.probes.migrations.projects import knex, sequelize, typeorm

BREACHES = [
    (
        "knex",
        knex("await knex.schema.alterTable('customers', (t) => { t.dropColumn('phone'); });"),
        "used-column-dropped",
        "dropColumn",
    ),
    (
        "knex",
        knex("await knex.schema.table('customers', (t) => { t.string('email').notNullable(); });"),
        "required-without-default",
        "t.string('email')",
    ),
    ("knex", knex("await knex.schema.dropTable('customers');"), "used-table-dropped", "dropTable"),
    ("knex", knex("await knex('customers').del();"), "rows-deleted", ".del()"),
    (
        "knex",
        "exports.up = (knex) => knex.schema.table('customers', (t) => { t.string('email'); });\n",
        "no-way-back",
        "exports.up",
    ),
    (
        "knex",
        knex("await knex.schema.table('customers', (t) => { t.string('email'); });", ""),
        "no-way-back",
        "exports.down",
    ),
    (
        "knex",
        knex("await knex.schema.alterTable('customers', (t) => { t.string('name', 20).notNullable().alter(); });"),
        "type-narrowed",
        "alter()",
    ),
    (
        "sequelize",
        sequelize("await queryInterface.removeColumn('Customers', 'phone');"),
        "used-column-dropped",
        "remove",
    ),
    (
        "sequelize",
        sequelize("await queryInterface.addColumn('Customers', 'vat', { type: Sequelize.STRING, allowNull: false });"),
        "required-without-default",
        "addColumn",
    ),
    ("sequelize", sequelize("return queryInterface.bulkDelete('Customers', null, {});"), "rows-deleted", "bulkDelete"),
    ("sequelize", sequelize("return queryInterface.dropTable('Customers');"), "used-table-dropped", "dropTable"),
    (
        "sequelize",
        sequelize("await queryInterface.sequelize.query('DELETE FROM \"Customers\"');"),
        "rows-deleted",
        "DELETE FROM",
    ),
    (
        "typeorm",
        typeorm('await queryRunner.query(`ALTER TABLE "customers" DROP COLUMN "phone"`);'),
        "used-column-dropped",
        "DROP COLUMN",
    ),
    (
        "typeorm",
        typeorm('await queryRunner.query(`ALTER TABLE "customers" ADD "vat" character varying NOT NULL`);'),
        "required-without-default",
        'ADD "vat"',
    ),
    (
        "typeorm",
        typeorm(
            'await queryRunner.addColumn("customers",'
            ' new TableColumn({ name: "vat", type: "varchar", isNullable: false }));'
        ),
        "required-without-default",
        "addColumn",
    ),
    (
        "typeorm",
        typeorm('await queryRunner.query(`ALTER TABLE "customers" ADD "vat" text`);', ""),
        "no-way-back",
        "async down",
    ),
    ("prisma", 'ALTER TABLE "Customer" DROP COLUMN "phone";\n', "used-column-dropped", "DROP COLUMN"),
    ("prisma", '\nALTER TABLE "Customer" ADD COLUMN "vat" TEXT NOT NULL;\n', "required-without-default", "ADD COLUMN"),
    ("prisma", 'DROP TABLE "Customer";\n', "used-table-dropped", "DROP TABLE"),
]
