"""Scores pairs of names with OpenSanctions' logic-v2 (nomenklatura, MIT): schema, left and right as tab-separated lines on standard input,
one score a line on standard output, seconds for each pair on standard error. Origin: the project. Licence: MIT OR Apache-2.0."""
import sys
import time

from followthemoney import EntityProxy, model
from nomenklatura.matching import LogicV2, ScoringConfig


def entity(schema, name):
    return EntityProxy.from_dict({"id": name, "schema": schema, "properties": {"name": [name]}})


def main():
    pairs = [line.rstrip("\n").split("\t") for line in sys.stdin]
    config = ScoringConfig.defaults()
    # The first comparison loads tables.
    LogicV2.compare(entity("Person", "a b"), entity("Person", "b c"), config)
    start = time.perf_counter()
    for schema, left, right in pairs:
        print(LogicV2.compare(entity(schema, left), entity(schema, right), config).score)
    print((time.perf_counter() - start) / max(1, len(pairs)), file=sys.stderr)


main()
