"""Requests, responses and the routing between them."""
