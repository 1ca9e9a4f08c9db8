"""The workflows are valid and do nothing that cannot be done here: each step is an action or one make target."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
TARGETS = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
ACTIONS = {"actions/checkout@v4", "actions/setup-python@v5", "actions/setup-node@v4"}
EVENTS = {"push", "pull_request", "workflow_dispatch"}


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.stem)
def workflow(request):
    # YAML 1.1 reads the key `on` as the truth value.
    return {"on" if key is True else key: value for key, value in yaml.safe_load(request.param.read_text()).items()}


def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_it_has_what_a_workflow_needs(workflow):
    assert set(workflow) <= {"name", "on", "permissions", "concurrency", "jobs"}
    assert set(workflow["on"]) <= EVENTS and workflow["on"]
    assert workflow["permissions"]["contents"] in ("read", "write")
    for job in workflow["jobs"].values():
        assert job["runs-on"].startswith("ubuntu-") and job["timeout-minutes"] <= 60
        assert job["steps"][0]["uses"].startswith("actions/checkout@")


def test_each_step_is_an_action_or_a_make_target(workflow):
    for step in steps(workflow):
        assert len({"run", "uses"} & set(step)) == 1
        assert step.get("uses", "actions/checkout@v4") in ACTIONS
        if "run" in step:
            make, target = step["run"].split()
            assert make == "make" and target in TARGETS


def test_who_runs_the_tests_has_the_whole_history():
    """tests/measure/test_results.py looks up the commit of each stored run."""
    jobs = [job for path in WORKFLOWS for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()]
    testing = [job for job in jobs if {"make ci", "make test"} & {step.get("run") for step in job["steps"]}]
    assert testing
    assert [job["steps"][0].get("with", {}).get("fetch-depth") for job in testing] == [0] * len(testing)


def test_ci_skips_no_test_that_needs_chromium():
    must_run = re.search(r"MPEPSN_MUST_RUN=(\S+)", (ROOT / ".ci/run").read_text(encoding="utf-8"))[1].split(",")
    fixtures = re.compile(r"def \w+\([^)]*\b(?:browser|launch|visit|show)\b")
    asking = {path.parent.name for path in (ROOT / "tests").glob("*/*.py") if fixtures.search(path.read_text("utf-8"))}
    assert asking and asking <= set(must_run)


def test_no_workflow_names_an_owner():
    for path in WORKFLOWS:
        assert not re.search(r"github\.(com|io)", path.read_text(encoding="utf-8"))


def test_the_two_workflows_do_what_they_are_for():
    targets = {path.stem: re.findall(r"run: make (\S+)", path.read_text(encoding="utf-8")) for path in WORKFLOWS}
    assert targets == {"publish": ["publish", "deploy"], "test": ["ci", "lane"]}


def test_deploy_makes_the_folder_the_branch_and_leaves_the_checkout_alone(tmp_path):
    origin, checkout = tmp_path / "origin.git", tmp_path / "checkout"
    git = ["git", "-c", "user.name=n", "-c", "user.email=e@e"]
    subprocess.run(["git", "init", "-q", "--bare", origin], check=True)
    subprocess.run(["git", "clone", "-q", origin, checkout], check=True, capture_output=True)
    for name, text in {
        ".gitignore": "/_build/\n*.whl\n",
        "_build/publish/index.html": "<p>the book</p>",
        "_build/publish/mpepsn.whl": "a wheel",
        "_build/publish/.nojekyll": "",
    }.items():
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_text(text)
    for name in ("Makefile", "requirements.txt", "requirements-colab.txt"):
        (checkout / name).write_bytes((ROOT / name).read_bytes())
    subprocess.run([*git, "add", "."], cwd=checkout, check=True)
    subprocess.run([*git, "commit", "-q", "-m", "first"], cwd=checkout, check=True)
    before = subprocess.run(["git", "status", "--porcelain"], cwd=checkout, capture_output=True, check=True).stdout
    for _ in range(2):
        subprocess.run(["make", "-o", "publish", "deploy"], cwd=checkout, check=True, capture_output=True)
    listed = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "gh-pages"], cwd=origin, capture_output=True, text=True
    )
    assert listed.stdout.split() == [".nojekyll", "index.html", "mpepsn.whl"]
    count = subprocess.run(["git", "rev-list", "--count", "gh-pages"], cwd=origin, capture_output=True, text=True)
    assert count.stdout.strip() == "1"
    after = subprocess.run(["git", "status", "--porcelain"], cwd=checkout, capture_output=True, check=True).stdout
    assert after == before == b""
