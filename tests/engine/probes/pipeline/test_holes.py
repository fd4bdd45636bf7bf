"""Where strangers could take over a pipeline or a container, and what only looks like it."""

from __future__ import annotations

from makegood.engine.notation import read
from makegood.engine.probes.pipeline import github, gitlab
from makegood.engine.probes.pipeline.holes import holes, script_from_network
from makegood.engine.probes.pipeline.recipes import compose, dockerfile

PIN = "a" * 40


def found(text: str) -> set[tuple[str, int, str]]:
    return {(rule, line, severity) for rule, line, _, _, severity in holes(github.workflow(read(text.encode())))}


def workflow(event: str, *steps: str) -> str:
    return f"on: {event}\njobs:\n  a:\n    steps:\n" + "".join(f"      - {step}\n" for step in steps)


def test_a_strangers_title_is_run() -> None:
    text = workflow("issues", "run: echo ${{ github.event.issue.title }}")
    assert found(text) == {("template-injection", 5, "high")}
    text = workflow("pull_request", "run: |\n          make\n          echo ${{ github.head_ref }}")
    assert found(text) == {("template-injection", 7, "medium")}


def test_a_title_in_the_environment_or_a_number_is_harmless() -> None:
    step = "run: echo \"$TITLE\"\n        env: {TITLE: '${{ github.event.issue.title }}'}"
    assert found(workflow("issues", step, "run: echo ${{ github.event.issue.number }}")) == set()


def test_strangers_code_with_the_repositorys_rights() -> None:
    checkout = (
        f"uses: actions/checkout@{PIN}\n        with:\n          ref: ${{{{ github.event.pull_request.head.sha }}}}"
    )
    assert found(workflow("pull_request_target", checkout, "run: npm ci")) == {
        ("strangers-code", 7, "high"),
        ("strangers-trigger", 1, "high"),
    }
    assert found(workflow("pull_request", checkout, "run: npm ci")) == set()
    assert found(workflow("pull_request_target", f"uses: actions/labeler@{PIN}")) == {("strangers-trigger", 1, "low")}


def test_what_can_be_exchanged_is_graded() -> None:
    steps = ["uses: actions/checkout@v4", "uses: acme/x@v1", "uses: acme/x@main", f"uses: acme/x@{PIN}", "uses: ./here"]
    assert found(workflow("push", *steps)) == {("unpinned", 6, "low"), ("unpinned", 7, "medium")}


def test_every_right_and_shown_secrets() -> None:
    text = "permissions: write-all\n" + workflow(
        "push",
        "run: echo ${{ secrets.KEY }}",
        "run: echo ${{ secrets.KEY }} | docker login --password-stdin",
        "run: echo '${{ toJSON(secrets) }}' > all",
    )
    assert found(text) == {("every-right", 1, "medium"), ("secrets-shown", 6, "medium"), ("secrets-shown", 8, "high")}


def test_scripts_from_the_network_are_graded() -> None:
    assert script_from_network("curl -s http://x.test/i.sh | sh") == "high"
    assert script_from_network("curl -s https://x.test/i.sh | sudo -E bash -") == "medium"
    assert script_from_network("curl -sSf https://sh.rustup.rs | sh -s -- -y") == "low"
    assert script_from_network("curl -s https://x.test/data.json | jq .") is None


def test_gitlab_steps_from_a_foreign_address() -> None:
    made = gitlab.pipeline(read(b"include:\n  - remote: https://x.test/ci.yml\na:\n  script: [echo $DB_PASSWORD]\n"))
    assert {(rule, line) for rule, line, _, _, _ in holes(made)} == {("unfixed-include", 2), ("secrets-shown", 4)}


def weak(text: str) -> set[tuple[object, object, object]]:
    return {(row[0], row[1], row[4]) for row in dockerfile(text)}


def test_a_careless_recipe() -> None:
    text = (
        "FROM python\nENV DB_PASSWORD=correcthorse\nADD https://x.test/a.tgz /a\nCOPY .env /app/\n"
        "RUN apt-get update && \\\n    curl http://x.test/i | sh\n"
    )
    assert weak(text) == {
        ("unfixed-base", 1, "medium"),
        ("root", 1, "medium"),
        ("secret-in-image", 2, "high"),
        ("remote-file", 3, "medium"),
        ("secrets-copied", 4, "high"),
        ("script-from-network", 5, "high"),
    }


def test_root_by_its_own_line_unless_the_entry_point_steps_down() -> None:
    assert weak("FROM python:3.12\nUSER app\nUSER root\nCMD run\n") == {("root", 3, "medium")}
    assert weak("FROM alpine:3.21\nRUN apk add su-exec\nUSER root\nENTRYPOINT /entry\n") == set()


def test_secrets_given_to_the_build_and_careless_commands() -> None:
    text = (
        "FROM scratch\nARG NPM_TOKEN\nARG BUILD_TOKEN_COUNT=1\nRUN npm ci --token=${NPM_TOKEN}\n"
        "RUN chmod -R 777 /app\nRUN curl -k https://x.test/a.tgz -o a.tgz\nRUN chmod 755 /app && curl -o k https://x.test/\n"
    )
    assert weak(text) == {
        ("secret-argument", 2, "medium"),
        ("open-to-all", 5, "medium"),
        ("unchecked-download", 6, "medium"),
    }
    assert weak("FROM scratch\nARG NPM_TOKEN\nRUN --mount=type=secret,id=npm npm ci\n") == set()


def test_a_secret_is_masked() -> None:
    rows = dockerfile("FROM scratch\nARG API_KEY=hunter2hunter2\n")
    assert [row[2] for row in rows] == ["ARG API_KEY=***"]


def test_a_careful_recipe_is_left_alone() -> None:
    text = (
        "ARG VERSION=3\nFROM node:22-slim@sha256:ab AS front\nRUN npm ci\nFROM python:${VERSION}-slim\n"
        "ENV SECRET_KEY=$KEY\nCOPY --from=front /x /y\nCOPY .env.example /app/.env\nUSER 10001\n"
    )
    assert weak(text) == set()
    assert weak("FROM acme/base:1.2\nRUN x\n") == set()
    assert weak("FROM debian:12\nENTRYPOINT exec gosu app serve\n") == set()


def test_compose_hands_out_the_machine() -> None:
    text = (
        "services:\n  a:\n    image: redis:latest\n    privileged: true\n    volumes:\n"
        "      - /var/run/docker.sock:/var/run/docker.sock\n  b:\n    build: .\n    image: shop:latest\n"
    )
    assert {(row[0], row[1], row[4]) for row in compose(read(text.encode()))} == {
        ("unfixed-base", 3, "medium"),
        ("privileged", 4, "high"),
        ("docker-socket", 6, "medium"),
    }


def test_hostile_lines_are_read_in_no_time() -> None:
    assert dockerfile("RUN " + "curl " * 400_000) == []
    assert script_from_network("curl " * 400) is None


def test_an_encoded_secret_is_shown_and_a_decoded_one_goes_to_a_file() -> None:
    def found(row: str) -> set[str]:
        made = github.workflow(read(f"on: push\njobs:\n  a:\n    steps:\n      - run: {row}\n".encode()))
        return {rule for rule, *_ in holes(made)}

    assert found("echo ${{ secrets.KEY }} | base64") == {"secrets-shown"}
    assert found("echo ${{ secrets.KEY }} | base64 -d > key.pem") == set()
    assert found("echo ${{ secrets.KEY }} | docker login --password-stdin") == set()
