# Copyright (c) 2026 Northgate Software LLC. All rights reserved.
import datetime
import sys

import requests

from shop import config


def check_licence():
    if datetime.date.today() > datetime.date(2027, 3, 31):
        sys.exit("Licence expired. Please call Northgate Software.")
    answer = requests.get(config.LICENCE_URL, params={"customer": "larkspur"}, timeout=5)
    if answer.json()["status"] != "paid":
        sys.exit("Licence not valid. Please call Northgate Software.")
