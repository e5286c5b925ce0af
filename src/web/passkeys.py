"""Where passkeys belong: the name and address of the portal as the settings have them."""

from src.services.second_factor import ceremony
from src.web.kit import AnyRequest, kit_of


def site_of(request: AnyRequest) -> ceremony.Site | None:
    """None where the portal is opened by a number: browsers make no passkeys for it."""
    kit = kit_of(request)
    return ceremony.site_of(kit.base_url, kit.settings.supplier_name)
