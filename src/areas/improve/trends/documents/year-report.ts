import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import { style } from '../../../../platform/documents/style.ts'
import { grades, type Control } from '../contract/words.ts'
import { shareInterval, type RateRatio } from '../rules/intervals.ts'
import type { Share } from '../rules/often.ts'
import type { ToldSpan } from '../rules/spans.ts'
import { listWords } from '../content/list-words.ts'
import { reportWords, type ReportLanguage, type ReportWords } from './report-words.ts'

/** All that the report says, without restricted cases. */
export interface YearFigures {
  readonly organisation: string
  readonly year: number
  readonly taxonomy: string
  readonly watchedMonths: number
  readonly total: number
  readonly rate: { readonly low: number; readonly high: number }
  readonly change: (RateRatio & { readonly before: number; readonly after: number }) | undefined
  readonly leftOut: readonly { readonly reason: string; readonly count: number }[]
  readonly vectors: readonly Share[]
  readonly spans: readonly (ToldSpan & { readonly name: string })[]
  readonly kinds: readonly {
    readonly currency: string
    readonly kind: string
    readonly invoiced: string
    readonly said: string
  }[]
  /** By currency: what invoices show, what it comes to with the rest, and what single cases cost. */
  readonly costs: readonly {
    readonly currency: string
    readonly invoiced: string
    readonly amount: string
    readonly least: string
    readonly most: string
  }[]
  readonly withCosts: number
  readonly work: { readonly minutes: number; readonly unpricedMinutes: number }
  readonly downtime: {
    readonly cases: number
    readonly shortest: number | null
    readonly median: number | null
    readonly longest: number | null
  }
  readonly graded: number
  readonly controls: readonly {
    readonly control: Control
    readonly counts: Readonly<Record<string, number>>
  }[]
  readonly improvements: { readonly done: number; readonly verified: number; readonly open: number }
  readonly looks: readonly { readonly quarter: string; readonly state: 'held' | 'missed' | 'ahead' }[]
}

interface Part {
  readonly title: string
  readonly texts: readonly string[]
  readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } | null
}

/** The report as it is set: sentences and tables, each number with its range and its method. */
export function yearReport(figures: YearFigures, { language, madeAt, timeZone }: Making): DocumentToSet {
  const words = reportWords[language]
  const title = words.title(figures.year)
  return {
    template,
    data: {
      organisation: figures.organisation,
      subtitle: words.subtitle,
      made: words.made(madeAt.toLocaleDateString(localeOf(language), { dateStyle: 'long', timeZone })),
      parts: yearParts(figures, language),
    },
    title,
    author: figures.organisation,
    language,
    madeAt,
  }
}

interface Making {
  readonly language: ReportLanguage
  readonly madeAt: Date
  /** Of the organisation, on whose calendar it was made. */
  readonly timeZone: string
}

export function yearParts(figures: YearFigures, language: ReportLanguage): Part[] {
  const words = reportWords[language]
  const say = sayings(language)
  return [
    {
      title: words.how,
      texts: [
        ...words.howText,
        words.watched(say.number(figures.watchedMonths)),
        words.lists(figures.taxonomy),
      ],
      table: null,
    },
    oftenPart(figures, words, say),
    {
      title: words.leftOut,
      texts: figures.leftOut.length === 0 ? [words.none] : [],
      table: tableOf(
        [words.reason, words.cases],
        figures.leftOut.map(({ reason, count }) => [say.list('reason', reason), String(count)]),
      ),
    },
    {
      title: words.began,
      texts: figures.vectors.length === 0 ? [words.none] : [],
      table: tableOf(
        [words.began, words.cases, words.share],
        figures.vectors.map(({ key, count, share, low, high }) => [
          ...[say.list('vector', key), String(count)],
          `${say.percent(share)} (${say.percent(low)} – ${say.percent(high)})`,
        ]),
      ),
    },
    longPart(figures, words, say),
    costPart(figures, words, say),
    controlPart(figures, words, say),
    improvementPart(figures.improvements, words, say),
    {
      title: words.looks,
      texts:
        figures.looks.length === 0
          ? [words.noLooks]
          : figures.looks.map(({ quarter, state }) => words.look(quarter, words.lookStates[state])),
      table: null,
    },
  ]
}

type Sayings = ReturnType<typeof sayings>

function oftenPart({ total, rate, change }: YearFigures, words: ReportWords, say: Sayings): Part {
  const compared =
    change === undefined ? words.few : words.change[change.verdict](change.before, change.after)
  const texts = [words.count(total), words.rate(say.number(rate.low), say.number(rate.high)), compared]
  return { title: words.often, texts, table: null }
}

function longPart({ spans }: YearFigures, words: ReportWords, say: Sayings): Part {
  const rows = spans.map(({ name, count, median, shortest, longest, unfinished, unknown }) => [
    say.list('span', name),
    String(count),
    say.minutes(median),
    count === 0 ? words.dash : `${say.minutes(shortest)} – ${say.minutes(longest)}`,
    String(unfinished),
    String(unknown),
  ])
  const head = [words.span, words.cases, words.median, words.range, words.running, words.unknown]
  return { title: words.long, texts: [words.longText], table: tableOf(head, rows) }
}

function costPart(figures: YearFigures, words: ReportWords, say: Sayings): Part {
  const { kinds, costs, withCosts, total, work, downtime } = figures
  const { cases, shortest, median, longest } = downtime
  return {
    title: words.cost,
    texts: [
      ...costs.flatMap(({ currency, invoiced, amount, least, most }) => [
        words.costRange(`${invoiced} ${currency}`, `${amount} ${currency}`),
        words.caseRange(`${least} ${currency}`, `${most} ${currency}`),
      ]),
      words.withCosts(withCosts, total),
      words.hours(say.minutes(work.minutes), say.minutes(work.unpricedMinutes)),
      cases === 0
        ? words.noDown
        : words.down(cases, say.minutes(shortest), say.minutes(median), say.minutes(longest)),
    ],
    table: tableOf(
      [words.kind, words.invoiced, words.said],
      kinds.map(({ currency, kind, invoiced, said }) => [
        ...[say.list('loss', kind), `${invoiced} ${currency}`, `${said} ${currency}`],
      ]),
    ),
  }
}

function controlPart({ controls, graded, total }: YearFigures, words: ReportWords, say: Sayings): Part {
  return {
    title: words.controls,
    texts: [words.graded(graded, total)],
    table: tableOf(
      [words.control, ...grades.map((grade) => words[grade])],
      controls.map(({ control, counts }) => [
        say.list('control', control),
        ...grades.map((grade) => String(counts[grade] ?? 0)),
      ]),
    ),
  }
}

function improvementPart(
  { done, verified, open }: YearFigures['improvements'],
  words: ReportWords,
  say: Sayings,
): Part {
  const { low, high } = shareInterval(verified, done)
  const checked = done === 0 ? [] : [words.checked(say.percent(low), say.percent(high))]
  return { title: words.improvements, texts: [words.closed(done, verified, open), ...checked], table: null }
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): Part['table'] {
  return rows.length === 0 ? null : { head, rows }
}

function sayings(language: ReportLanguage) {
  const number = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 1 })
  const percent = new Intl.NumberFormat(localeOf(language), { style: 'percent' })
  const lists = listWords[language]
  return {
    number: (value: number) => number.format(value),
    percent: (value: number) => percent.format(value),
    minutes: (value: number | null) =>
      value === null ? reportWords[language].dash : spanWords(value, number, lists.units),
    list: (list: 'reason' | 'vector' | 'span' | 'loss' | 'control', key: string) => lists[list][key] ?? key,
  }
}

/** In the unit in which people would say it. */
function spanWords(
  minutes: number,
  number: Intl.NumberFormat,
  units: readonly [string, string, string],
): string {
  if (minutes < 120) return `${number.format(minutes)} ${units[0]}`
  if (minutes < 2880) return `${number.format(minutes / 60)} ${units[1]}`
  return `${number.format(minutes / 1440)} ${units[2]}`
}

function localeOf(language: ReportLanguage): string {
  return language === 'de' ? 'de-DE' : 'en-GB'
}

const template = String.raw`${style}
#set page(
  paper: "a4",
  margin: (top: 20mm, bottom: 20mm, x: 20mm),
  footer: {
    set text(9pt, fill: muted)
    grid(columns: (1fr, auto), [#data.organisation · #data.made], page-numbers)
  },
)
#label[#data.organisation]
#v(0.2em)
#show title: set text(22pt, weight: "bold")
#show title: set block(below: 0.5em)
#title()
#text(11pt, fill: muted, data.subtitle)
#for part in data.parts {
  heading(level: 1, part.title)
  for text in part.texts [#text #parbreak()]
  if part.table != none {
    table(
      columns: (2fr,) + (1fr,) * (part.table.head.len() - 1),
      table.header(..part.table.head.map(one => [#one])),
      ..part.table.rows.flatten().map(one => [#one]),
    )
  }
}
`
