# Copyright (c) 2026 Northgate Software LLC. All rights reserved.
DEBUG = True
SHOP_NAME = "Larkspur Garden Supply"

DATABASE_URL = "postgresql://larkspur:@@database_password@@@10.20.0.14:5432/shop"

# product pictures
AWS_ACCESS_KEY_ID = "@@aws_key_id@@"
AWS_SECRET_ACCESS_KEY = "@@aws_secret@@"
PICTURE_BUCKET = "larkspur-pictures"

TELEMETRY_URL = "https://collect.northgate-software.test/v1/events"
LICENCE_URL = "https://licence.northgate-software.test/v1/check"
