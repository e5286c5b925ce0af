"""The supplier's prices: roubles a kWh without VAT, scaled by 10^6; `contract_key` is a contract's code or `*`."""

from piccolo.columns import BigInt, Boolean, Integer, Varchar
from piccolo.table import Table


class Tariff(Table, tablename="tariff"):
    contract_key = Varchar(length=40)
    period = Varchar(length=7)
    price_category = Integer()
    voltage = Varchar(length=3)
    zone = Varchar(length=2)
    price = BigInt()
    vat_percent = Integer()
    deleted = Boolean()
