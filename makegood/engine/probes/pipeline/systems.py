"""Which pipeline system a file belongs to, by its place in the repository."""

from __future__ import annotations

import re

SYSTEMS = (
    ("GitHub Actions", re.compile(r"\.github/workflows/[^/]+\.ya?ml")),
    ("GitHub action", re.compile(r"(?:\.github/actions/(?:[^/]+/){1,3})?action\.ya?ml")),
    ("GitLab CI", re.compile(r"\.gitlab-ci\.ya?ml|\.gitlab/.{1,99}\.gitlab-ci\.yml|\.gitlab/ci/[^/]+\.yml")),
    ("CircleCI", re.compile(r"\.circleci/config\.ya?ml")),
    ("Azure Pipelines", re.compile(r"(?:\.azure/)?azure-pipelines[^/]*\.ya?ml|\.azure-pipelines/[^/]+\.ya?ml")),
    ("Jenkins", re.compile(r"(?:[^/]+/)?Jenkinsfile(?:\.[\w-]+)?")),
    ("Bitbucket Pipelines", re.compile(r"bitbucket-pipelines\.ya?ml")),
    ("Travis CI", re.compile(r"\.travis\.ya?ml")),
    ("AppVeyor", re.compile(r"\.?appveyor\.ya?ml")),
    ("Drone", re.compile(r"\.drone\.ya?ml")),
    ("Buildkite", re.compile(r"\.buildkite/[^/]+\.ya?ml")),
)  # fmt: skip
DEEP = ("GitHub Actions", "GitHub action", "GitLab CI")
"""Systems whose rules we know well enough to say that nothing is wrong."""


def system_of(path: str) -> str | None:
    """`GitLab CI` for `.gitlab-ci.yml`, None for a file of no pipeline."""
    return next((name for name, pattern in SYSTEMS if pattern.fullmatch(path)), None)
