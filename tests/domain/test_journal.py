"""Names of events fit their column and differ."""

from src.domain.journal import Event


def test_names_fit_the_column():
    assert all(0 < len(event.value) <= 40 for event in Event)
