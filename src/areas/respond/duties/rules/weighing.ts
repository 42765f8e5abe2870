/**
 * Questions of the law that are weighed: what each asks, what its answers come to, and who may sign that. Pure. The
 * outcome is a proposal: a person concludes, counsel signs, and only then it becomes a fact of the case.
 */
import type { MemberRole } from '../../../../base/permissions.ts'

export const weighingKinds = ['eu_risk', 'us_hipaa', 'serious_harm', 'nis2'] as const
export type WeighingKind = (typeof weighingKinds)[number]

interface Question {
  readonly key: string
  /** In the order in which they are offered; each with its points where the method counts. */
  readonly choices: Readonly<Record<string, number>>
}

export type Conclusion = string | boolean

interface Method {
  /** As the record calls it. */
  readonly name: string
  /** The fact of the case that it settles. */
  readonly fact: string
  readonly conclusions: readonly Conclusion[]
  /** Points are counted; else each answer needs its own reason. */
  readonly counts: boolean
  readonly questions: readonly Question[]
  /** Where the method stands, and whether that was read at its source on that day. */
  readonly source: { readonly citation: string; readonly checkedOn: string; readonly isConfirmed: boolean }
}

const yesNo = { yes: 1, no: 0 }
const leaning = { less: 0, more: 1 }
/** By what is known of each; none was read at its source on a day that could be named. */
const source = (citation: string) => ({ citation, checkedOn: '2026-11-22', isConfirmed: false })

export const methods: Readonly<Record<WeighingKind, Method>> = {
  eu_risk: {
    name: 'Risk to people',
    fact: 'risk_to_individuals',
    conclusions: ['none', 'risk', 'high'],
    counts: true,
    questions: [
      { key: 'data', choices: { simple: 1, behavioural: 2, financial: 3, sensitive: 4 } },
      { key: 'context', choices: { lower: -1, same: 0, higher: 1 } },
      { key: 'ease', choices: { negligible: 0.25, limited: 0.5, significant: 0.75, maximum: 1 } },
      { key: 'seen', choices: { nobody: 0, known: 0.25, unknown: 0.5 } },
      { key: 'changed', choices: { not: 0, recoverable: 0.25, lasting: 0.5 } },
      { key: 'lost', choices: { not: 0, recoverable: 0.25, lasting: 0.5 } },
      { key: 'intent', choices: { no: 0, yes: 0.5 } },
    ],
    source: source(
      'ENISA, Recommendations for a methodology of the assessment of severity of personal data breaches (2013)',
    ),
  },
  us_hipaa: {
    name: 'HIPAA',
    fact: 'risk_to_individuals',
    conclusions: ['none', 'risk', 'high'],
    counts: false,
    questions: ['nature', 'who', 'acquired', 'mitigated'].map((key) => ({ key, choices: leaning })),
    source: source('45 CFR 164.402, "Breach" (2)(i) to (iv)'),
  },
  serious_harm: {
    name: 'Serious harm',
    fact: 'serious_harm_likely',
    conclusions: [true, false],
    counts: false,
    questions: ['kind', 'sensitive', 'protected', 'who', 'harm'].map((key) => ({ key, choices: leaning })),
    source: source('Privacy Act 1988 (Australia) s 26WG; PIPEDA (Canada) s 10.1(8)'),
  },
  nis2: {
    name: 'NIS2',
    fact: 'significant_incident',
    conclusions: [true, false],
    counts: false,
    questions: ['disruption', 'loss', 'others'].map((key) => ({ key, choices: yesNo })),
    source: source('Directive (EU) 2022/2555 Art. 23(3)'),
  },
}

export interface GivenAnswer {
  readonly question: string
  readonly choice: string
  readonly reason: string
}

export interface Weighed {
  /** Two decimals at most; null for a plain judgement. */
  readonly points: number | null
  /** What follows by the method; null where it leaves that to a person. */
  readonly proposed: Conclusion | null
}

/** What the answers come to. Every question has to be answered by one of its choices. */
export function weigh(kind: WeighingKind, answers: readonly GivenAnswer[]): Weighed {
  const value = (key: string) => {
    const choice = answers.find(({ question }) => question === key)?.choice ?? ''
    return methods[kind].questions.find((one) => one.key === key)?.choices[choice] ?? 0
  }
  if (kind === 'eu_risk') {
    // Severity = data context × ease of identification + circumstances of the breach (section 3 of the method).
    const context = Math.min(4, Math.max(1, value('data') + value('context')))
    const points =
      context * value('ease') + value('seen') + value('changed') + value('lost') + value('intent')
    return { points, proposed: points < 2 ? 'none' : points < 3 ? 'risk' : 'high' }
  }
  const sum = methods[kind].questions.reduce((all, { key }) => all + value(key), 0)
  // A breach is presumed unless all four factors together show a low probability.
  if (kind === 'us_hipaa') return { points: null, proposed: sum === 0 ? 'none' : 'risk' }
  if (kind === 'nis2') return { points: null, proposed: sum > 0 }
  return { points: null, proposed: null }
}

interface Filling {
  readonly kind: WeighingKind
  readonly answers: readonly GivenAnswer[]
  readonly conclusion: Conclusion
  readonly reason: string
}

/** What stands in the way of handing this in, each at its place in the input. */
export function faultsOfFilling({ kind, answers, conclusion, reason }: Filling) {
  const { questions, conclusions, counts } = methods[kind]
  const faults: { path: string; message: string }[] = []
  for (const { key, choices } of questions) {
    const at = answers.findIndex(({ question }) => question === key)
    const answer = answers[at]
    if (answer === undefined || !Object.hasOwn(choices, answer.choice))
      faults.push({ path: at < 0 ? 'answers' : `answers.${at}.choice`, message: `${key}: choose one answer` })
    else if (!counts && answer.reason === '')
      faults.push({ path: `answers.${at}.reason`, message: `${key}: say what this rests on` })
  }
  answers.forEach(({ question }, at) => {
    const isKnown = questions.some(({ key }) => key === question)
    if (!isKnown || answers.findIndex((other) => other.question === question) < at)
      faults.push({ path: `answers.${at}.question`, message: 'is not asked here, or stands here twice' })
  })
  if (!conclusions.includes(conclusion))
    faults.push({ path: 'conclusion', message: 'choose what follows from the answers' })
  if (faults.length > 0) return faults
  const { proposed } = weigh(kind, answers)
  if (reason === '' && proposed !== conclusion)
    faults.push({
      path: 'reason',
      message:
        proposed === null
          ? 'say why you conclude this'
          : 'the answers come to something else: say why you differ',
    })
  return faults
}

/** What questionnaires settle among themselves. */
export const settledFacts = Object.values(methods).map(({ fact }) => fact)

/** Why this person may not sign or send it back; undefined when they may. */
export function whyNotCounsel(role: MemberRole | undefined, note: string): string | undefined {
  if (role === undefined) return 'A person has to read it, not a key.'
  if (role !== 'counsel' && role !== 'owner')
    return 'This is for counsel, or for an owner who writes which lawyer read it. Ask one of them.'
  return role === 'owner' && note === ''
    ? 'Write which lawyer read it and when, or why none has to.'
    : undefined
}
