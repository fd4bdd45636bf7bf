"""What the delivered pipeline does: what it runs, what it lets pass, what it deploys, and what it leaves open."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

FILES = FactName(
    "pipeline.files",
    FactType.TABLE,
    "files",
    "Each definition: path, line, system, whether it was read, runs by itself, runs tests, checks anything, deploys.",
)
WEAKENED = FactName(
    "pipeline.weakened",
    FactType.FINDINGS,
    "places",
    "Steps whose failure is hidden: `|| true`, continue-on-error, switched off, a threshold of zero.",
)
TEST_FILES = FactName("pipeline.test_files", FactType.INTEGER, "files", "Test files that the pipeline could run.")
DEPLOYMENTS = FactName(
    "pipeline.deployments",
    FactType.TABLE,
    "places",
    "Each place that puts the software where it is used: path, line, what, and who does it (pipeline or person).",
)
HOLES = FactName(
    "pipeline.holes", FactType.FINDINGS, "places", "Places where a stranger could take over the pipeline or its keys."
)
IMAGES = FactName(
    "pipeline.images",
    FactType.FINDINGS,
    "places",
    "Weak places in the recipes of container images and in how containers are started.",
)
RECIPES = FactName("pipeline.recipes", FactType.INTEGER, "files", "Recipes for container images (Dockerfile, Compose).")
EVERY = (FILES, WEAKENED, TEST_FILES, DEPLOYMENTS, HOLES, IMAGES, RECIPES)
