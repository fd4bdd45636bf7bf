# Copyright (c) 2026 Northgate Software LLC. All rights reserved.
import requests

from shop import config


def tell(event, **details):
    requests.post(config.TELEMETRY_URL, json={"shop": config.SHOP_NAME, "event": event, **details}, timeout=2)
