"""The addresses of the app. None of them holds a name: people and reports stand there under their ids.

For whom each is stands in :mod:`habeas.web.access`; a test fails for one that does not stand there.
"""

from __future__ import annotations

from django.urls import path

from habeas.web import (
    account_page,
    accounts_page,
    adding,
    correcting,
    counting,
    due_page,
    entering,
    errors,
    language,
    lists_page,
    partners_page,
    people,
    persons,
    question_page,
    queue,
    reports,
    retracting,
    searches_page,
    showing,
    sign_in,
    theme,
)
from habeas.web.api.build import VERSION, build

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("same/", queue.same, name="same"),
    path("sign-in/", sign_in.signed_out, name="signed_out"),
    path("sign-in/<str:token>/", sign_in.link, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("unlock/", sign_in.unlock, name="unlock"),
    path("lock/", sign_in.lock, name="lock"),
    path("passkey/", sign_in.passkey_options, name="passkey_options"),
    path("account/", account_page.account, name="account"),
    path("account/session/", account_page.end_session, name="account_session"),
    path("account/password/", account_page.password, name="account_password"),
    path("account/codes/", account_page.code_app, name="account_totp"),
    path("account/passkey/", account_page.passkey, name="account_passkey"),
    path("account/token/", account_page.token, name="account_token"),
    path("accounts/", accounts_page.accounts, name="accounts"),
    path("accounts/invite/", accounts_page.invite, name="accounts_invite"),
    path("accounts/change/", accounts_page.change, name="accounts_change"),
    path("language/", language.switch, name="language"),
    path("theme/", theme.switch, name="theme"),
    path("reports/<str:report>/", reports.report, name="report"),
    path("reports/<str:report>/take/", reports.take_over, name="take"),
    path("reports/<str:report>/answer/", reports.answer, name="answer"),
    path("reports/<str:report>/source/", reports.leaving, name="leaving"),
    path("reports/<str:report>/correct/<str:statement>/", correcting.correct, name="correct"),
    path("reports/<str:report>/retract/<str:statement>/", retracting.retract, name="retract"),
    path("people/", people.people, name="people"),
    path("people/found/<str:code>/", people.found, name="found"),
    path("people/<str:person>/", persons.person, name="person"),
    path("people/<str:person>/fact/", entering.fact, name="fact"),
    path("people/<str:person>/show/", showing.show, name="show"),
    path("people/<str:person>/hide/", showing.hide, name="hide"),
    path("search/", people.search, name="search"),
    path("searches/", searches_page.searches, name="searches"),
    path("searches/<str:number>/", searches_page.saved, name="saved"),
    path("feeds/<str:token>.xml", searches_page.feed, name="feed"),
    path("people/<str:person>/question/", question_page.ask, name="question"),
    path("questions/", question_page.questions, name="questions"),
    path("questions/<str:number>/", question_page.answer, name="question_answer"),
    path("due/", due_page.due, name="due"),
    path("due/calendar.ics", due_page.due_file, name="due_file"),
    path("numbers/", counting.numbers, name="numbers"),
    path("groups/", counting.groups, name="groups"),
    path("partners/", partners_page.partners, name="partners"),
    path("partners/card/", partners_page.card, name="partner_card"),
    path("partners/add/", partners_page.add, name="partners_add"),
    path("partners/receive/", partners_page.receive, name="partners_receive"),
    path("partners/<str:log>/verify/", partners_page.verify, name="partner_verify"),
    path("partners/<str:log>/send/", partners_page.send, name="partner_send"),
    path("add/", adding.add, name="add"),
    path("lists/", lists_page.lists, name="lists"),
    path("lists/undo/", lists_page.undo, name="list_undo"),
    path("lists/<str:code>/", lists_page.one_list, name="list"),
    path("note/", entering.note, name="note"),
    path(f"api/{VERSION}/", build().urls),
]

handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.broken
