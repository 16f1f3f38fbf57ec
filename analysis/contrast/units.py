"""Units and what they measure; lengths, weights and times are brought to one unit each."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.contrast.nouns import singular


@dataclass(frozen=True, slots=True)
class Measure:
    """What a unit measures, how many base units it holds, and the name of the base unit."""

    dimension: str
    factor: float
    base: str
    offset: float = 0.0


_TABLE = {
    (
        "duration",
        "second",
    ): "second:1 sec:1 minute:60 min:60 hour:3600 hr:3600 day:86400 night:86400 "
    "week:604800 fortnight:1209600 month:2629800 year:31557600 yr:31557600 decade:315576000 "
    "century:3155760000",
    (
        "length",
        "metre",
    ): "millimetre:.001 millimeter:.001 mm:.001 centimetre:.01 centimeter:.01 cm:.01 "
    "metre:1 meter:1 m:1 kilometre:1000 kilometer:1000 km:1000 mile:1609.344 mi:1609.344 "
    "foot:.3048 ft:.3048 inch:.0254 yard:.9144",
    (
        "mass",
        "kilogram",
    ): "milligram:1e-6 mg:1e-6 gram:.001 g:.001 gramme:.001 kilogram:1 kilo:1 kg:1 "
    "kilogramme:1 tonne:1000 ton:1000 pound:.45359237 lb:.45359237 ounce:.028349523 oz:.028349523",
    ("volume", "litre"): "litre:1 liter:1 l:1 millilitre:.001 gallon:3.785411784 barrel:158.987",
    ("area", "square metre"): "hectare:1e4 ha:1e4 acre:4046.856",
    ("speed", "kilometre an hour"): "mph:1.609344 kph:1 kmh:1 knot:1.852",
    ("power", "watt"): "watt:1 kilowatt:1000 kw:1000 megawatt:1e6 mw:1e6 gigawatt:1e9 gw:1e9",
    ("energy", "kilowatt hour"): "kwh:1 mwh:1000 gwh:1e6",
}
MEASURES = {
    name: Measure(dimension, float(factor), base)
    for (dimension, base), row in _TABLE.items()
    for name, _, factor in (item.partition(":") for item in row.split())
}
_SQUARED = {
    "metre": 1.0,
    "meter": 1.0,
    "kilometre": 1e6,
    "kilometer": 1e6,
    "km": 1e6,
    "mile": 2589988.11,
    "foot": 0.09290304,
}
_AN_HOUR = {"kilometre": 1.0, "kilometer": 1.0, "km": 1.0, "mile": 1.609344}
CURRENCY_SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₺": "TRY",
    "₩": "KRW",
    "₦": "NGN",
    "₪": "ILS",
    "₴": "UAH",
}
DOLLARS = {"us": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "hk": "HKD", "nz": "NZD"}
CURRENCIES = {
    "dollar": "USD",
    "usd": "USD",
    "buck": "USD",
    "euro": "EUR",
    "eur": "EUR",
    "sterling": "GBP",
    "gbp": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rupee": "INR",
    "rouble": "RUB",
    "ruble": "RUB",
    "franc": "CHF",
    "lira": "TRY",
    "peso": "MXN",
    "rand": "ZAR",
    "naira": "NGN",
    "shekel": "ILS",
    "dinar": "IQD",
    "rial": "IRR",
    "riyal": "SAR",
    "zloty": "PLN",
    "crown": "SEK",
    "krona": "SEK",
    "kronor": "SEK",
    "krone": "NOK",
    "kroner": "NOK",
    "dirham": "AED",
    "taka": "BDT",
    "baht": "THB",
    "won": "KRW",
    "ringgit": "MYR",
    "rupiah": "IDR",
    "dong": "VND",
    "reais": "BRL",
    "reai": "BRL",
    "forint": "HUF",
    "koruna": "CZK",
    "hryvnia": "UAH",
    "tenge": "KZT",
    "birr": "ETB",
    "shilling": "KES",
    "cedi": "GHS",
    "kwacha": "ZMW",
    "afghani": "AFN",
}
NATIONAL_DOLLARS = {"australian": "AUD", "canadian": "CAD", "zealand": "NZD", "kong": "HKD"}
CENT = {"cent": ("USD", 0.01), "penny": ("GBP", 0.01)}


def measure_of(words: tuple[str, ...]) -> tuple[Measure, int] | None:
    """Return the measure that the lower-case `words` open with, and how many words it takes."""
    if not words:
        return None
    first = singular(words[0])
    second = singular(words[1]) if len(words) > 1 else ""
    if first in {"square", "sq"} and second in _SQUARED:
        return Measure("area", _SQUARED[second], "square metre"), 2
    if first in _AN_HOUR and _is_per_hour(words[1:]):
        return Measure("speed", _AN_HOUR[first], "kilometre an hour"), 3
    if first == "degree" or words[0] == "°":
        return _temperature(words)
    if words[:2] in {("below", "zero"), ("below", "freezing")}:
        return Measure("temperature", 1, "degree Celsius"), 0
    if first in MEASURES:
        return MEASURES[first], 1
    return None


def _is_per_hour(words: tuple[str, ...]) -> bool:
    return words[:2] in {("an", "hour"), ("per", "hour"), ("/", "h")}


def _temperature(words: tuple[str, ...]) -> tuple[Measure, int]:
    scale = words[1] if len(words) > 1 else ""
    if scale in {"fahrenheit", "f"}:
        return Measure("temperature", 5 / 9, "degree Celsius", -32), 2
    return Measure("temperature", 1, "degree Celsius"), 1 + (scale in {"celsius", "c"})
