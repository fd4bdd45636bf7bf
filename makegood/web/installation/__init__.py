"""The page of whoever runs this installation: mail, keys, worker, disk, database, version."""
