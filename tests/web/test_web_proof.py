"""Passkeys, and a page hidden when nobody is there, in a real browser with a security key that the browser plays."""

import pytest

from habeas.store.account_models import Passkey
from habeas.store.accounts import KEEPER
from habeas.store.sessions import set_idle_minutes

GOOD = "seven grey herons walk"

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def with_security_key(page):
    """Give the browser a security key with a PIN that is always right."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    key = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devtools, key["authenticatorId"]


def test_a_passkey_is_made_and_signs_in_and_unlocks(signed_in, address):
    with signed_in(expected=("403",)) as page:
        devtools, key = with_security_key(page)
        page.goto(f"{address}/account/")
        page.get_by_role("button", name="Add a passkey").click()
        page.get_by_text("The passkey is added.").wait_for()
        assert page.get_by_text("Passkey of").count() == 1
        page.get_by_role("button", name="Sign out").click()
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url(f"{address}/")
        assert page.get_by_role("link", name=f"{KEEPER}: My account").is_visible()
        page.get_by_role("button", name="Lock my session", exact=True).click()
        page.goto(f"{address}/people/")
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url(f"{address}/people/")
        page.get_by_role("heading", name="People").wait_for()
        page.get_by_role("button", name="Sign out").click()
        credentials = devtools.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]
        assert [one["rpId"] for one in credentials] == ["localhost"]
        Passkey.objects.update(
            count=credentials[0]["signCount"] + 9
        )  # another copy of this key was used meanwhile
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url(f"{address}/sign-in/")


def test_a_page_that_nobody_looks_at_is_hidden_and_what_was_typed_stays(
    signed_in, address, workspace, monkeypatch
):
    from habeas.store import sessions

    with signed_in(expected=("403",)) as page:
        page.goto(f"{address}/account/")
        page.get_by_label("New password").fill(GOOD)
        page.get_by_label("The same once more").fill(GOOD)
        page.get_by_role("button", name="Set the password").click()
        page.get_by_text("The password is set").wait_for()
        set_idle_minutes(workspace, 2)
        monkeypatch.setattr(sessions, "MINUTE", 0.5)  # two of them: a second
        page.goto(f"{address}/note/")
        words = page.locator("#text")
        words.fill("Her mother says that she was moved.")
        page.get_by_label("Password of R-01").wait_for()
        assert not words.is_visible()
        page.get_by_label("Password of R-01").fill("not this one")
        page.get_by_role("button", name="Unlock").click()
        page.get_by_text("This is not the password").wait_for()
        monkeypatch.setattr(sessions, "MINUTE", 60)
        page.get_by_label("Password of R-01").fill(GOOD)
        page.get_by_role("button", name="Unlock").click()
        words.wait_for()
        assert words.input_value() == "Her mother says that she was moved."
