"""Small healthy projects in JavaScript, SQL, Ruby, PHP and C#."""

from __future__ import annotations

KNEX = {
    "src/customers.js": "module.exports = (db) => db('customers').select('id', 'name', 'phone');\n",
    "migrations/20240101_first.js": """exports.up = (knex) =>
  knex.schema.createTable('customers', (table) => {
    table.increments('id');
    table.string('name', 200).notNullable();
    table.string('phone', 40);
    table.string('fax', 40);
  });
exports.down = (knex) => knex.schema.dropTable('customers');
""",
}
SEQUELIZE = {
    "models/customer.js": """module.exports = (sequelize, DataTypes) =>
  sequelize.define('Customer', {
    name: { type: DataTypes.STRING, allowNull: false },
    phone: DataTypes.STRING,
  });
""",
    "migrations/20240101-first.js": """'use strict';
module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('Customers', {
      id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true },
      name: { type: Sequelize.STRING(200), allowNull: false },
      phone: { type: Sequelize.STRING(40) },
      fax: { type: Sequelize.STRING(40) },
    });
  },
  async down(queryInterface) {
    await queryInterface.dropTable('Customers');
  },
};
""",
}
TYPEORM = {
    "src/customer.entity.ts": """import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
@Entity('customers')
export class Customer {
  @PrimaryGeneratedColumn() id: number;
  @Column() name: string;
  @Column({ nullable: true }) phone: string;
}
""",
    "src/migrations/1700000000000-First.ts": """import { MigrationInterface, QueryRunner } from 'typeorm';
export class First1700000000000 implements MigrationInterface {
  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "customers" ("id" SERIAL PRIMARY KEY, "name" varchar(200) NOT NULL, "phone" text, "fax" text)`,
    );
  }
  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "customers"`);
  }
}
""",
}
PRISMA = {
    "prisma/schema.prisma": """model Customer {
  id    Int     @id @default(autoincrement())
  name  String
  phone String?
}
""",
    "prisma/migrations/20240101000000_first/migration.sql": """CREATE TABLE "Customer" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    CONSTRAINT "Customer_pkey" PRIMARY KEY ("id")
);
""",
}
FLYWAY = {
    "src/main/java/shop/Customer.java": "class Customer { /* table customers */ String phone; }\nclass Customers {}\n",
    "src/main/resources/db/migration/V1__first.sql": """CREATE TABLE customers (
  id BIGINT PRIMARY KEY,
  name VARCHAR(200) NOT NULL,
  phone VARCHAR(40),
  fax VARCHAR(40)
);
""",
    "src/main/resources/db/migration/V2__index.sql": "CREATE INDEX customers_name ON customers (name);\n",
}
GOLANG = {
    "store/customers.go": "package store\n\nconst q = `SELECT name, phone FROM customers`\n",
    "db/migrations/000001_first.up.sql": FLYWAY["src/main/resources/db/migration/V1__first.sql"],
    "db/migrations/000001_first.down.sql": "DROP TABLE customers;\n",
}
RAILS = {
    "app/models/customer.rb": "class Customer < ApplicationRecord\n  def call = phone\nend\n",
    "db/migrate/20240101000000_first.rb": """class First < ActiveRecord::Migration[7.1]
  def change
    create_table :customers do |t|
      t.string :name, null: false, limit: 200
      t.string :phone
      t.string :fax
      t.timestamps
    end
  end
end
""",
}
LARAVEL = {
    "app/Models/Customer.php": "<?php\nclass Customer extends Model { protected $fillable = ['name', 'phone']; }\n",
    "database/migrations/2024_01_01_000000_create_customers_table.php": """<?php
return new class extends Migration {
    public function up(): void
    {
        Schema::create('customers', function (Blueprint $table) {
            $table->id();
            $table->string('name', 200);
            $table->string('phone', 40)->nullable();
            $table->string('fax', 40)->nullable();
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('customers');
    }
};
""",
}
ENTITY_FRAMEWORK = {
    "Shop/Customer.cs": "public class Customer { public string Name { get; }\n public string Phone { get; set; } }\n",
    "Shop/Migrations/20240101000000_First.cs": """public partial class First : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "Customers",
            columns: table => new
            {
                Id = table.Column<int>(type: "int", nullable: false),
                Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                Phone = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                Fax = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true)
            },
            constraints: table => { table.PrimaryKey("PK_Customers", x => x.Id); });
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "Customers");
    }
}
""",
}
