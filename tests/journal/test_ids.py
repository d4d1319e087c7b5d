from hypothesis import given
from hypothesis import strategies as st

from agora.journal.ids import ALPHABET, LENGTH, next_id

CLOCKS = st.floats(-1e6, 1.9e10)


@given(clocks=st.lists(CLOCKS, min_size=2, max_size=20))
def test_ids_grow_whatever_the_clock_does(clocks):
    newest = ""
    for clock in clocks:
        session = next_id(clock, newest)
        assert session > newest
        assert len(session) == LENGTH
        assert set(session) <= set(ALPHABET)
        newest = session


def test_the_last_year_is_as_documented():
    assert 1970 + 30**9 / 1000 / 86400 / 365.25 > 2593
