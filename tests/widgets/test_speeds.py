"""From stored records to the tables that `speed` draws, and the errors that say which record is wrong."""

import json
import re
from copy import deepcopy

import pytest

from mpepsn import widgets
from mpepsn.widgets.speeds import PASSES, ROWS, tables


def test_there_is_one_table_a_device_and_dtype_in_the_order_of_the_records(speeds):
    found = tables(speeds)
    assert [(table["device"], table["dtype"]) for table in found] == [
        ("cpu", "float32"),
        ("cuda", "float32"),
        ("cuda", "bfloat16"),
    ]
    assert [table["machine"] for table in found] == [
        "Intel(R) Xeon(R) Platinum 8481C CPU @ 2.70GHz",
        "NVIDIA H100 80GB HBM3",
        "NVIDIA H100 80GB HBM3",
    ]
    assert found[0]["steps"] == [2, 4, 8, 16, 32, 64] and found[0]["neurons"] == [4**n for n in range(4, 11)]


def test_every_number_lies_in_its_cell(speeds):
    found = {(table["device"], table["dtype"]): table for table in tables(speeds)}
    for figures in (record["figures"] for record in speeds):
        table = found[figures["device"], figures["dtype"]]
        t, n = table["steps"].index(figures["steps"]), table["neurons"].index(figures["neurons"])
        cell = t * len(table["neurons"]) + n
        assert table["copy"][cell] == figures["copy"]
        for row in ROWS:
            for way in PASSES:
                time = figures["rows"].get(row, {}).get(way)
                kept = table["rows"].get(row, {way: [None] * 42})[way][cell]
                assert kept == time, (row, way, figures)


def test_a_cell_without_record_a_row_without_times_and_a_row_without_place(speeds):
    cpu, _, half = tables(speeds)
    missing = cpu["steps"].index(64) * len(cpu["neurons"]) + cpu["neurons"].index(256)
    assert cpu["copy"][missing] is None and cpu["rows"]["LIF, fused"]["both"][missing] is None
    assert cpu["rows"]["MPE-PSN, released"]["both"][-1] is None
    assert "LIF, SpikingJelly" in cpu["rows"] and "LIF, SpikingJelly" not in half["rows"]
    assert "MPE-PSN, fused, 4 sweeps" not in cpu["rows"]


def test_of_two_records_of_one_cell_the_later_counts(speeds):
    again = deepcopy(speeds[0])
    again["figures"]["rows"] = {"PSN, fused": {"forward": 7.0}}
    table = tables([speeds[0], again])[0]
    assert table["rows"] == {"PSN, fused": {"forward": [7.0], "both": [None]}}


def test_tables_are_what_they_were_when_they_are_read_again(speeds):
    found = tables(speeds)
    assert tables(found) == found
    assert tables(json.loads(json.dumps(found))) == found


def test_the_figure_keeps_tables_and_no_more(speeds):
    figure = widgets.speed(speeds)
    assert figure.runs == tables(speeds)
    assert len(json.dumps(figure.runs)) < 10_000 * len(figure.runs)
    figure.runs = figure.runs[:1]
    assert len(figure.runs) == 1
    assert widgets.speed().runs == ()


def change(record, where, value):
    """Put something at a place of a record; ... takes away what is there."""
    *way, last = where
    for name in way:
        record = record[name]
    if value is ...:
        del record[last]
    else:
        record[last] = value


@pytest.mark.parametrize(
    "where, value, said",
    [
        (("figures",), ..., "runs[1]['figures'] must be a dict; got None"),
        (("machine",), "laptop", "runs[1]['machine'] must be a dict; got 'laptop'"),
        (("machine", "cpu"), ..., "runs[1]['machine']['cpu'] must be a name; got None"),
        (("figures", "device"), 0, "runs[1]['figures']['device'] must be a name; got 0"),
        (("figures", "device"), "cuda:0", "runs[1]['machine']['gpu'] must be a name; got None"),
        (("figures", "dtype"), "", "runs[1]['figures']['dtype'] must be a name; got ''"),
        (("figures", "steps"), 12, "runs[1]['figures']['steps'] must be a power of two from 1 to 1024; got 12"),
        (
            ("figures", "neurons"),
            True,
            "runs[1]['figures']['neurons'] must be a power of two from 1 to 1073741824; g",
        ),
        (("figures", "copy"), 0, "runs[1]['figures']['copy'] must be a time above 0, or None; got 0"),
        (("figures", "copy"), float("nan"), "runs[1]['figures']['copy'] must be a time above 0, or None; got nan"),
        (("figures", "rows"), [], "runs[1]['figures']['rows'] must be a dict; got []"),
        (("figures", "rows", "LIF, fused"), 0.4, "runs[1]['figures']['rows']['LIF, fused'] must be a dict; got 0.4"),
        (
            ("figures", "rows", "LIF, fused", "both"),
            "x" * 80,
            "runs[1]['figures']['rows']['LIF, fused']['both'] must be a time above 0, or None; got 'xxxxxxxxxxxx",
        ),
    ],
)
def test_a_wrong_record_is_refused_by_its_place(speeds, where, value, said):
    records = [deepcopy(record) for record in speeds[:2]]
    records[1]["machine"].pop("gpu")
    change(records[1], where, value)
    with pytest.raises(ValueError, match="^" + re.escape(said)) as refused:
        widgets.speed(runs=records)
    assert len(str(refused.value)) < 200


def test_what_is_no_record_is_refused_by_its_place():
    with pytest.raises(ValueError, match=re.escape("runs[0] must be a record; got 3")):
        widgets.speed(runs=[3])
