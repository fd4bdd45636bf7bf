"""Which steps hide a failure, and which are ordinary tidying."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.probes.pipeline.commands import hidden, hidden_in, logical, runs_tests
from makegood.engine.probes.pipeline.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import Seen

HEAD = "on:\n  push:\n    branches: [main]\njobs:\n  test:\n    runs-on: x\n    steps:\n"
WORKFLOW = ".github/workflows/ci.yml"


@pytest.mark.parametrize(
    "line",
    [
        "pytest || true",
        "npm test || :",
        "go test ./... || exit 0",
        "mvn -B verify || echo failed",
        "bundle exec rspec; true",
        "vendor/bin/phpunit --testdox || true",
        "dotnet test || true",
    ],
)
def test_red_tests_that_stay_green_are_grave(line: str) -> None:
    found = hidden(line)
    assert found is not None
    assert found[2] == "high"


@pytest.mark.parametrize("line", ["docker rm shop || true", "pip install pytest || true", "grep -q x y || exit 0"])
def test_tidying_may_fail(line: str) -> None:
    assert hidden(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "python manage.py test", "npm run test:unit", "yarn --silent test", "./gradlew build", "make check",
        "make richtest", "richgo test -v ./...",
        "bin/rails test", "composer test", "uv run tox -e py", "cargo test", "npx playwright test",
        "mvn --errors --batch-mode --no-transfer-progress -Ddoclint=all", "./mvnw",
        "poe test-with-coverage", "invoke unit-test", "nx run-many -t test",
    ],
)  # fmt: skip
def test_the_usual_test_commands_are_known(line: str) -> None:
    assert runs_tests(line)


@pytest.mark.parametrize(
    "line",
    [
        "pip install pytest",
        "npm install jest",
        "mvn package -DskipTests",
        "echo npm test",
        "mvn -B --version",
        "mvn -v",
        "poe docs",
        "poe install --group test",
    ],
)
def test_installing_or_leaving_out_is_no_testing(line: str) -> None:
    assert not runs_tests(line)


def rules(script: str, *, pipefail: bool = False) -> list[tuple[int, str, str]]:
    found = hidden_in(enumerate(script.split("\n"), 1), pipefail=pipefail)
    return [(line, rule, severity) for line, _, rule, _, severity in found]


def test_a_pipe_swallows_a_failure_unless_the_shell_is_told() -> None:
    assert rules("pytest -q | tee log") == [(1, "piped", "medium")]
    assert rules("set -o pipefail\npytest -q | tee log") == []
    assert rules("pytest -q | tee log", pipefail=True) == []


def test_ignored_failures_are_found_unless_the_status_is_kept() -> None:
    assert rules("set +e\npytest") == [(2, "ignored", "medium")]
    assert rules("set +e\npytest\nstatus=$?\nexit $status") == []


def test_a_second_look_with_exit_zero_weakens_nothing() -> None:
    assert rules("flake8 . --select=E9\nflake8 . --exit-zero") == [(2, "softened", "low")]
    assert rules("flake8 . --exit-zero") == [(1, "softened", "medium")]


def test_a_command_over_several_lines_is_one() -> None:
    assert list(logical([(4, "pytest \\"), (5, "  -q ||"), (6, "  true"), (7, "# done")])) == [(4, "pytest -q || true")]


def test_steps_and_jobs_that_cannot_fail_are_found(repository: Delivery, looked: Callable[..., Seen]) -> None:
    steps = "      - run: pytest\n        continue-on-error: true\n"
    steps += "      - if: ${{ false }}\n        run: |\n          mypy .\n"
    repository.commit({WORKFLOW: HEAD + steps, "tests/test_a.py": "def test_a(): pass\n"})
    seen = looked(PROBE)
    assert {(found.rule, found.line, found.severity) for found in seen.findings("pipeline.weakened")} == {
        ("may-fail", 9, "high"),
        ("switched-off", 10, "medium"),
    }
    assert seen["pipeline.test_files"] == 1


def test_a_run_against_the_unreleased_may_fail(repository: Delivery, looked: Callable[..., Seen]) -> None:
    text = "on: push\njobs:\n  django-main:\n    continue-on-error: true\n    steps: [{run: pytest}]\n"
    repository.commit({WORKFLOW: text})
    assert looked(PROBE)["pipeline.weakened"] == []


def test_what_the_pipeline_calls_is_followed(repository: Delivery, looked: Callable[..., Seen]) -> None:
    package = (
        '{\n "scripts": {\n  "test": "npm run unit",\n  "unit": "jest || true",\n  "other": "jest || true"\n }\n}\n'
    )
    makefile = "all:\n\techo x\ncheck:\n\t-pytest\n"
    steps = "      - run: npm test\n      - run: make check\n"
    repository.commit({WORKFLOW: HEAD + steps, "package.json": package, "Makefile": makefile})
    assert looked(PROBE).places("pipeline.weakened") == [("Makefile", 4), ("package.json", 4)]


def test_a_test_command_without_tests_is_found(repository: Delivery, looked: Callable[..., Seen]) -> None:
    package = '{"scripts": {"test": "echo \\"no test specified\\""}}'
    repository.commit({WORKFLOW: HEAD + "      - run: npm test\n", "package.json": package})
    assert [found.rule for found in looked(PROBE).findings("pipeline.weakened")] == ["no-test"]


def test_gitlab_jobs_inherit_and_are_let_off(repository: Delivery, looked: Callable[..., Seen]) -> None:
    text = (
        ".soft:\n  allow_failure: true\n  script: [echo]\nunit:\n  extends: .soft\n  script:\n    - pytest\n"
        "lint:\n  script:\n    - |\n      cd app\n      flake8 || true\n"
    )
    repository.commit({".gitlab-ci.yml": text})
    found = looked(PROBE).findings("pipeline.weakened")
    assert [(one.rule, one.line, one.severity) for one in found] == [
        ("may-fail", 2, "high"),
        ("swallowed", 12, "medium"),
    ]


def test_a_pipeline_for_a_branch_that_is_not_there_is_dead(repository: Delivery, looked: Callable[..., Seen]) -> None:
    text = HEAD.replace("[main]", "[production]") + "      - run: pytest\n"
    repository.commit({WORKFLOW: text, ".github/workflows/other.yml": HEAD.replace("[main]", "['v*']")})
    rows = looked(PROBE)["pipeline.files"]
    assert {row["path"]: row["dead"] for row in rows} == {  # type: ignore[attr-defined]
        WORKFLOW: "production",
        ".github/workflows/other.yml": "",
    }


def test_other_systems_give_their_command_lines_and_a_gap(repository: Delivery, looked: Callable[..., Seen]) -> None:
    jenkins = "pipeline {\n  sh 'pytest || true'\n  sh '''\n    make\n    npm test || true\n  '''\n}\n"
    repository.commit({"Jenkinsfile": jenkins, ".travis.yml": "script:\n  - rspec || true\n"})
    seen = looked(PROBE)
    assert seen.places("pipeline.weakened") == [(".travis.yml", 2), ("Jenkinsfile", 2), ("Jenkinsfile", 5)]
    assert {gap.reason.split(",")[0] for gap in seen.gaps("pipeline.weakened")} == {
        ".travis.yml belongs to Travis CI",
        "Jenkinsfile belongs to Jenkins",
    }


def test_a_broken_definition_is_a_gap(repository: Delivery, looked: Callable[..., Seen]) -> None:
    repository.commit({WORKFLOW: "on: [push\njobs: {"})
    seen = looked(PROBE)
    assert "broken" in seen.gaps("pipeline.weakened")[0].reason
    assert [row["read"] for row in seen["pipeline.files"]] == [False]  # type: ignore[attr-defined]


def test_what_a_person_puts_live_is_told_from_the_pipeline(repository: Delivery, looked: Callable[..., Seen]) -> None:
    files = {
        WORKFLOW: HEAD + "      - run: bin/release prod\n      - run: kubectl apply -f k8s\n",
        "bin/release": "#!/bin/sh\nrsync -a . shop@live:/srv\n",
        "scripts/deploy.sh": "scp -r app me@live:/srv\n",
        "tests/deploy.sh": "scp -r app me@live:/srv\n",
    }
    repository.commit(files)
    rows = looked(PROBE)["pipeline.deployments"]
    assert [(row["path"], row["line"], row["by"]) for row in rows] == [  # type: ignore[attr-defined]
        (WORKFLOW, 9, "pipeline"),
        ("scripts/deploy.sh", 1, "person"),
    ]


def test_scripts_that_are_called_by_name_are_followed(repository: Delivery, looked: Callable[..., Seen]) -> None:
    package = '{"scripts": {"lint": "eslint .", "all": "npm run lint && npm run unit", "unit": "jest", "x": "./x.sh"}}'

    def row(script: str) -> tuple[object, object]:
        repository.commit({WORKFLOW: HEAD + f"      - run: {script}\n", "package.json": package})
        (found,) = looked(PROBE)["pipeline.files"]  # type: ignore[attr-defined]
        return found["tests"], found["opaque"]

    assert row("npm ci && npm run lint") == (False, False)
    assert row("npm run all") == (True, False)
    assert row("npm run x") == (False, True)
    assert row("npm run other") == (False, True)
    assert row("make") == (False, True)


def test_tests_that_are_asked_for_and_left_out_are_hidden() -> None:
    assert [severity for _, _, severity in filter(None, map(hidden, LEFT_OUT))] == ["medium", "low", "low"]


LEFT_OUT = (
    "./mvnw -B verify -DskipTests",
    "mvn package -DskipTests",
    "mvn verify artifact:compare -Dmaven.test.skip",
)
