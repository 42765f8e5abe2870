import { chapterStyle, style } from '../../../../platform/documents/style.ts'

/** Names in braces give way to text, each once, as `put` does it for the other files. */
const puts = String.raw`#let put(sentence, values) = {
  let parts = sentence.split("{")
  parts.first()
  for part in parts.slice(1) {
    let (name, ..rest) = part.split("}")
    values.at(name, default: "{" + name + "}")
    rest.join("}")
  }
}`

/** The incident report, A4. It lays out what `reportData` says and adds nothing of its own about the incident. */
export const reportTemplate = String.raw`${style}
#let proof = json("proof.json")
#let words = data.words
${puts}
#let numbers-of-pages = context put(words.page, (page: str(counter(page).get().first()), pages: str(counter(page).final().first())))
#pdf.attach(
  "report-data.json", read("report-data.json", encoding: none),
  relationship: "data", mime-type: "application/json",
  description: data.words.asData,
)
#set page(
  paper: "a4",
  margin: (top: 27mm, bottom: 23mm, x: 22mm),
  // The label stands on each page, at least 12 pt, on the right: TLP 2.0 section 4.
  header: context {
    align(right, text(12pt, weight: "bold", fill: ink, data.marks))
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
    grid(columns: (1fr, auto), [#text(12pt, weight: "bold", fill: ink, data.marks) #h(0.6em) #put(words.asOf, (when: data.asOf))], numbers-of-pages)
  },
)

#let entries(part) = small(put(if part.entries.len() == 1 { words.entry } else { words.entries }, (numbers: part.entries.map(str).join(", "))))
#let none-recorded = text(fill: muted, words.none)

#grid(columns: (auto, 1fr), column-gutter: 12pt, align: top, label(words.report), align(right, text(8pt, fill: muted, one-line(data.organisation))))
#v(0.2em)
#show title: set text(20pt, weight: "bold", fill: ink, hyphenate: false)
#show title: set block(below: 0.55em)
#title()
#text(11pt, fill: muted)[#strong(data.reference) #h(0.4em) #data.kind]
#if data.mode != "" { notice(strong(data.mode)) }
#if data.isOpen { notice[#strong(words.isOpen) #put(words.openWhat, (when: data.asOf))] }

#block(above: 1.4em, below: 1.2em, width: 100%, stroke: (top: 1pt + accent, bottom: hairline), inset: (y: 8pt),
  grid(columns: (32mm, 1fr), row-gutter: 7pt,
    ..data.facts.map(((name, value)) => (text(fill: muted, name), value)).flatten()))
#small(put(words.times, (zone: data.timeZone)))

// One for each chapter: the template of the organisation says which stand here, and in which order.
#let chapters = (
  summary: () => [
#heading(words.chapter.summary)
#if data.summary != "" { data.summary } else if data.isOpen { text(fill: muted, words.whenClosed) } else { none-recorded }
#if data.openAtClosing.len() > 0 [
  #heading(level: 2, words.stillOpen)
  #list(..data.openAtClosing)
]
  ],
  sign_off: () => [
#heading(words.chapter.sign_off)
#data.signOff.state
#if data.signOff.lines.len() > 0 {
  table(columns: (50mm, 1fr),
    table.header(words.who, words.said),
    ..data.signOff.lines.map(line => (
      [#line.by #linebreak() #small[#line.at] #h(0.4em) #entries(line)],
      [#strong(line.what) #linebreak() #line.text],
    )).flatten())
}
  ],
  decisions: () => [
#heading(words.chapter.decisions)
#if data.decisions.len() == 0 { none-recorded }
#for (number, decision) in data.decisions.enumerate(start: 1) {
  block(breakable: true, below: 1.3em, {
    block(sticky: true, below: 0.5em, small[#strong(put(words.decision, (number: str(number)))) #h(0.5em) #decision.at, #decision.by #h(0.5em) #entries(decision)])
    decision.text
    if decision.options.len() > 0 {
      block(above: 0.7em, below: 0.5em, sticky: true, small(words.options))
      list(..decision.options)
    }
  })
}
  ],
  notes: () => [
#heading(words.chapter.notes)
#if data.notes.len() == 0 { none-recorded }
#for page in data.notes {
  block(sticky: true, below: 0.5em)[== #page.title]
  block(sticky: true, below: 0.5em, small[#put(words.version, (version: page.version)) #h(0.4em) #page.at#if page.writers.len() > 0 [, #page.writers.join(", ")] #h(0.4em) #entries(page)])
  block(breakable: true, below: 1.3em, page.text.split("\n").join(linebreak()))
}
  ],
  systems: () => [
#heading(words.chapter.systems)
#if data.systems.len() == 0 { none-recorded } else {
  table(columns: (52mm, 31mm, 1fr),
    table.header(words.system, words.lastState, words.way),
    ..data.systems.map(system => (
      [#system.name #linebreak() #entries(system)],
      strong(system.state),
      system.history.map(step => [#strong(step.state) #small[#step.at, #step.by]#if step.reason != "" [ #linebreak() #step.reason]])
        .join(parbreak()),
    )).flatten())
}
  ],
  tasks: () => [
#heading(words.chapter.tasks)
#if data.tasks.len() == 0 { none-recorded } else {
  table(columns: (1fr, 70mm),
    table.header(words.task, words.state),
    ..data.tasks.map(task => (
      [#task.title #linebreak() #small[#if task.owner != "" [#task.owner, ]]#entries(task)],
      if task.movedTo != "" [#strong(put(data.movedTo, (to: task.movedTo)))] else if task.isDone [#strong(words.done) #small[#task.doneAt, #task.doneBy]#if task.note != "" [ #linebreak() #task.note]]
      else [#text(fill: warning, strong(words.open))#if task.dueAt != "" [ #small(put(words.due, (when: task.dueAt)))]],
    )).flatten())
}
  ],
  playbook: () => [
#heading(words.chapter.playbook)
#let step-table(steps, head) = table(columns: (1fr, 70mm),
  table.header(head, words.byWhen),
  ..steps.map(step => (
    [#step.title#if step.note != "" [ #linebreak() #text(fill: muted, step.note)]],
    [#step.by #linebreak() #small[#step.at] #h(0.4em) #entries(step)],
  )).flatten())
#if data.run == none { text(fill: muted, words.noPlaybook) } else {
  put(words.sums, (title: data.run.title, done: str(data.run.done.len()), skipped: str(data.run.skipped.len()), open: str(data.run.open.len())))
  if data.run.done.len() > 0 { step-table(data.run.done, words.done) }
  if data.run.skipped.len() > 0 { step-table(data.run.skipped, words.skipped) }
  if data.run.open.len() > 0 [
    #heading(level: 2, words.neither)
    #list(..data.run.open)
  ]
}
  ],
  evidence: () => [
#heading(words.chapter.evidence)
#if data.evidence.len() == 0 { none-recorded } else {
  table(columns: (97mm, 1fr),
    table.header(words.file, words.acquired),
    ..data.evidence.map(file => (
      [#strong(file.name) #linebreak() #small[#file.size, SHA-256] #linebreak() #text(6.6pt, whole(file.sha256)) #linebreak() #entries(file)],
      [#file.acquiredBy, #file.acquiredAt #linebreak() #small(words.where) #file.where #linebreak() #small(words.why) #file.why],
    )).flatten())
}
  ],
  cost: () => [
#heading(words.chapter.cost)
#if data.costs.lines.len() == 0 { none-recorded } else {
  for part in data.costs.sums [#strong(part.sum) #h(0.4em) #small(part.byKind.join("; ")) #linebreak()]
  table(columns: (1fr, 50mm, 50mm),
    table.header(words.what, words.cost, words.recorded),
    ..data.costs.lines.map(line => (
      [#if line.struck != "" { strike(line.text) } else { line.text } #linebreak() #small(line.kind)#if line.struck != "" [ #linebreak() #small(put(words.struck, (why: line.struck)))]],
      if line.struck != "" { strike(line.money) } else { strong(line.money) },
      [#line.by #linebreak() #small[#line.at] #h(0.4em) #entries(line)],
    )).flatten())
}
  ],
  signals: () => [
#heading(words.chapter.signals)
#if data.signals.len() == 0 { text(fill: muted, words.noSignals) } else {
  table(columns: (1fr, 70mm),
    table.header(words.signal, words.joined),
    ..data.signals.map(signal => (signal.title, [#signal.at #h(0.4em) #entries(signal)])).flatten())
}
  ],
  timeline: () => [
#heading(words.chapter.timeline)
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
  table.header(words.entryHead, words.time, words.who, words.what), ..rows)
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
export const proofChapter = String.raw`${chapterStyle}
#let proof = json("proof.json")
#let words = proof.words
${puts}
#let exact(lines) = block(above: 0.7em, below: 0.9em, inset: (left: 9pt), stroke: (left: hairline),
  text(8pt, lines.join(linebreak())))

#heading(words.title)
#put(words.madeFrom, (entries: str(proof.entries))) #words.check

+ #put(words.askBundle, (path: proof.verifierPath))
+ #words.getKey
+ #words.run
  #exact(("node muster-verify.mjs bundle.json --key key.txt",))
  #words.prints
+ #put(words.attached, (entry: str(proof.exportEntry)))
  #exact((proof.dataSha256,))

#heading(level: 2, words.key)
#exact(proof.key)
#small(words.keyWhat)
#heading(level: 2, words.checkpoint)
#exact(proof.checkpoint)
#small(words.checkpointWhat)

#heading(level: 2, words.proves)
#list(..words.provesWhat)

#heading(level: 2, words.provesNot)
#list(..words.provesNotWhat)
`
