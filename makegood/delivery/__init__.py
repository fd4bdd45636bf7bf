"""The sample delivery: a small web shop that a made-up partner delivers twice, once badly and once well.

`build(folder)` makes two real git repositories, the same commit ids on every machine:

- `folder/first`, tag `delivery-1`: three months of work, nearly all by one person, straight onto `main`. Every
  breach in it is listed in `breaches.py`.
- `folder/second`, tag `delivery-2`: five months of work by four people, in reviewed branches, with everything mended.

They are two repositories, not two revisions of one. Git keeps a secret and a customer list for ever, and the owner's
mirror holds every ref, so a second delivery on top of the first could never be clean. As in real disputes, the partner
begins a new history after the first delivery was held and carries over only what was reviewed. The first commit is
therefore no ancestor of the second: inspecting the second `--since` the first must say that history was rewritten.

The files lie in `shop/first` and `shop/second` as they look at delivery; `shop/*.toml` tells the story: who wrote what,
when, and how far each file had grown. What must not stand in this repository as text (the fake secrets, the invented
customers) is a placeholder there and is made when the delivery is built.
"""

from makegood.delivery.repository import Delivery, DeliveryError, build

__all__ = ["Delivery", "DeliveryError", "build"]
