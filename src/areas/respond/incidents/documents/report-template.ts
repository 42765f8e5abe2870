import { style } from '../../../../platform/documents/style.ts'

/** The incident report, A4. It lays out what `reportData` says and adds nothing of its own about the incident. */
export const reportTemplate = String.raw`${style}
#let proof = json("proof.json")
#pdf.attach(
  "report-data.json", read("report-data.json", encoding: none),
  relationship: "data", mime-type: "application/json",
  description: "The words of this report as data; the record holds their SHA-256",
)
#set page(
  paper: "a4",
  margin: (top: 27mm, bottom: 23mm, x: 22mm),
  // The label stands on each page, at least 12 pt, on the right: TLP 2.0 section 4.
  header: context {
    align(right, text(12pt, weight: "bold", fill: ink, data.tlp))
    if counter(page).get().first() > 1 {
    v(-0.5em)
    set text(8pt, fill: muted)
    grid(columns: (auto, 1fr, 45mm), column-gutter: 8pt, align: top,
      strong(data.reference), one-line(data.title.replace("\n", " ")), align(right, one-line(data.organisation)))
    v(-0.35em)
    line(length: 100%, stroke: hairline)
    }
  },
  footer: context {
    set text(8pt, fill: muted)
    line(length: 100%, stroke: hairline)
    v(-0.35em)
    grid(columns: (1fr, auto), [#text(12pt, weight: "bold", fill: ink, data.tlp) #h(0.6em) Record as of #data.asOf], page-numbers)
  },
)

#let entries(part) = small([#if part.entries.len() == 1 [entry] else [entries] #part.entries.map(str).join(", ")])
#let none-recorded = text(fill: muted)[None on the record.]

#grid(columns: (auto, 1fr), column-gutter: 12pt, align: top, label[Incident report], align(right, text(8pt, fill: muted, one-line(data.organisation))))
#v(0.2em)
#show title: set text(20pt, weight: "bold", fill: ink, hyphenate: false)
#show title: set block(below: 0.55em)
#title()
#text(11pt, fill: muted)[#strong(data.reference) #h(0.4em) #data.kind]
#if data.mode != "" { notice(strong(data.mode)) }
#if data.isOpen { notice[#strong[This incident is still open.] The report says what was on the record on #data.asOf.] }

#block(above: 1.4em, below: 1.2em, width: 100%, stroke: (top: 1pt + accent, bottom: hairline), inset: (y: 8pt),
  grid(columns: (32mm, 1fr), row-gutter: 7pt,
    ..data.facts.map(((name, value)) => (text(fill: muted, name), value)).flatten()))
#small[Times are local to #(data.timeZone), each with its distance from UTC. "Entry" is the number of a line in
  the record of this incident.]

// One for each chapter: the template of the organisation says which stand here, and in which order.
#let chapters = (
  summary: () => [
= Summary
#if data.summary != "" { data.summary } else if data.isOpen { text(fill: muted)[It is written when the incident is closed.] } else { none-recorded }
#if data.openAtClosing.len() > 0 [
  == Still open at closing
  #list(..data.openAtClosing)
]
  ],
  sign_off: () => [
= Sign-off
#data.signOff.state
#if data.signOff.lines.len() > 0 {
  table(columns: (50mm, 1fr),
    table.header[Who][What was said],
    ..data.signOff.lines.map(line => (
      [#line.by #linebreak() #small[#line.at] #h(0.4em) #entries(line)],
      [#strong(line.what) #linebreak() #line.text],
    )).flatten())
}
  ],
  decisions: () => [
= Decisions
#if data.decisions.len() == 0 { none-recorded }
#for (number, decision) in data.decisions.enumerate(start: 1) {
  block(breakable: true, below: 1.3em, {
    block(sticky: true, below: 0.5em, small[#strong[Decision #number] #h(0.5em) #decision.at, #decision.by #h(0.5em) #entries(decision)])
    decision.text
    if decision.options.len() > 0 {
      block(above: 0.7em, below: 0.5em, sticky: true, small[Options known at that moment])
      list(..decision.options)
    }
  })
}
  ],
  notes: () => [
= Notes
#if data.notes.len() == 0 { none-recorded }
#for page in data.notes {
  block(sticky: true, below: 0.5em)[== #page.title]
  block(sticky: true, below: 0.5em, small[Version #page.version #h(0.4em) #page.at#if page.writers.len() > 0 [, #page.writers.join(", ")] #h(0.4em) #entries(page)])
  block(breakable: true, below: 1.3em, page.text.split("\n").join(linebreak()))
}
  ],
  systems: () => [
= Affected systems
#if data.systems.len() == 0 { none-recorded } else {
  table(columns: (52mm, 31mm, 1fr),
    table.header[System][Last state][How it got there],
    ..data.systems.map(system => (
      [#system.name #linebreak() #entries(system)],
      strong(system.state),
      system.history.map(step => [#strong(step.state) #small[#step.at, #step.by]#if step.reason != "" [ #linebreak() #step.reason]])
        .join(parbreak()),
    )).flatten())
}
  ],
  tasks: () => [
= Tasks
#if data.tasks.len() == 0 { none-recorded } else {
  table(columns: (1fr, 70mm),
    table.header[Task][State],
    ..data.tasks.map(task => (
      [#task.title #linebreak() #small[#if task.owner != "" [#task.owner, ]]#entries(task)],
      if task.movedTo != "" [#strong[Moved to #task.movedTo]] else if task.isDone [#strong[Done] #small[#task.doneAt, #task.doneBy]#if task.note != "" [ #linebreak() #task.note]]
      else [#text(fill: warning, strong[Open])#if task.dueAt != "" [ #small[due #task.dueAt]]],
    )).flatten())
}
  ],
  playbook: () => [
= Playbook
#let step-table(steps, heading) = table(columns: (1fr, 70mm),
  table.header(heading, [By and when]),
  ..steps.map(step => (
    [#step.title#if step.note != "" [ #linebreak() #text(fill: muted, step.note)]],
    [#step.by #linebreak() #small[#step.at] #h(0.4em) #entries(step)],
  )).flatten())
#if data.run == none { text(fill: muted)[No playbook was started.] } else {
  [#data.run.title: #data.run.done.len() done, #data.run.skipped.len() skipped, #data.run.open.len() neither.]
  if data.run.done.len() > 0 { step-table(data.run.done, [Done]) }
  if data.run.skipped.len() > 0 { step-table(data.run.skipped, [Skipped, and why]) }
  if data.run.open.len() > 0 [
    == Neither done nor skipped
    #list(..data.run.open)
  ]
}
  ],
  evidence: () => [
= Evidence
#if data.evidence.len() == 0 { none-recorded } else {
  table(columns: (97mm, 1fr),
    table.header[File][Acquired],
    ..data.evidence.map(file => (
      [#strong(file.name) #linebreak() #small[#file.size, SHA-256] #linebreak() #text(6.6pt, whole(file.sha256)) #linebreak() #entries(file)],
      [#file.acquiredBy, #file.acquiredAt #linebreak() #small[Where:] #file.where #linebreak() #small[Why:] #file.why],
    )).flatten())
}
  ],
  cost: () => [
= Cost
#if data.costs.lines.len() == 0 { none-recorded } else {
  for part in data.costs.sums [#strong(part.sum) #h(0.4em) #small(part.byKind.join("; ")) #linebreak()]
  table(columns: (1fr, 50mm, 50mm),
    table.header[What][Cost][Recorded],
    ..data.costs.lines.map(line => (
      [#if line.struck != "" { strike(line.text) } else { line.text } #linebreak() #small(line.kind)#if line.struck != "" [ #linebreak() #small[Struck out: #line.struck]]],
      if line.struck != "" { strike(line.money) } else { strong(line.money) },
      [#line.by #linebreak() #small[#line.at] #h(0.4em) #entries(line)],
    )).flatten())
}
  ],
  signals: () => [
= Signals
#if data.signals.len() == 0 { text(fill: muted)[None was joined to this incident.] } else {
  table(columns: (1fr, 70mm),
    table.header[Signal][Joined],
    ..data.signals.map(signal => (signal.title, [#signal.at #h(0.4em) #entries(signal)])).flatten())
}
  ],
  timeline: () => [
= Timeline
#let rows = {
  let day = ""
  for line in data.timeline {
    if "gap" in line {
      (table.cell(colspan: 4, inset: (left: 0pt, y: 12pt), strong(line.gap)),)
      day = ""
      continue
    }
    let today = line.day + ", " + line.offset
    if today != day {
      day = today
      (table.cell(colspan: 4, inset: (left: 0pt, top: 10pt, bottom: 5pt), strong(today)),)
    }
    (text(fill: muted, str(line.number)), line.time, line.by, [#text(fill: accent, weight: "semibold", line.what) #line.text])
  }
}
#table(columns: (12mm, 18mm, 37mm, 1fr),
  table.header[Entry][Time][Who][What], ..rows)
  ],
  proof: () => [
#pagebreak(weak: true)
#include "proof.typ"
  ],
)

#for part in data.parts {
  if "chapter" in part { (chapters.at(part.chapter))() } else [
= #part.title
#part.text
  ]
}
`

/** Last chapter, a file of its own so that both stay readable: how a stranger checks the record behind the report. */
export const proofChapter = String.raw`${style}
#let proof = json("proof.json")
#let exact(lines) = block(above: 0.7em, below: 0.9em, inset: (left: 9pt), stroke: (left: hairline),
  text(8pt, lines.join(linebreak())))

= How to check this record
This report was made from entries 1 to #proof.entries of the incident's record. Each entry was written in the same moment
as the change it tells of, and is tied to all entries before it, so that a later change shows. You can check that without
trusting the installation that printed this.

+ Ask for the *bundle* of this incident (the file with all entries and their proofs) and for the *verifier* (one file, to be
  had from the installation at #proof.verifierPath or from anyone who has it).
+ Get the *key* by another way than the bundle: compare the line below, on paper or over the telephone. Save it as key.txt.
+ On any computer with Node 20 or later, and without a network, run
  #exact(("node muster-verify.mjs bundle.json --key key.txt",))
  It prints VERIFIED, and what was erased or withheld; or FAIL with the rule that was broken.
+ The words of this report are attached to this PDF as report-data.json. Its SHA-256 must be the one that
  entry #proof.exportEntry ("Report made") of the verified bundle holds:
  #exact((proof.dataSha256,))

== Key
#exact(proof.key)
#small[One line without blanks; it is broken here only to fit the page.]
== Checkpoint when this report was made
#exact(proof.checkpoint)
#small[Second line: how many entries the organisation's whole record had. Third line: the root, one number that stands for
  all of them. A bundle made later has a larger checkpoint; it must still contain what this one stood for.]

== What VERIFIED proves
- Every entry was there, exactly as it stands, when the checkpoint was signed.
- No earlier entry was changed, taken out, put in or moved; the bundle is complete up to its own last entry.
- Which fields were erased or withheld. Each of them had one fixed value.

== What it does not prove
- That what people wrote is true, or that nothing was left unrecorded.
- That the named person wrote an entry, rather than someone who used their session or controlled the server.
- When something really happened. The record knows when it was written down.
- What an erased field said.
- Anything against someone who took the server and its key together, for entries that nobody outside had seen. A copy of
  this page with a person outside closes that gap up to the checkpoint above.
`
