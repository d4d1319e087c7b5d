"""The nearest by bits are compared exactly, and only as many as are wanted."""

from agora.memory.items import Row
from agora.memory.store import Store
from agora.memory.table import WordTable
from agora.memory.vectors import Vectors


def test_thousands_that_say_the_same_are_not_all_compared(tmp_path, monkeypatch):
    compared = []
    cosines = Vectors._cosines

    def counted(self, vector, rows):
        compared.append(len(rows))
        return cosines(self, vector, rows)

    monkeypatch.setattr(Vectors, "_cosines", counted)
    store, table = Store(tmp_path / "memory.db"), WordTable()
    store.add([Row(f"t{n}", "turn", "The kettle is on.", float(n)) for n in range(2_000)])
    found = Vectors(store, table).search(table(["the kettle"])[0], 10)
    store.close()
    assert len(found) == 10
    assert max(compared) <= 160
