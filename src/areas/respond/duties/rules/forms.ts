/** Fills what a law demands of a notice from what the case is sure of; what nothing answers is missing, never made up. */
import type { FormItem } from '../contract/forms.ts'

/** What a case can say by itself. */
export interface FormSources {
  readonly organisation: string
  readonly contact: string
  readonly number: number
  /** In plain words, from the kind of incident; only where somebody confirmed facts. */
  readonly confirmed: readonly string[]
  readonly checking: readonly string[]
  readonly next: readonly string[]
  readonly systems: readonly string[]
  readonly indicators: readonly string[]
  readonly vector: string | null
  readonly causes: readonly string[]
  /** Facts of the law, as people confirmed them. */
  readonly facts: Readonly<Record<string, unknown>>
  readonly severity: string
  readonly openedAt: string
  readonly notified: readonly string[]
  readonly policy: { readonly insurer: string; readonly number: string } | null
  readonly costs: readonly string[]
  readonly lateReason: string
}

type Answer = (from: FormSources) => readonly string[]

/** In this order; the first that fits answers. */
const answers: readonly (readonly [RegExp, Answer])[] = [
  [/^what happened/, ({ confirmed }) => confirmed],
  // People are counted, records are not: the one number is not sent for the other.
  [/number of (personal data )?records$/, () => []],
  [/reasons? for (the )?(delay|being late)/, ({ lateReason }) => textLine(lateReason)],
  [/policy number|policy$/, ({ policy }) => (policy === null ? [] : [`${policy.insurer}, ${policy.number}`])],
  [/cost|expense|loss so far|^loss(es)? (known|so far)/, ({ costs }) => costs],
  // What only a person can say: an answer that is near it would be sent as if it were one.
  [
    /copy of (the )?(\w+ )?notice|protect (oneself|themselves)|recipients can take|advice|substitute notice|whether the media|business associate|safeguards in place|before the breach|other providers|how (detected|resolved)|identity of/,
    () => [],
  ],
  [
    /law.?enforcement|police report|police reference/,
    ({ notified }) => notified.filter((one) => /police|law enforcement/i.test(one)),
  ],
  [/already (told|informed|notified)|other authorities/, ({ notified }) => notified],
  [/cross.?border/, (from) => crossBorder(from)],
  [/unlawful|malicious|criminal/, ({ facts }) => yesNo(facts['malicious_act'], 'suspected')],
  [
    /contact|name of the (entity|firm|organisation)|who reports|dpo/,
    ({ organisation, contact }) => [organisation, ...textLine(contact)],
  ],
  [/number of|how many|numbers|records|residents affected|data subjects|approximate/, (from) => counts(from)],
  [
    /^(systems?|services?|patients|customers) and data|where the information was/,
    ({ systems, facts }) => [...systems, ...list(facts['data_categories'], facts['pi_elements'])],
  ],
  [/^systems( affected)?$|affected systems|service affected|^affected areas/, ({ systems }) => systems],
  [
    /^(entity|operator and service|provider and service)$/,
    ({ organisation, contact }) => [organisation, ...textLine(contact)],
  ],
  [
    /health information|\bphi\b|^(personal )?information( involved| affected|$)|content of the personal data/,
    ({ facts }) => list(facts['data_categories'], facts['pi_elements']),
  ],
  [/what the (entity|firm|facility|organisation) (is doing|does)|remedial|corrective/, ({ next }) => next],
  [/what is known/, ({ confirmed }) => confirmed],
  [/type of breach/, ({ vector, confirmed }) => (vector === null ? confirmed : [vector])],
  [/^effect |^initial assessment/, (from) => severityOf(from)],
  [/indicators|ip address|hashes|technical data/, ({ indicators }) => indicators],
  [
    /(types?|categor\w+|kinds?|items?|which) (and |of )?.*(data|information)|^data|data (types|items|categories)|types of (personal )?information/,
    ({ facts }) => list(facts['data_categories'], facts['pi_elements']),
  ],
  [
    /root cause|^cause|cause$|how it (happened|began)|vector/,
    ({ vector, causes }) => [...textLine(vector ?? ''), ...causes],
  ],
  [/severity|impact|effects/, (from) => severityOf(from)],
  [/consequence|harm|risk/, ({ facts }) => risk(facts['risk_to_individuals'], facts['serious_harm_likely'])],
  [/^dates?|^when|time\b|\bdate of|timing|duration|discover/, (from) => times(from)],
  [/measure|steps|mitigation|action|taken|remed|ongoing|what the (entity|firm) has done/, ({ next }) => next],
  [/still (being )?checked|under investigation|open questions/, ({ checking }) => checking],
  [
    /nature|what happened|description|facts|circumstance|outline|incident|breach|event|situation|update/,
    ({ confirmed }) => confirmed,
  ],
]

/** Each demanded item with what the case says; one that nothing answers is missing. */
export function filledForm(content: readonly string[], from: FormSources): FormItem[] {
  return content.map((asked) => {
    const found = answers.find(([pattern]) => pattern.test(asked.toLowerCase()))
    const lines = [...new Set(found?.[1](from) ?? [])].slice(0, 40)
    return { asked, lines, isMissing: lines.length === 0 }
  })
}

/** What reports ask for that no single law lists. */
export const freeForms = {
  police: {
    title: 'Report of a crime to the police',
    content: [
      'who reports: name of the firm and contact',
      'what happened',
      'when it happened and was discovered',
      'systems affected',
      'how it began, as far as known',
      'indicators: addresses, names, hashes',
      'loss so far',
      'what is still being checked',
      'already told: authorities, bank, insurer',
    ],
  },
  csirt: {
    title: 'Report to the computer emergency team',
    content: [
      'who reports: name of the firm and contact',
      'what happened',
      'when it happened and was discovered',
      'whether unlawful or malicious acts are suspected',
      'whether a cross-border impact is possible',
      'severity and impact',
      'indicators of compromise where available',
      'measures taken so far',
      'what is still being checked',
    ],
  },
  insurer: {
    title: 'First notice of an event to the insurer',
    content: [
      'policy number',
      'name of the firm and contact',
      'what happened',
      'when it happened and was discovered',
      'systems affected',
      'number of people whose data may be reached',
      'measures taken so far',
      'costs so far',
      'already told: authorities, police, bank',
    ],
  },
} as const
export type FreeForm = keyof typeof freeForms

/** The form as text to paste into a portal. */
export function formText(
  form: { readonly title: string; readonly recipient: string; readonly citation: string },
  items: readonly FormItem[],
): string {
  const head = [form.title, form.recipient, form.citation].filter((line) => line !== '').join('\n')
  const parts = items.map(({ asked, lines }, at) =>
    [`${at + 1}. ${asked}`, ...(lines.length === 0 ? ['[MISSING]'] : lines.map((line) => `- ${line}`))].join(
      '\n',
    ),
  )
  return `${head}\n\n${parts.join('\n\n')}\n`
}

function severityOf({ severity, systems, facts }: FormSources): string[] {
  return [
    `Severity ${severity}, on a scale from S1 (gravest) to S4`,
    ...systems,
    ...yesNo(facts['significant_incident'], 'significant by the measure of NIS2'),
  ]
}

function textLine(text: string): string[] {
  return text === '' ? [] : [text]
}

function yesNo(value: unknown, words: string): string[] {
  return typeof value === 'boolean' ? [`${value ? 'Yes' : 'No'}: ${words}`] : []
}

function list(...values: readonly unknown[]): string[] {
  return values.flatMap((value) =>
    Array.isArray(value) ? value.map((one) => String(one).replaceAll('_', ' ')) : [],
  )
}

function counts({ facts }: FormSources): string[] {
  const total = facts['affected_total']
  const by = facts['affected']
  return [
    ...(typeof total === 'number' ? [`About ${total} people in all`] : []),
    ...(typeof by === 'object' && by !== null && !Array.isArray(by)
      ? Object.entries(by).map(([code, count]) => `${code}: ${String(count)} people`)
      : []),
    ...list(facts['data_categories']).map((category) => `Kind of data: ${category}`),
  ]
}

function risk(value: unknown, harm: unknown): string[] {
  const words = {
    none: 'A risk to people is unlikely',
    risk: 'A risk to people',
    high: 'A high risk to people',
  }
  return [
    ...(value === 'none' || value === 'risk' || value === 'high' ? [words[value]] : []),
    ...yesNo(harm, 'serious harm is likely'),
  ]
}

function times({ facts, openedAt }: FormSources): string[] {
  const said = Object.entries(facts).flatMap(([name, at]) =>
    name.startsWith('times.') && typeof at === 'string'
      ? [`${name.slice('times.'.length).replaceAll('_', ' ').replace(/ at$/, '')}: ${at}`]
      : [],
  )
  return said.length > 0
    ? said
    : [`Recorded since ${openedAt}; when the firm became aware is not confirmed yet`]
}

function crossBorder({ facts }: FormSources): string[] {
  const by = facts['affected']
  const places =
    typeof by === 'object' && by !== null
      ? new Set(Object.keys(by).map((code) => code.slice(0, 2)))
      : undefined
  if (places === undefined) return []
  return [
    places.size > 1
      ? `Yes: people in ${[...places].join(', ')}`
      : `Not by what is known: people in ${[...places].join(', ')}`,
  ]
}
