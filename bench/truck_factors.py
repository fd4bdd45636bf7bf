"""Truck factors against those that Avelino and others published: how many are exactly the same (goal: 80 %).

Table 2 of "A Novel Approach for Estimating Truck Factors" (https://arxiv.org/abs/1604.06766), systems as cloned on
2015-02-25; here under the names they have today. MAKEGOOD_BENCH_AVELINO is a folder with clones as `owner+name/repo`;
what is not there is not counted.
"""

from __future__ import annotations

import os
from pathlib import Path

from makegood.engine.probes.history.knowledge import knowledge_of, truck_factor
from makegood.engine.probes.history.people import people_of
from makegood.engine.probes.history.probe import is_source
from makegood.engine.probes.history.renames import follow_renames
from makegood.engine.probes.history.stream import read_history
from makegood.engine.repository.git import Git
from makegood.engine.repository.tree import read_tree

CLONED = "2015-02-25T23:59:59"
PUBLISHED = {
    1: (
        "alexreisner/geocoder browserify/browserify celery/celery celluloid/celluloid d3/d3 dropwizard/metrics"
        " formtastic/formtastic gruntjs/grunt janl/mustache.js kriswallsmith/assetic Leaflet/Leaflet"
        " less/less.js pallets/flask powerline/powerline rails/sprockets rails/thor requirejs/requirejs"
        " sebastianbergmann/phpunit sferik/twitter silexphp/Silex thoughtbot/factory_bot thoughtbot/paperclip"
        " wp-cli/wp-cli"
    ),
    2: (
        "activeadmin/activeadmin beetbox/beets bup/bup clojure/clojure composer/composer expressjs/express"
        " github-linguist/linguist heartcombo/devise jashkenas/backbone prawnpdf/prawn pugjs/pug redis/jedis"
        " Respect/Validation sparklemotion/nokogiri thumbor/thumbor VowpalWabbit/vowpal_wabbit"
    ),
    3: ("django-cms/django-cms haml/haml rubocop/rubocop teamcapybara/capybara"),
}
"""Truck factor -> systems, separated by spaces."""


def run(_: str | None = None) -> None:
    print(f"truck factors: {(__doc__ or '').splitlines()[0]}")
    folder = os.environ.get("MAKEGOOD_BENCH_AVELINO")
    if not folder:
        print("  not measured: MAKEGOOD_BENCH_AVELINO names no folder of clones")
        return
    same = total = 0
    for published, systems in PUBLISHED.items():
        for system in systems.split():
            ours = _ours(Path(folder) / system.replace("/", "+") / "repo")
            if ours is None:
                continue
            total += 1
            same += ours == published
            if ours != published:
                print(f"  {system}: published {published}, ours {ours}", flush=True)
    print(f"  {same} of {total} are exactly the same")


def _ours(path: Path) -> int | None:
    folder = path / ".git" if (path / ".git").is_dir() else path
    if not (folder / "HEAD").exists():
        return None
    git = Git(folder)
    revision = git.text("rev-list", "-1", "--first-parent", f"--before={CLONED}", "HEAD")
    if not revision:
        return None
    paths = [entry.path for entry in read_tree(git, revision).files if is_source(entry.path)]
    history = read_history(git, revision)
    follow_renames(git, history, paths)
    knowledge = knowledge_of(history, people_of(history.idents), paths)
    return truck_factor(knowledge.authors, knowledge.files)
