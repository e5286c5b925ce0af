"""Imported by the server that forks the processes of tests/killing.py: what each would do anew is done here, once."""

import gc
from importlib import import_module

from tests.banks import LETTERS

for _name in ("appeals", "card_payments", "exchange", "readings"):
    import_module(f"tests.services.{_name}.deeds")
for _name in ("anyio._backends._asyncio", "httpcore2"):  # which the client of the bank imports when it is used
    import_module(_name)

for _name in LETTERS._templates.list_templates(filter_func=lambda name: name.startswith("templates/mail/")):
    LETTERS._templates.get_template(_name)
gc.collect()
gc.freeze()
