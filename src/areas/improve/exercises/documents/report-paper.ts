import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import { style } from '../../../../platform/documents/style.ts'
import type { Report } from '../contract/report.ts'
import type { ExerciseLanguage } from '../contract/words.ts'
import { reportWords, type ReportWords } from './report-words.ts'

interface Made {
  readonly organisation: string
  readonly timeZone: string
  readonly language: ExerciseLanguage
  readonly madeAt: Date
}

/** The report on paper: how the plan held, what changes, and what was said, in the order in which an owner asks. */
export function reportDocument(report: Report, made: Made): DocumentToSet {
  const { organisation, language, madeAt } = made
  const data = paperOf(report, made)
  const title = `${reportWords[language].kicker}: ${report.exercise.title}`
  return { template, data, title, author: organisation, language, madeAt }
}

/** Lines of the paper, in its language. */
export function paperOf(report: Report, { organisation, timeZone, language, madeAt }: Made) {
  const w = reportWords[language]
  const moment = (at: Date) =>
    at.toLocaleString(language === 'de' ? 'de-AT' : 'en-GB', {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone,
    })
  const { exercise, objectives, counts, unrated } = report
  return {
    organisation,
    title: exercise.title,
    kicker: w.kicker,
    notices: [w.notReal, w.noScores],
    madeAt: moment(madeAt),
    page: w.page,
    facts: factsOf(report, w, moment),
    counts: [
      ...(['P', 'S', 'M', 'U'] as const).map((rating) => ({
        words: w.ratings[rating],
        count: counts[rating],
      })),
      ...(unrated > 0 ? [{ words: w.ratings.none, count: unrated }] : []),
    ],
    parts: w.parts,
    objectives: objectives.map((objective) => ({
      statement: objective.statement,
      criterion: objective.criterion,
      rating: w.ratings[objective.rating ?? 'none'],
      note: objective.note,
      strengths: objective.observations.filter(({ kind }) => kind === 'strength').map(({ note }) => note),
      gaps: objective.observations.filter(({ kind }) => kind === 'gap').map(({ note }) => note),
      chain: w.chain[objective.chain],
      improvements: objective.improvements.map(({ title }) => title),
    })),
    decisions: decisionLines(report, w),
    card: report.card.steps.length === 0 ? '' : cardLine(report, w),
    drill: drillLine(report, w),
    wash: (['kept', 'changed', 'surprised'] as const).map((key) => ({
      name: w.wash[key],
      lines: report.wash.flatMap((said) =>
        said[key] === '' ? [] : [said.name === '' ? said[key] : `${said[key]} (${said.name})`],
      ),
    })),
    noWash: report.wash.length === 0 ? w.noWash : '',
    course: report.injects.map(({ title, elapsedSeconds, answers, choices, after }) => ({
      at: w.clock(elapsedSeconds),
      title,
      followed: after === null || after.outcome === '' ? '' : w.followed(after.outcome),
      answers: answers.map(({ role, text, choice, called, planStep, elapsedSeconds: at }) =>
        [
          `${w.clock(at)} ${w.roles[role] ?? role}:`,
          choice === null ? '' : `${choices.find(({ key }) => key === choice)?.label ?? choice}.`,
          text,
          called === '' ? '' : `→ ${called}.`,
          planStep,
        ]
          .filter((one) => one !== '')
          .join(' '),
      ),
    })),
    debrief: report.debrief,
  }
}

function factsOf(report: Report, w: ReportWords, moment: (at: Date) => string): [string, string][] {
  const { exercise, people, roles, absent, planVersion, ranSeconds, pauses, skipped } = report
  const ended = exercise.endedAt === null ? '' : moment(new Date(exercise.endedAt))
  const some = (name: string, words: string): [string, string][] => (words === '' ? [] : [[name, words]])
  return [
    ...some(w.facts.when, ended),
    [w.facts.ran, w.minutes(Math.round(ranSeconds / 60))],
    [w.facts.people, String(people)],
    ...some(w.facts.roles, roles.map((role) => w.roles[role] ?? role).join(', ')),
    ...some(w.facts.absent, absent.join(', ')),
    [w.facts.plan, planVersion === null ? w.noPlan : String(planVersion)],
    ...some(w.facts.case, exercise.incident === null ? '' : `INC-${exercise.incident.number}`),
    ...some(
      w.facts.paused,
      pauses.map(({ elapsedSeconds, reason }) => `${w.clock(elapsedSeconds)} ${reason}`).join('; '),
    ),
    ...some(w.facts.skipped, skipped.map(({ title }) => title).join('; ')),
  ]
}

function decisionLines({ decisions }: Report, w: ReportWords) {
  return decisions.map(({ decision, holder, deputy, taken }) => ({
    name: w.decisions[decision] ?? decision,
    holder: holder === '' ? w.nobody : w.holder(holder, deputy),
    taken:
      taken.length === 0
        ? [w.notTaken]
        : taken.map(({ role, elapsedSeconds, text }) =>
            [w.taken(w.roles[role] ?? role, w.clock(elapsedSeconds)), text]
              .filter((one) => one !== '')
              .join('. '),
          ),
  }))
}

function cardLine({ card: { done, steps, wholeSeconds, isInTime } }: Report, w: ReportWords): string {
  return w.card(done, steps.length, wholeSeconds === null ? null : w.clock(wholeSeconds), isInTime)
}

function drillLine({ drill }: Report, w: ReportWords): string {
  if (drill === null) return ''
  const minutes = (count: number | null) => (count === null ? w.unknown : w.minutes(count))
  return w.drill(
    drill.copy,
    minutes(drill.tookMinutes),
    minutes(drill.aimMinutes),
    minutes(drill.beforeMinutes),
  )
}

const template = String.raw`${style}
#set page(
  paper: "a4",
  margin: (top: 18mm, bottom: 22mm, x: 20mm),
  footer: context {
    set text(8.5pt, fill: muted)
    line(length: 100%, stroke: hairline)
    v(-0.3em)
    grid(columns: (1fr, auto), column-gutter: 8pt, [#data.organisation, #data.madeAt], [#data.page #counter(page).get().first() / #counter(page).final().first()])
  },
)
#label[#data.kicker]
#show title: set text(19pt, weight: "bold")
#show title: set block(below: 0.7em)
#title[#data.title]
#for line in data.notices { notice[#line] }
#v(0.4em)
#table(columns: (auto, 1fr), table.header([], []), ..data.facts.map(((name, value)) => (text(weight: "semibold")[#name], [#value])).flatten())
#heading(level: 1, data.parts.objectives)
#table(columns: (1fr, auto), table.header([], []), ..data.counts.map(one => ([#one.words], [#one.count])).flatten())
#for one in data.objectives {
  heading(level: 2, one.statement)
  text(weight: "semibold")[#one.rating]
  if one.note != "" { [. #one.note] }
  parbreak()
  small[#one.criterion]
  if one.strengths.len() > 0 { block(above: 0.8em)[*#data.parts.strengths*]; list(..one.strengths.map(line => [#line])) }
  if one.gaps.len() > 0 { block(above: 0.8em)[*#data.parts.gaps*]; list(..one.gaps.map(line => [#line])) }
  if one.chain != "" or one.improvements.len() > 0 {
    block(above: 0.8em)[*#data.parts.improvements:* #one.chain]
    if one.improvements.len() > 0 { list(..one.improvements.map(line => [#line])) }
  }
}
#if data.decisions.len() > 0 {
  heading(level: 1, data.parts.decisions)
  for one in data.decisions {
    block(sticky: true)[*#one.name.* #one.holder]
    list(..one.taken.map(line => [#line]))
  }
}
#if data.card != "" { heading(level: 1, data.parts.card); [#data.card] }
#if data.drill != "" { heading(level: 1, data.parts.drill); [#data.drill] }
#heading(level: 1, data.parts.wash)
#if data.noWash != "" { text(fill: muted)[#data.noWash] }
#for one in data.wash {
  if one.lines.len() > 0 { block(sticky: true)[*#one.name*]; list(..one.lines.map(line => [#line])) }
}
#heading(level: 1, data.parts.course)
#for one in data.course {
  block(sticky: true)[#text(fill: muted)[#one.at] #h(0.4em) *#one.title*]
  if one.answers.len() > 0 { list(..one.answers.map(line => [#line])) }
  if one.followed != "" { block[#one.followed] }
}
#if data.debrief.len() > 0 { heading(level: 1, data.parts.next); list(..data.debrief.map(line => [#line])) }
`
