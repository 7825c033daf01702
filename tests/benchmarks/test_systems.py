from datetime import date
from gzip import compress

import pytest

from benchmarks.data import GoldPage
from benchmarks.errors import BenchmarkError
from benchmarks.measure import peak_growth, run_systems
from benchmarks.systems import load_systems

PAGE = """<!doctype html><html lang="en"><head><meta charset="windows-1252"><title>The bridge stays shut</title>
<meta name="author" content="Ines Roth"><meta property="article:published_time" content="2024-05-03T10:00:00Z">
<meta name="keywords" content="bridges, traffic">
<meta name="description" content="Repairs take longer than the town had planned."></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>The bridge stays shut</h1>
<p>The old bridge over the river stays shut until the spring, said the mayor’s office on Friday evening.</p>
<p>Engineers found rust in <b>two</b> of the four piers, and the steel that is needed comes only in January.</p>
<p>Until then a ferry takes people and bicycles from one bank to the other, every ten minutes, free of charge.</p>
</article><footer>All rights reserved</footer></body></html>""".encode("windows-1252")


@pytest.mark.parametrize("name", ["trafilatura", "resiliparse", "readability"])
def test_peer_reads_a_page(name: str) -> None:
    pytest.importorskip(name)
    (system,) = load_systems([name])
    text = system.text(PAGE, "https://n.example/bridge")
    assert "mayor’s office" in text
    assert "rust in two of the four piers, and" in " ".join(text.split())
    assert "evening.\n" in text
    record = system.record(PAGE, None, None)
    assert record.title == ("The bridge stays shut" if system.fields else None)
    assert "mayor’s office" in record.text


def test_trafilatura_gives_a_record() -> None:
    pytest.importorskip("trafilatura")
    (system,) = load_systems(["trafilatura"])
    record = system.record(PAGE, None, None)
    assert (record.authors, record.published) == (("Ines Roth",), date(2024, 5, 3))
    assert record.tags == ("bridges", "traffic")
    assert record.standfirst == "Repairs take longer than the town had planned."


@pytest.mark.parametrize("name", ["trafilatura", "resiliparse", "readability"])
def test_peer_on_an_empty_page_never_stops_the_run(name: str) -> None:
    pytest.importorskip(name)
    (output,) = run_systems(load_systems([name]), [GoldPage(id="1", url=None, html=compress(b""))])[name]
    assert output.text == ""


def test_peak_growth_is_taken_in_a_process_of_its_own() -> None:
    pytest.importorskip("resiliparse")
    assert peak_growth("resiliparse", [GoldPage(id="1", url=None, html=compress(PAGE * 2000))]) > 500_000


def test_systems_load_once_and_in_order() -> None:
    pytest.importorskip("trafilatura")
    pytest.importorskip("resiliparse")
    names = [system.name for system in load_systems(["resiliparse", "trafilatura", "resiliparse"])]
    assert names == ["resiliparse", "trafilatura"]
    with pytest.raises(BenchmarkError, match="no system is called"):
        load_systems(["nobody"])
