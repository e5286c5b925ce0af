"""Every handler has exactly one guard, takes what it hands back, and reads no body on its own."""

import re

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from src.web import guards

KINDS = {
    guards.find_visitor: "visitor",
    guards.find_person: "person",
    guards.find_fresh_person: "person",
}
GUARDED = "find_contract.<locals>.find"


def handlers(app: Litestar) -> list[HTTPRouteHandler]:
    found = {handler for route in app.routes for handler in getattr(route, "route_handlers", [])}
    return [handler for handler in found if handler.handler_name != "options_handler"]


def guard_of(handler: HTTPRouteHandler) -> str:
    """The name under which the guard hands over its thing; '' when there is none."""
    provided = {name: provide.dependency for name, provide in handler.resolve_dependencies().items()}
    contract = provided.get("contract")
    if getattr(getattr(contract, "func", contract), "__qualname__", "").endswith(GUARDED):
        return "contract"
    return next((name for name, made in provided.items() if KINDS.get(getattr(made, "func", made)) == name), "")


def test_every_handler_takes_what_its_guard_hands_back(app):
    unguarded = []
    for handler in handlers(app):
        taken = set(handler.parsed_fn_signature.parameters)
        guard = guard_of(handler)
        if not guard or (guard != "visitor" and guard not in taken):
            unguarded.append(f"{handler.handler_name}: {guard or 'no guard'}")
    assert handlers(app)
    assert not unguarded


def test_every_contract_in_a_path_is_guarded_as_one(app):
    paths = [(path, handler) for handler in handlers(app) for path in handler.paths if "contract_id" in path]
    assert not [path for path, handler in paths if guard_of(handler) != "contract"]


def test_no_handler_reads_a_body_before_its_guard(app):
    assert not [
        handler.handler_name
        for handler in handlers(app)
        if {"data", "body"} & set(handler.parsed_fn_signature.parameters)
    ]


async def test_signed_out_every_guarded_address_leads_to_signing_in(app, client):
    for route in app.routes:
        for handler in getattr(route, "route_handlers", []):
            if handler not in handlers(app) or guard_of(handler) == "visitor":
                continue
            for method in sorted(handler.http_methods - {"HEAD"}):
                answer = await client.request(method, re.sub(r"{[^}]+}", "1", route.path_format))
                assert answer.status_code == 303, (method, route.path)
                assert answer.headers["location"].startswith("/sign-in")
