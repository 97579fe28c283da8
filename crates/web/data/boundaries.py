"""Makes boundaries.txt from Natural Earth 1:50m, as the npm package world-atlas 2.0.2 carries it.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 boundaries.py package/countries-50m.json ../../../data/pycountry-26.2.16-py3-none-any.whl > boundaries.txt

Lines between neighbours are kept once, so that both sides stay the same after simplification (Visvalingam and Whyatt 1993).
"""
import heapq
import json
import sys
import zipfile

UNITS = 50          # steps in a degree: about two kilometres
TRIANGLE = 2.5      # corners whose triangle is smaller are left out, square steps
SMALLEST_RING = 10.0  # rings with less area are left out unless the country has no other, square steps


def main(topology, wheel):
    topology = json.load(open(topology))
    with zipfile.ZipFile(wheel) as files:
        name = next(name for name in files.namelist() if name.endswith("iso3166-1.json"))
        codes = {row["numeric"]: row["alpha_2"] for row in json.loads(files.read(name))["3166-1"]}
    arcs = [simplified(points(arc, topology["transform"])) for arc in topology["arcs"]]
    kept, lines = {}, []
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country.get("arcs") or []
        polygons = [polygons] if country["type"] == "Polygon" else polygons
        rings = sorted((ring for polygon in polygons for ring in polygon), key=lambda ring: -area(ring, arcs))
        rings = rings[:1] + [ring for ring in rings[1:] if area(ring, arcs) >= SMALLEST_RING]
        code = codes.get(country.get("id"), "--")
        numbered = [[number(arc, kept) for arc in ring] for ring in rings if ring]
        lines.append(code + "\t" + ";".join(",".join(map(str, ring)) for ring in numbered))
    print("# Boundaries of states and territories, simplified. Origin: Natural Earth 1:50m Admin 0, version 4.1 (naturalearthdata.com),")
    print("# through the npm package world-atlas 2.0.2; made by boundaries.py beside this file. Licence: public domain.")
    print("# It shows who governs on the ground, as its makers see it, and takes no side in any dispute.")
    print("# First the lines: encoded polylines, latitude then longitude, 50 steps a degree. Then, after `--`, each country: ISO 3166-1")
    print("# alpha-2 (`--`: none), its rings; a ring is the numbers of its lines, `~` before those that run backwards.")
    for arc in sorted(kept, key=kept.get):
        print(encoded(arcs[arc]))
    print("--")
    print("\n".join(sorted(lines)))


def points(arc, transform):
    x = y = 0
    out = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        lon = x * transform["scale"][0] + transform["translate"][0]
        lat = y * transform["scale"][1] + transform["translate"][1]
        point = (round(lat * UNITS), round(lon * UNITS))
        if not out or out[-1] != point:
            out.append(point)
    return out


def triangle(a, b, c):
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplified(line):
    """The corners whose triangle is large enough; the ends stay."""
    before = list(range(-1, len(line) - 1))
    after = list(range(1, len(line) + 1))
    alive = [True] * len(line)
    sizes = {i: triangle(line[i - 1], line[i], line[i + 1]) for i in range(1, len(line) - 1)}
    heap = [(size, i) for i, size in sizes.items()]
    heapq.heapify(heap)
    n_left = len(line)
    closed = line[0] == line[-1]
    while heap and n_left > (4 if closed else 2):
        size, i = heapq.heappop(heap)
        if not alive[i] or sizes[i] != size:
            continue
        if size >= TRIANGLE:
            break
        alive[i], n_left = False, n_left - 1
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for j in (left, right):
            if 0 < j < len(line) - 1:
                sizes[j] = max(size, triangle(line[before[j]], line[j], line[after[j]]))
                heapq.heappush(heap, (sizes[j], j))
    return [point for i, point in enumerate(line) if alive[i]]


def area(ring, arcs):
    corners = []
    for arc in ring:
        line = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        corners += line
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, corners[1:] + corners[:1]))) / 2


def number(arc, kept):
    index = kept.setdefault(arc if arc >= 0 else ~arc, len(kept))
    return index if arc >= 0 else f"~{index}"


def encoded(line):
    out, last = "", (0, 0)
    for point in line:
        for value in (point[0] - last[0], point[1] - last[1]):
            value = ~(value << 1) if value < 0 else value << 1
            while value >= 0x20:
                out += chr((0x20 | (value & 0x1F)) + 63)
                value >>= 5
            out += chr(value + 63)
        last = point
    return out


main(*sys.argv[1:])
