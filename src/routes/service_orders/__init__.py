"""«Услуги»: the catalogue, ordering, orders."""

from litestar import Router

from src.routes.service_orders import bill, catalogue, listing, one, ordering

router = Router("/", route_handlers=[listing.router, catalogue.router, ordering.router, one.router, bill.router])
