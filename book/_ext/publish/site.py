"""Where this copy of the book is published: every link follows GITHUB_REPOSITORY or the git remote, so a fork's do too.

Sources hold placeholders, which are filled nowhere but in what is built:
@REPOSITORY@ and @FOLDER@ in Markdown pages, @WHEEL@ in the setup cell of a chapter.
"""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

BRANCH = "gh-pages"
ON_GITHUB = re.compile(
    r"(?:https?://(?:[^/@]+@)?|(?:ssh://)?git@)github\.com[/:](?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?"
)


@dataclass(frozen=True)
class Site:
    """A repository on GitHub, and the places that follow from its name."""

    owner: str
    name: str

    @property
    def repository(self):
        """What to clone."""
        return f"https://github.com/{self.owner}/{self.name}"

    @property
    def pages(self):
        """Where GitHub serves the branch of the built pages, with a slash at the end."""
        home = f"{self.owner.lower()}.github.io"
        return f"https://{home}/" if self.name.lower() == home else f"https://{home}/{self.name}/"

    def colab(self, notebook):
        """Opens a file of that branch: Colab reads repositories, not pages."""
        return f"https://colab.research.google.com/github/{self.owner}/{self.name}/blob/{BRANCH}/{notebook}"


def find(folder):
    """The site of the checkout in `folder`; or None, and the reason in words."""
    named = os.environ.get("GITHUB_REPOSITORY", "")
    if re.fullmatch(r"[\w.-]+/[\w.-]+", named):
        return Site(*named.split("/")), ""
    asked = ["git", "-C", str(folder), "remote", "get-url", "origin"]
    remote = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    if found := ON_GITHUB.fullmatch(remote):
        return Site(**found.groupdict()), ""
    return None, "the git remote origin is not on github.com" if remote else "this checkout has no git remote origin"


def wheel_name(folder):
    """The file name of the wheel; the version is said in mpepsn/version.py alone."""
    said = Path(folder, "mpepsn/version.py").read_text(encoding="utf-8")
    version = re.search(r'__version__ = "([^"]+)"', said)[1]
    return f"mpepsn-{version}-py3-none-any.whl"


def choose(app, config):
    """Find the site once; a change of it makes Sphinx read every page again."""
    site, config.site_missing = find(app.srcdir)
    config.site = [site.owner, site.name] if site else []
    if not site:
        print(f"No buttons for Colab: {config.site_missing}, and GITHUB_REPOSITORY is not set.")


def of(app):
    """The site of this build, or None."""
    return Site(*app.config.site) if app.config.site else None


def fill(app, docname, source):
    """Fill the placeholders of a Markdown page. A notebook's code stays as it is: its outputs are kept by its text."""
    if Path(app.env.doc2path(docname)).suffix == ".md":
        site = of(app)
        source[0] = source[0].replace("@REPOSITORY@", site.repository if site else "<its address>")
        source[0] = source[0].replace("@FOLDER@", site.name if site else "<its folder>")


def setup(app):
    """Register the values and the events."""
    app.add_config_value("site", [], "env", list)
    app.add_config_value("site_missing", "", "", str)
    app.connect("config-inited", choose)
    app.connect("source-read", fill)
