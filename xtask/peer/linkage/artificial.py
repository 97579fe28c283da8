"""Makes records of invented people from the parts of real ones: artificial.py HISTORICAL.csv N OUT.csv

Each person is put together from the given name of one record of HISTORICAL, the family name of another, a place, a district of
post and an occupation of others, and a day of birth drawn within the years of the set; five records a person on average, one to
nine. Each record is then damaged about as often as those of HISTORICAL: missing cells (born .20, place .14, postcode .20, sex
.22, occupation .50), slips of the pen (a word of the name .06, a digit of the day .10), short given names, middle names left
out, another postcode of the same district. The same N gives the same file.
"""

import csv
import random
import sys

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MISSING = {"dob": 0.20, "birth_place": 0.14, "postcode_fake": 0.20, "gender": 0.22, "occupation": 0.50}


def parts(path):
    """What people are put together from: given names, family names and values of the columns."""
    given, family, columns = [], [], {name: [] for name in MISSING}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            words = row["full_name"].split()
            if len(words) > 1:
                given.append(words[0])
                family.append(words[-1])
            for name, values in columns.items():
                if row[name]:
                    values.append(row[name])
    return given, family, columns


def person(draw, given, family, columns):
    names = [draw.choice(given)] + [draw.choice(given) for _ in range(draw.random() < 0.4)] + [draw.choice(family)]
    day = "01-01" if draw.random() < 0.15 else f"{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    row = {name: draw.choice(values) for name, values in columns.items()}
    row["dob"] = f"{draw.choice(columns['dob'])[:4]}-{day}"
    row["postcode_fake"] = postcode(draw, row["postcode_fake"])
    return names, row


def postcode(draw, other):
    return f"{other.split(' ')[0]} {draw.randint(0, 9)}{draw.choice(LETTERS)}{draw.choice(LETTERS)}"


def slip(draw, word, signs):
    at = draw.randrange(len(word))
    kind = draw.random()
    if kind < 0.5:
        return word[:at] + draw.choice(signs) + word[at + 1 :]
    if kind < 0.7:
        return word[:at] + word[at + 1 :] or word
    if kind < 0.85:
        return word[:at] + draw.choice(signs) + word[at:]
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


def damaged(draw, names, row):
    names = [slip(draw, word, LETTERS) if draw.random() < 0.06 else word for word in names]
    if len(names) > 2 and draw.random() < 0.5:
        del names[1]
    if draw.random() < 0.08:
        names[0] = names[0][: draw.choice([1, 3])]
    row = {name: "" if draw.random() < MISSING[name] else value for name, value in row.items()}
    if row["dob"] and draw.random() < 0.10:
        at = draw.choice([2, 3, 5, 6, 8, 9])
        row["dob"] = row["dob"][:at] + draw.choice("0123456789") + row["dob"][at + 1 :]
    if row["postcode_fake"] and draw.random() < 0.10:
        row["postcode_fake"] = postcode(draw, row["postcode_fake"])
    return names, row


def main():
    historical, n, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    draw = random.Random(20261123)
    given, family, columns = parts(historical)
    rows, entity = [], 0
    while len(rows) < n:
        names, row = person(draw, given, family, columns)
        for _ in range(min(draw.randint(1, 9), n - len(rows))):
            words, cells = damaged(draw, names, row)
            rows.append([" ".join(words), words[0], words[-1] if len(words) > 1 else "", *cells.values(), entity])
        entity += 1
    draw.shuffle(rows)
    with open(out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["unique_id", "full_name", "first_name", "surname", *columns, "truth"])
        writer.writerows([number, *row] for number, row in enumerate(rows, 1))


main()
