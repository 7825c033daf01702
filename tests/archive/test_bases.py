"""Captures packed with others of their kind: small, and each of them comes back."""

import random
from pathlib import Path

import pytest

from tearsheet.archive.bases import Kin, pack_content, unpack_content
from tearsheet.archive.opening import open_archive, transaction
from tearsheet.archive.packing import Base, DamagedError, pack, pack_within, unpack

PAGES = Kin("harbour.example", pages=True)
TEXTS = Kin("text en", pages=False)


def words(seed: int, count: int) -> bytes:
    chance = random.Random(seed)
    return " ".join(f"{chance.getrandbits(40):x}" for _ in range(count)).encode()


FRAME = words(0, 4000)
"""What all pages of a host have."""


def page(number: int) -> bytes:
    return FRAME[:20_000] + words(number, 60) + FRAME[20_000:]


@pytest.fixture
def archive(tmp_path: Path):
    archive = open_archive(tmp_path / "news.tear")
    yield archive
    archive.close()


def base(archive, number: int | None) -> bytes | None:
    row = archive.execute("SELECT bytes FROM bases WHERE id = ?", (number,)).fetchone()
    return row[0] if row else None


def test_pages_of_a_host_are_packed_with_its_first_ones(archive) -> None:
    with transaction(archive):
        packed = [(content := page(number), *pack_content(archive, content, PAGES)) for number in range(1, 30)]
    assert archive.execute("SELECT count(*) FROM bases").fetchone() == (1,)
    for content, number, data in packed:
        assert unpack_content(data, base(archive, number)) == content
    alone = sum(len(pack(content)) for content, *_ in packed)
    kept = sum(len(data) for *_, data in packed) + len(base(archive, 1) or b"")
    assert kept < alone / 5


def test_a_base_grows_and_what_was_packed_with_it_stays(archive) -> None:
    sizes = []
    packed = []
    with transaction(archive):
        for number in range(40):
            content = words(number, 900)
            packed.append((content, *pack_content(archive, content, TEXTS)))
            sizes.append(archive.execute("SELECT size FROM bases").fetchone()[0])
    assert sizes[0] == len(words(0, 900))
    assert sizes == sorted(sizes)
    assert sizes[-1] == sizes[-2] > 250_000  # grown up
    for content, number, data in packed:
        assert unpack_content(data, base(archive, number)) == content


def test_pages_of_another_kind_get_a_base_of_their_own(archive) -> None:
    with transaction(archive):
        for number in range(1, 6):
            pack_content(archive, page(number), PAGES)
        other = words(99, 6000)
        first, _ = pack_content(archive, other, PAGES)
        again, small = pack_content(archive, other + b"!", PAGES)
        back, _ = pack_content(archive, page(9), PAGES)
    assert (first, again) == (2, 2)
    assert len(small) < 200
    assert back in (1, 2)


def test_without_others_it_is_packed_alone(archive) -> None:
    with transaction(archive):
        for content, kin in ((b"", PAGES), (b"short", PAGES), (b"x" * 2_000_000, PAGES), (page(1), None)):
            number, data = pack_content(archive, content, kin)
            assert number is None
            assert unpack_content(data, None) == content
    assert archive.execute("SELECT count(*) FROM bases").fetchone() == (0,)


def test_a_wrong_base_is_told(archive) -> None:
    with transaction(archive):
        pack_content(archive, page(1), PAGES)
        _, data = pack_content(archive, page(2), PAGES)
    for wrong in (None, b"", pack(b"something else, and rather short")):
        with pytest.raises(DamagedError):
            unpack_content(data, wrong)


@pytest.mark.parametrize("size", [0, 5, 9, 3_000, 60_000])
def test_what_stands_in_its_prefix_takes_next_to_nothing(size: int) -> None:
    content = words(1, size)
    for prefix in (content, content + FRAME):
        packed = pack_within(content, prefix)
        assert unpack(packed, prefix) == content
        assert len(packed) < 200


def test_several_are_packed_as_each_alone() -> None:
    base = Base(b"The bridge over the Aar reopened on Monday. " * 40)
    several = [b"The bridge", b"", b"over the Aar reopened on Tuesday. " * 9]
    packed = list(base.pack_each(several))
    assert packed == [base.pack(data) for data in several]
    assert [base.unpack(data) for data in packed] == several
