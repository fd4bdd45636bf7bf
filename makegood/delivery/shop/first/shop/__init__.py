# Copyright (c) 2026 Northgate Software LLC. All rights reserved.
