"""The page of a failure: what cannot be answered, why, and where to go on."""

from __future__ import annotations

from marsad.errors import MarsadError
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.catalogue import catalogue
from marsad.publishing.pages.links import Links
from marsad.publishing.pages.shell import Shell
from marsad.publishing.project import Project


def problem_page(project: Project, asked: Asked, kind: str, problem: MarsadError | None) -> str:
    """A page for a `kind` of failure: "not_found", "bad", "busy", "error". It needs no record."""
    t = catalogue(asked.language)
    shell = Shell(project, t, Links(asked.path, asked.language, project.language), revision=None, told=None)
    words = t(f"problem.{kind}_words") if problem is None or kind == "not_found" else problem.what
    hint = problem.hint if problem is not None and kind != "not_found" else None
    return shell.render("problem.html", title=t(f"problem.{kind}"), words=words, hint=hint)
