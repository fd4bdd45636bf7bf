"""Names and addresses that say nothing about a person, and programs that commit."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NOBODYS_MAIL = _words("noreply@github.com none none@none no@email unknown email@email.com you@you.com")

NOBODYS_NAME = _words(
    "root admin administrator user unknown developer dev ubuntu debian git build builder jenkins test tester name"
    " yourname nobody noauthor author localhost mac pc macbook vagrant deploy me guest owner company team github none"
    " firstlast johndoe default system support info"
)

# Given names alone tell nothing: in a team of five two may be called Alex. (From the usual lists of frequent names.)
GIVEN_NAMES = _words(
    "adam adrian ahmed alan alejandro aleksandr alex alexander alexandre alexey ali alice amir amit ana anders andre"
    " andrea andreas andrei andrew andrey andy ann anna anne anthony anton antonio arjun arthur artem ben benjamin"
    " bernd bill bob boris brad brandon brian bruno carl carlos carol catherine charles chen chris christian"
    " christoph christopher claire claudia craig dan daniel daniela dave david denis dennis diana diego dmitry don"
    " donald doug ed eduardo edward elena emil emily emma eric erik eugene eva fabian felipe felix fernando florian"
    " francisco frank fred gabriel gary george gerald giovanni greg guillaume gustavo hans harry hassan heather helen"
    " henrik henry hugo ian igor ilya irina ivan jack jacob jake jakob jakub james jamie jan jane janet jason javier"
    " jay jean jeff jennifer jens jeremy jerome jerry jessica jim jimmy joao joe joel johan johannes john johnny jon"
    " jonas jonathan jordan jorge jose josef joseph josh joshua juan julia julian julie julien justin kai karen karl"
    " kate kathy keith ken kenneth kevin kim kirill konstantin kumar kurt kyle lars laura lee leo leon li lisa louis"
    " luca lucas luis luke maciej manuel marc marcel marcelo marco marcus maria marie mario mark markus martin mary"
    " mateusz matt matthew matthias max maxim mehmet michael michal michel miguel mike mikhail min mohamed mohammed"
    " muhammad nancy natalia nate nathan neil nick nicolas nicole nikita nikolay nina oleg olga oliver olivier omar"
    " oscar pablo pascal pat patricia patrick paul paula pavel pedro peter petr phil philip philipp philippe pierre"
    " piotr rachel rafael rahul raj ralf ralph ravi ray rebecca ricardo richard rick rob robert roberto robin rodrigo"
    " roger roland roman ron ross roy russell ryan sam samuel sandra sara sarah scott sean sebastian sergei sergey"
    " sergio seth shane simon sofia sophie stefan stephan stephen steve steven stuart sue susan sven sylvain tanya"
    " taylor ted terry thomas tim timothy tina todd tom tomas tony travis tyler victor viktor vincent vladimir wang"
    " wei will william wolfgang xavier yan yang yuri yves zach zhang"
)

BOTS = _words(
    "dependabot dependabotpreview renovate renovatebot githubactions githubaction precommitci precommitciautofix"
    " greenkeeper greenkeeperio snyk snykbot weblate hostedweblate transifex crowdin allcontributors semanticrelease"
    " semanticreleasebot imgbot pyup pyupbot deepsource deepsourceautofix codecov mergify bors homu travisci circleci"
    " jenkins gitlabci gitlabbot azurepipelines githubwebflow webflow lernabot releaseplease releasepleasebot"
    " copilot k8scirobot houndci netlify vercel sonarcloud whitesourcebolt mendbolt readthedocs depfu sweepai"
)
