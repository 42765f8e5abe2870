import type { Fault } from '../../../../base/refusal.ts'
import { Playbook, type PlaybookDraft } from '../contract/playbook.ts'
import { playbookFaults } from './playbook-faults.ts'

/** A draft that says little and holds what the shape asks for. */
export function nearlyEmpty(kind: Playbook['id'], title: string, today: string): PlaybookDraft {
  return {
    id: kind,
    version: 1,
    reviewedOn: today,
    title,
    plainTitle: title,
    recognise: [],
    confusedWith: [],
    severity: { default: 'S3', raiseWhen: [], lowerWhen: [] },
    attack: [],
    veris: { action: [], asset: [], attribute: [] },
    facts: {},
    first15Minutes: [],
    doNot: [],
    evidenceFirst: [],
    peopleToCall: [],
    decisions: [],
    phases: { contain: [], eradicate: [], recover: [], learn: [] },
    statements: [],
    watchPlan: [],
    learnMore: { earlySigns: [], wouldHaveHelped: [], reviewQuestions: [] },
    sources: [],
  }
}

/**
 * What keeps a draft from being published, in words: lines that are still empty, each under the part that it
 * belongs to, and whatever is wrong with its graph.
 */
export function draftFaults(draft: PlaybookDraft): string[] {
  const parsed = Playbook.safeParse(draft)
  const empty = parsed.success
    ? []
    : parsed.error.issues.slice(0, 40).map((issue) => `${placeOf(draft, issue.path)}: ${wordsOf(issue)}`)
  return [...empty, ...playbookFaults(draft).slice(0, 60)]
}

/** The same as faults of a request, for whoever publishes over the API. */
export function faultsAsFields(faults: readonly string[]): Fault[] {
  return faults.slice(0, 20).map((message) => ({ path: 'document', message: message.slice(0, 300) }))
}

function wordsOf(issue: { code: string; message: string }): string {
  return issue.code === 'too_small' ? 'this line is empty. Fill it in or take it away' : issue.message
}

/** `phases.contain.3.how.0` as a person would say it: the id and field of the innermost part that has an id. */
function placeOf(draft: PlaybookDraft, path: readonly PropertyKey[]): string {
  let here: unknown = draft
  let id: string | undefined
  const names: string[] = []
  for (const key of path) {
    if (typeof here !== 'object' || here === null) break
    here = (here as Record<PropertyKey, unknown>)[key] // an object was just seen; what is missing is undefined
    if (typeof key === 'string') names.push(key)
    const found = typeof here === 'object' && here !== null && 'id' in here ? here.id : undefined
    if (typeof found === 'string') {
      id = found
      names.length = 0
    }
  }
  const field = names.join(' ')
  return id === undefined ? field : field === '' ? id : `${id}, ${field}`
}
