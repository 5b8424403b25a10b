"""What Schemathesis cannot know of the simulated service. Most made-up requests name a version, a handoff or a file that
is not there; so that the deeper rules are reached, three of four right requests name a case that suits it, as that
case is now. Sends bytes to upload addresses, which no document describes. Counts answers, for `cargo xtask contract` to
tell and to judge."""

import atexit
import collections
import functools
import os
import random
import zlib

import requests
import schemathesis

answers = collections.Counter()
chance = random.Random(1)
cases = {}
handoffs = collections.deque(maxlen=20)
uploaded = collections.deque(maxlen=20)
ready = collections.deque(maxlen=20)

BYTES = {
    "application/pdf": b"%PDF-1.7\n",
    "image/jpeg": b"\xff\xd8\xff\xe0",
    "image/png": b"\x89PNG\r\n\x1a\n",
}


@schemathesis.hook
def before_call(context, case, kwargs):
    if not case.meta or not case.meta.generation.mode.is_positive:
        return
    if phase_of(case) == "stateful":
        # Its links name what is there. A sequence that is tried again must ask the same again.
        use_key_of_its_own(case)
    elif chance.random() < 0.75:
        name_what_is_there(case, case.operation.definition.raw.get("operationId"))
        use_key_of_its_own(case)


def phase_of(case):
    return case.meta.phase.name.value if case.meta else "other"


def use_key_of_its_own(case):
    """Made-up keys are short and come again and again, for something else each time."""
    if "Idempotency-Key" in case.headers:
        asked = repr((case.operation.label, case.path_parameters, case.body, case.headers.get("If-Match")))
        own = zlib.crc32(asked.encode("utf-8", "surrogatepass"))
        case.headers["Idempotency-Key"] = f"{case.headers['Idempotency-Key'][:240]}-{own:08x}"


def name_what_is_there(case, operation):
    path = case.path_parameters
    if operation == "getManualHandoff" and handoffs:
        path["authorization_id"], path["handoff_id"] = chance.choice(handoffs)
    if "file_id" in path:
        files = uploaded if operation == "completeFile" else ready
        path["file_id"] = files[-1] if files else path["file_id"]
    if operation == "createPriorAuthorization" and isinstance(case.body, dict):
        # Nobody knows what a payer asks before there is a case.
        case.body.pop("answers", None)
    if operation not in SUITS:
        return
    base_url = case.operation.schema.config.base_url
    sweep(base_url)
    if SUITS[operation] is is_taken_over and not suitable(operation):
        take_over(base_url)
    choice = suitable(operation)
    if not choice:
        return
    known = read(base_url, chance.choice(choice))
    path["authorization_id"] = known["id"]
    if "If-Match" in case.headers:
        case.headers["If-Match"] = f'"{known["version"]}"'
    handoff = known["activeManualHandoff"]
    if handoff and "handoff_id" in path:
        path["handoff_id"] = handoff["id"]
    if known["attachments"] and "attachment_id" in path:
        path["attachment_id"] = known["attachments"][-1]["id"]
    if isinstance(case.body, dict):
        fill_in(case.body, operation, known)


def suitable(operation):
    return [id for id, known in cases.items() if SUITS[operation](known)]


def key():
    return {"Authorization": f"Bearer {os.environ['DESK_CONTRACT_KEY']}"}


def ask(address, **query):
    return requests.get(address, params=query, headers=key(), timeout=10).json()


def take_over(base_url):
    """Somebody takes a case over, so that there is a handoff to go on with."""
    for id in suitable("createManualHandoff"):
        known = read(base_url, id)
        body = {}
        fill_in(body, "createManualHandoff", known)
        headers = key() | {"If-Match": f'"{known["version"]}"', "Idempotency-Key": f"take-over-{id}-{known['version']}"}
        address = f"{base_url}/v1/prior-authorizations/{id}/manual-handoffs"
        requests.post(address, json=body, headers=headers, timeout=10)
        if is_taken_over(read(base_url, id)):
            return


def read(base_url, id):
    """The case as it is now: Collate and the payer work on."""
    cases[id] = ask(f"{base_url}/v1/prior-authorizations/{id}")
    return cases[id]


@functools.cache
def sweep(base_url):
    """Every case there is, once."""
    more = {"limit": 100}
    while more:
        page = ask(f"{base_url}/v1/prior-authorizations", **more)
        cases.update((document["id"], document) for document in page["data"])
        cursor = page["pagination"].get("nextCursor")
        more = cursor and {"limit": 100, "cursor": cursor}


def asks(known, kind):
    return bool(known["nextAction"]) and known["nextAction"]["resolution"]["kind"] == kind


def is_open(known):
    return known["status"] == "requires_action" and not known["activeManualHandoff"]


def is_being_filled_in(known):
    """A write would take the package or the handoff back that others wait for."""
    kinds = ("resolve_requirements", "continue_authorization")
    return is_open(known) and bool(known["nextAction"]) and known["nextAction"]["type"] in kinds


def is_taken_over(known):
    return bool(known["activeManualHandoff"]) and known["activeManualHandoff"]["state"] == "active"


SUITS = {
    "patchPriorAuthorizationAnswers": is_being_filled_in,
    "attachFile": is_being_filled_in,
    "removeAttachment": lambda known: is_being_filled_in(known) and known["attachments"],
    "confirmPriorAuthorization": lambda known: is_open(known) and asks(known, "confirm"),
    "cancelPriorAuthorization": lambda known: known["status"] in ("processing", "waiting_on_payer"),
    "createLiveSessionAccessGrant": lambda known: known["status"] == "processing",
    "createManualHandoff": lambda known: is_open(known) and asks(known, "manual_handoff"),
    "createManualHandoffAccessGrant": is_taken_over,
    "completeManualHandoff": is_taken_over,
    "reportManualHandoffUnableToComplete": is_taken_over,
    "revokeManualHandoff": is_taken_over,
}


def fill_in(body, operation, known):
    if operation in ("confirmPriorAuthorization", "createManualHandoff"):
        body.pop("acceptedReviewSnapshotId", None)
        snapshot = ((known["nextAction"] or {}).get("covers") or {}).get("reviewSnapshotId")
        if snapshot:
            body["acceptedReviewSnapshotId"] = snapshot
    elif operation == "attachFile" and ready:
        body["fileId"] = ready[-1]
        documents = known["requirements"]["documents"]
        if documents:
            body["documentTypes"] = [documents[0]["type"]]
    elif operation == "patchPriorAuthorizationAnswers":
        texts = (value["valueString"] for value in values(body) if "valueString" in value)
        body["answers"] = {"item": answered(known["questionnaire"]["item"], next(texts, "made up"))}


def values(tree):
    for item in tree.get("answers", tree).get("item", []):
        yield from item.get("answer", [])
        yield from values(item)


def answered(questions, text):
    """An answer to the first question that takes a text, wherever it stands."""
    for question in questions:
        if question["type"] == "string":
            return [{"linkId": question["linkId"], "answer": [{"valueString": text}]}]
        below = answered(question.get("item", []), text)
        if below:
            return [{"linkId": question["linkId"], "item": below}]
    return []


@schemathesis.hook
def after_call(context, case, response):
    answers[phase_of(case), case.operation.label, response.status_code] += 1
    if response.status_code == 200 and "json" in response.headers.get("content-type", [""])[0]:
        remember(case.operation.definition.raw.get("operationId"), response.json())


def remember(operation, answer):
    if operation == "createFile":
        upload(answer["file"], answer["upload"])
    elif operation == "completeFile" and answer["status"] == "ready":
        ready.append(answer["id"])
    for document in answer.get("data", [answer]):
        if "status" in document and "questionnaire" in document:
            cases[document["id"]] = document
    if operation == "createManualHandoff":
        handoffs.append((answer["priorAuthorizationId"], answer["id"]))
        if answer["priorAuthorizationId"] in cases:
            cases[answer["priorAuthorizationId"]]["activeManualHandoff"] = answer


def upload(file, target):
    sent = requests.put(target["url"], headers=target["headers"], data=BYTES[file["contentType"]], timeout=10)
    if sent.ok:
        uploaded.append(file["id"])


@atexit.register
def tell():
    with open(os.environ["DESK_CONTRACT_ANSWERS"], "w", encoding="utf-8") as file:
        for (phase, operation, status), count in sorted(answers.items()):
            print(phase, operation, status, count, sep="\t", file=file)
