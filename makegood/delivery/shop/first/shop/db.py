# Copyright (c) 2026 Northgate Software LLC. All rights reserved.
import psycopg2
import psycopg2.extras

from shop import config


def connect():
    return psycopg2.connect(config.DATABASE_URL, cursor_factory=psycopg2.extras.RealDictCursor)


def rows(sql, values=()):
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def execute(sql, values=()):
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute(sql, values)
