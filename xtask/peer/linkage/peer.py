"""Links one set with Splink 5.0.0 on DuckDB: peer.py SET FILE.csv OUT.

SET is historical, rldata, febrl, fake or artificial; FILE.csv has the true entity in the column `truth`, which is not read.
OUT gets pairs.csv (left, right, weight, probability: rows from 0), clusters.csv (for each row its cluster at several
thresholds) and run.json (seconds, peak memory). Comparisons and blocking rules follow Splink's own examples for such data; they
are ours, not tuned by its authors.
"""

import json
import pathlib
import resource
import sys
import time

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

THRESHOLDS = [0.5, 0.9, 0.95, 0.99]


def tf(comparison):
    return comparison.configure(term_frequency_adjustments=True)


def historical():
    comparisons = [
        tf(cl.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="first_and_surname")),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        cl.PostcodeComparison("postcode_fake"),
        tf(cl.ExactMatch("birth_place")),
        tf(cl.ExactMatch("occupation")),
    ]
    rules = [
        block_on("first_name", "surname"),
        block_on("surname", "dob"),
        block_on("first_name", "dob"),
        block_on("postcode_fake", "first_name"),
        block_on("postcode_fake", "surname"),
        block_on("dob", "birth_place"),
        block_on("substr(postcode_fake,1,3)", "dob"),
        block_on("substr(first_name,1,3)", "substr(surname,1,4)"),
    ]
    return comparisons, rules, [block_on("first_name", "surname"), block_on("dob")], [rules[1], rules[4]]


def artificial():
    comparisons, rules, _, certain = historical()
    # Of a million people with common names days alone propose 147 million pairs to learn from, and beginnings too many to score.
    training = [block_on("first_name", "surname"), block_on("postcode_fake", "dob")]
    return comparisons, [*rules[:5], rules[6]], training, certain


def rldata():
    comparisons = [
        tf(cl.NameComparison("fname_c1")),
        tf(cl.NameComparison("lname_c1")),
        cl.DamerauLevenshteinAtThresholds("born", [1, 2]),
    ]
    rules = [
        block_on("fname_c1", "lname_c1"),
        block_on("lname_c1", "\"by\""),
        block_on("fname_c1", "\"by\""),
        block_on("born"),
        block_on("lname_c1", "bm", "bd"),
        block_on("fname_c1", "bm", "bd"),
    ]
    return comparisons, rules, [block_on("fname_c1", "lname_c1"), block_on("born")], [rules[0]]


def febrl():
    comparisons = [
        tf(cl.NameComparison("given_name")),
        tf(cl.NameComparison("surname")),
        cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
        cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
        tf(cl.ExactMatch("street_number")),
        cl.DamerauLevenshteinAtThresholds("postcode", [1]),
        tf(cl.JaroWinklerAtThresholds("address_1", [0.9])),
        tf(cl.JaroWinklerAtThresholds("suburb", [0.9])),
    ]
    rules = [
        block_on("soc_sec_id"),
        block_on("given_name", "surname"),
        block_on("date_of_birth"),
        block_on("address_1"),
        block_on("surname", "postcode"),
        block_on("given_name", "postcode"),
    ]
    return comparisons, rules, [block_on("date_of_birth"), block_on("given_name", "surname")], [rules[0]]


def fake():
    comparisons = [
        tf(cl.NameComparison("first_name")),
        tf(cl.NameComparison("surname")),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        tf(cl.ExactMatch("city")),
        cl.EmailComparison("email"),
    ]
    rules = [block_on("first_name"), block_on("surname"), block_on("dob"), block_on("email")]
    return comparisons, rules, [block_on("dob"), block_on("first_name", "surname")], [block_on("first_name", "dob"), block_on("email")]


def table(connection, file):
    """The records, with a row number from 0 and the joined columns that some comparisons need."""
    connection.sql(f"create table given as select * from read_csv('{file}', all_varchar=true, nullstr=['', 'NA'])")
    columns = {column[0] for column in connection.sql("describe given").fetchall()}
    more = ""
    if "by" in columns:
        more = ", \"by\" || '-' || lpad(bm, 2, '0') || '-' || lpad(bd, 2, '0') as born"
    if "full_name" in columns and "first_and_surname" not in columns:
        more = ", first_name || ' ' || surname as first_and_surname"
    left_out = "truth, unique_id" if "unique_id" in columns else "truth"
    connection.sql(
        f"create table records as select * exclude ({left_out}), (row_number() over () - 1)::bigint as unique_id{more} from given"
    )
    connection.sql("drop table given")


def main():
    kind, file, out = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    start = time.time()
    connection = duckdb.connect()
    table(connection, file)
    comparisons, rules, training, certain = globals()[kind]()
    api = DuckDBAPI(connection)
    settings = SettingsCreator(link_type="dedupe_only", comparisons=comparisons, blocking_rules_to_generate_predictions=rules)
    linker = Linker(api.register("records"), settings, log_level="WARNING")
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in training:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    trained = time.time()
    predicted = linker.inference.predict(threshold_match_probability=0.001)
    scored = time.time()
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_probability=0.95)
    clustered = time.time()
    used = resource.getrusage(resource.RUSAGE_SELF)
    run = {
        "seconds": {"train": trained - start, "predict": scored - trained, "cluster": clustered - scored, "all": clustered - start},
        "cpu_seconds": used.ru_utime + used.ru_stime,
        "peak_mb": used.ru_maxrss / 1024,
    }
    (out / "run.json").write_text(json.dumps(run))
    connection.sql(
        f"copy (select unique_id_l, unique_id_r, match_weight, match_probability from {predicted.physical_name}) to '{out}/pairs.csv' (header)"
    )
    columns = [f"select unique_id, 0.95 as threshold, cluster_id from {clusters.physical_name}"]
    if connection.sql("select count(*) from records").fetchall()[0][0] <= 100_000:
        for threshold in THRESHOLDS:
            if threshold != 0.95:
                found = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_probability=threshold)
                columns.append(f"select unique_id, {threshold} as threshold, cluster_id from {found.physical_name}")
    connection.sql(f"copy ({' union all '.join(columns)}) to '{out}/clusters.csv' (header)")


main()
