"""The benchmark of the register measures what it says, on the same invented people each time."""

from habeas.bench import register


def test_every_figure_is_measured_and_told_beside_a_table():
    told = register.report(30)
    assert told.splitlines()[0].startswith("30 people, ")
    assert [line for line in told.splitlines() if "of a table" in line][-1].split()[2] == "1.000"
    assert "ms a new claim" in told


def test_the_same_seed_gives_the_same_register():
    writers = [register._Writer(register.random.Random(3)) for _ in range(2)]
    for writer in writers:
        writer.write([*writer.reports(), *writer.claims(10)])
    assert [e.id for e in writers[0].entries] == [e.id for e in writers[1].entries]
    assert len(writers[0].entries) > register.REPORTS + 45
