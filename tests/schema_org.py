"""The part of schema.org that this site uses, and what in a description of a page does not fit it.

`schema_org.json` is taken from schema.org's own vocabulary; the version stands in it. To make it anew, for another version
or with another type in USED: `python -m tests.schema_org data/releases/30.0/schemaorg-current-https.jsonld`, with a file
of https://github.com/schemaorg/schemaorg. A type has its own properties and those of all types above it.
"""

import json
import re
import sys
from datetime import datetime
from pathlib import Path

TABLE = Path(__file__).with_name("schema_org.json")
USED = (
    "WebPage ProfilePage MedicalWebPage Article WebSite Organization Person EducationalOccupationalCredential BreadcrumbList "
    "ListItem Product Recipe HowToStep ExercisePlan AnatomicalStructure SearchAction EntryPoint"
).split()
FORBIDDEN = {"QAPage", "FAQPage", "AggregateRating", "Review", "Rating"}  # rows 47 and 107 of the list of features
TYPES = json.loads(TABLE.read_text())["types"] if TABLE.exists() else {}


def all_above(kind) -> list[str]:
    """The type itself and every type above it."""
    parents = TYPES.get(kind, {}).get("parents", [])
    return [kind, *(above for parent in parents for above in all_above(parent))]


def kinds_of(kind, name) -> list[str] | None:
    """What may stand in a property of a type; None when it has no such property."""
    if name.endswith("-input"):  # an annotation for actions, with a text: schema.org/docs/actions.html
        return ["Text"] if kinds_of(kind, name.removesuffix("-input")) else None
    found = [TYPES[above]["properties"].get(name) for above in all_above(kind)]
    return next((kinds for kinds in found if kinds), None)


def mistakes(data, where="page") -> list[str]:
    """What in a description of a page does not fit the table."""
    if "@graph" in data:
        return [wrong for number, part in enumerate(data["@graph"]) for wrong in mistakes(part, f"graph {number}")]
    if set(data) == {"@id"}:
        return []
    kind = data.get("@type")
    if kind in FORBIDDEN or kind not in TYPES:
        return [f"{where}: {kind} is not to be used"]
    found = []
    for name, value in data.items():
        if name.startswith("@"):
            continue
        kinds = kinds_of(kind, name)
        if kinds is None:
            found.append(f"{where}: {kind} has no {name}")
            continue
        for one in value if isinstance(value, list) else [value]:
            found += wrong_value(one, kinds, f"{where}.{name}")
    return found


def wrong_value(value, kinds, where) -> list[str]:
    """What is wrong with one value, nothing when it is of one of the kinds."""
    if isinstance(value, dict):
        nested = mistakes(value, where)
        fits = set(value) == {"@id"} or not set(kinds).isdisjoint(all_above(value.get("@type")))
        return nested if fits else [*nested, f"{where}: a {value.get('@type')} does not belong here"]
    return [] if any(is_of(value, kind) for kind in kinds) else [f"{where}: {value!r} is none of {kinds}"]


def is_of(value, kind) -> bool:
    """Whether a plain value is of one of schema.org's kinds."""
    if kind in ("Integer", "Number"):
        return isinstance(value, int) and not isinstance(value, bool)
    if not isinstance(value, str) or not value.strip():
        return False
    if kind == "URL":
        return bool(re.fullmatch(r"https?://[^\s<>\"]+", value))
    if kind == "Duration":
        return bool(re.fullmatch(r"PT(?=\d)(\d+H)?(\d+M)?(\d+S)?", value))
    if kind in ("Date", "DateTime"):
        try:
            datetime.fromisoformat(value)
        except ValueError:
            return False
        return " " not in value  # Python forgives it; search engines do not
    return kind == "Text" and "<" not in value


def table_from(vocabulary, version) -> dict:
    """{"version", "types": {type: {"parents", "properties": {name: kinds}}}} of the USED types and all above them."""
    graph = vocabulary["@graph"]
    parents = {
        named(one): [named(parent) for parent in listed(one, "rdfs:subClassOf") if parent["@id"].startswith("schema:")]
        for one in graph
        if "rdfs:Class" in listed(one, "@type")
    }
    wanted, waiting = {}, list(USED)
    while waiting:
        kind = waiting.pop()
        wanted.setdefault(kind, {"parents": parents[kind], "properties": {}})
        waiting += parents[kind]
    for one in graph:
        if "rdf:Property" in listed(one, "@type") and not listed(one, "schema:supersededBy"):
            for kind in wanted.keys() & {named(domain) for domain in listed(one, "schema:domainIncludes")}:
                kinds = sorted(named(kind) for kind in listed(one, "schema:rangeIncludes"))
                wanted[kind]["properties"][named(one)] = kinds
    return {"version": version, "types": wanted}


def listed(one, name) -> list:
    """A value of the vocabulary, which is a list only where there are several."""
    value = one.get(name, [])
    return value if isinstance(value, list) else [value]


def named(reference) -> str:
    return reference["@id"].removeprefix("schema:")


def write(path):
    """Makes the table from a file of the vocabulary, whose folder is named after its version."""
    table = table_from(json.loads(path.read_text()), path.parent.name)
    lines = []
    for kind, about in sorted(table["types"].items()):
        properties = ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in sorted(about["properties"].items()))
        inner = f"{{\n{properties}}}" if properties else "{}"
        lines.append(f'{json.dumps(kind)}: {{"parents": {json.dumps(about["parents"])}, "properties": {inner}}}')
    TABLE.write_text(f'{{"version": {json.dumps(table["version"])}, "types": {{\n' + ",\n".join(lines) + "}}\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
