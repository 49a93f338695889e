"""Time stamps of a real authority on this computer: asked for by hash alone, kept, checked offline, told where they do not hold."""

import hashlib
import shutil

import pytest
from tsa_house import Authority
from workflows_house import NOON, TODAY

from habeas.fetch import leave as leave_module
from habeas.sources.errors import SourceError
from habeas.workflows import time_stamps
from habeas.workflows.rebuild import rebuild
from habeas.workflows.refused import Refused
from habeas.workflows.time_stamps import read_authority, stamp, stamps_of
from habeas.workflows.verify import verify

pytestmark = pytest.mark.skipif(
    shutil.which("openssl") is None,
    reason="openssl is not installed: apt-get install openssl runs these tests",
)


@pytest.fixture(scope="module")
def tsa(tmp_path_factory):
    with Authority(tmp_path_factory.mktemp("tsa")) as one:
        yield one


@pytest.fixture
def stamped(make, tsa, monkeypatch):
    monkeypatch.setattr(leave_module, "getproxies", dict)
    tsa.broken = False
    house = make()
    house.told_of_the_verdict()
    shutil.copy(tsa.root, house.workspace.folder / "root.pem")
    settings(house, tsa)
    return house


def settings(house, tsa, way="direct = true"):
    toml = house.workspace.folder / "habeas.toml"
    kept = toml.read_text().partition("[timestamps]")[0]
    toml.write_text(f'{kept}[timestamps]\ntsa = "{tsa.address}"\nroot = "root.pem"\n{way}\n')


def originals(house):
    return [report.capture.sha256 for report in house.hold().reports.values()]


def do(house):
    return list(stamp(house.workspace, originals(house), read_authority(house.workspace.folder), now=NOON))


def test_an_original_is_stamped_once_and_the_proof_is_checked_offline(stamped, tsa):
    [one] = do(stamped)
    assert one.original == originals(stamped)[0] and one.problem == "" and one.time is not None
    [query] = tsa.asked[-1:]
    assert bytes.fromhex(one.original) in query and len(query) < 100  # the hash, and nothing of the original
    assert do(stamped) == []
    [kept] = stamps_of(stamped.workspace)
    assert (kept.original, kept.time, kept.problem) == (one.original, one.time, "")
    assert verify(stamped.workspace, now=NOON).ok


def test_a_proof_is_checked_once_while_the_workspace_is_open_and_anew_where_it_is_verified(
    stamped, tsa, monkeypatch
):
    do(stamped)
    looks, check = [], time_stamps._checked

    def counted(*given):
        looks.append(given)
        return check(*given)

    monkeypatch.setattr(time_stamps, "_checked", counted)
    assert stamps_of(stamped.workspace) == stamps_of(stamped.workspace) and len(looks) == 1
    assert verify(stamped.workspace, now=NOON).ok and len(looks) == 2


def test_the_proof_is_one_that_openssl_believes(stamped, tsa, tmp_path):
    [one] = do(stamped)
    (tmp_path / "reply.tsr").write_bytes(stamped.workspace.blob(one.reply))
    (tmp_path / "original").write_bytes(stamped.workspace.blob(one.original))
    tsa.openssl("ts", "-verify", "-data", str(tmp_path / "original"), "-in", str(tmp_path / "reply.tsr"),
                "-CAfile", str(tsa.root))  # fmt: skip


def test_a_stamp_by_somebody_else_does_not_hold(stamped, tsa, tmp_path):
    do(stamped)
    with Authority(tmp_path / "other") as other:
        settings(stamped, other)
        stamped.add("On 2 June 2026 police detained Piatro Lazavik in Lasnychy.", "yard.txt")
        with pytest.raises(SourceError, match="no time stamp of this original"):
            do(stamped)
    assert len(stamps_of(stamped.workspace)) == 1 and verify(stamped.workspace, now=NOON).ok


def test_a_reply_of_broken_bytes_is_not_kept(stamped, tsa):
    tsa.broken = True
    before = stamped.workspace.private().entries
    with pytest.raises(SourceError):
        do(stamped)
    assert stamped.workspace.private().entries == before


def test_a_kept_proof_that_does_not_hold_is_a_finding(stamped, tsa):
    do(stamped)
    reply = tsa.answer(
        tsa.asked[-1].replace(bytes.fromhex(originals(stamped)[0]), hashlib.sha256(b"x").digest())
    )
    from habeas.workflows.time_stamps import REPLY, _keep

    _keep(stamped.workspace, reply, REPLY, NOON, tsa.address)
    report = verify(stamped.workspace, now=NOON)
    assert not report.ok and "other bytes than any that we hold" in str(report.findings[0])


def test_proofs_are_no_reports(stamped):
    before = set(stamped.hold().reports)
    do(stamped)
    assert set(stamped.hold().reports) == before
    assert rebuild(stamped.workspace, today=TODAY).kept == ()


@pytest.mark.parametrize("way", ["", 'proxy = "http://x"', "direct = 1"])
def test_nobody_is_asked_until_a_way_is_written(stamped, tsa, way):
    settings(stamped, tsa, way)
    before = len(tsa.asked)
    with pytest.raises(Refused, match="Nothing was asked"):
        read_authority(stamped.workspace.folder)
    assert len(tsa.asked) == before
