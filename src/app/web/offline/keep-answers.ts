import { listPlanVersions } from '../../../areas/prepare/plan/contract/versions.ts'
import { listPlaybooks } from '../../../areas/prepare/playbooks/contract/reading.ts'
import { getIncident, listIncidents } from '../../../areas/respond/incidents/contract/incident.ts'
import { readRun } from '../../../areas/respond/incidents/contract/run.ts'
import type { Permission } from '../../../base/permissions.ts'
import { everyItem } from '../../../ui/answers.ts'
import { CallError } from '../../../ui/call-error.ts'
import { call, onAnswer, type HeardAnswer } from '../../../ui/client.ts'
import { tellReached } from '../../../ui/offline/reach.ts'
import {
  findAnswer,
  keepAnswer,
  keepFor,
  keepOnly,
  keepOnlyTenants,
} from '../../../ui/offline/kept-answers.ts'
import {
  caseQuestions,
  addressOf,
  groupOf,
  mayAsk,
  ownGroup,
  ownQuestions,
  planQuestion,
  playbookQuestion,
  withoutClosed,
  type Question,
} from './questions.ts'

export interface Keeping {
  readonly person: string
  readonly tenant: string
  readonly tenants: readonly string[]
  readonly can: Readonly<Partial<Record<Permission, boolean>>>
}

/** The person's first minute on a page belongs to the page. */
const settleMs = 4_000
const everyMs = 10 * 60_000
/** So many rooms are read ahead; of all others what was looked at is kept. */
const roomsAhead = 5
/** Playbooks are large and change seldom. */
const playbooksEveryMs = 12 * 3_600_000

/**
 * Keeps what this person reads, and reads ahead what they will want when the connection is gone: open cases, whom to
 * call, the cards of the first minutes. Asks one question at a time, and none while nobody looks at the page.
 */
export class AnswerKeeper {
  readonly #who: Keeping
  readonly #stop = new AbortController()
  readonly #stopHearing: () => void
  #isReady = false
  #open = new Set<string>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #isReading = false

  constructor(who: Keeping) {
    this.#who = who
    this.#stopHearing = onAnswer((answer) => void this.#hear(answer).catch(() => undefined))
    this.soon(settleMs)
  }

  /** Reads ahead after this time, unless it is about to earlier. */
  soon(afterMs: number): void {
    if (this.#stop.signal.aborted) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      if (this.#isReading) return this.soon(settleMs)
      this.#isReading = true
      void this.#readAhead()
        .catch(() => undefined)
        .finally(() => {
          this.#isReading = false
          this.soon(everyMs)
        })
    }, afterMs)
  }

  stop(): void {
    this.#stop.abort()
    clearTimeout(this.#timer)
    this.#stopHearing()
  }

  async #hear({ endpoint, input, tenant, url, body }: HeardAnswer): Promise<void> {
    tellReached()
    if (!this.#isReady) return
    const group = groupOf({ endpoint, input }, (id) => this.#open.has(id))
    if (group === undefined) return
    const words = withoutClosed(endpoint.name, body, (id) => this.#open.has(id))
    await keepAnswer({ tenant: tenant ?? '', url, group, body: words, at: Date.now() })
  }

  async #readAhead(): Promise<void> {
    const { person, tenant, tenants } = this.#who
    if (document.visibilityState === 'hidden') return
    await keepFor(person)
    this.#isReady = true
    await keepOnlyTenants(tenants)
    const cases = await this.#openCases()
    for (const question of ownQuestions) await this.#ask(question)
    await this.#plan()
    await keepOnly(tenant, [ownGroup, ...this.#open])
    for (const id of cases.slice(0, roomsAhead)) await this.#room(id)
    await this.#playbooks()
  }

  /** Open cases that all who may read cases may read, the worst first. */
  async #openCases(): Promise<string[]> {
    if (this.#who.can['incident.read'] !== true) return []
    const { items } = await call(listIncidents, { status: 'open', limit: 50 }, this.#how)
    const open = items.filter(({ isRestricted }) => !isRestricted)
    this.#open = new Set(open.map(({ id }) => id))
    return open.toSorted((a, b) => a.severity.localeCompare(b.severity)).map(({ id }) => id)
  }

  async #room(id: string): Promise<void> {
    const { hasRun } = await call(getIncident, { id }, this.#how)
    for (const question of caseQuestions(id)) {
      const { name } = question.endpoint
      if (name !== getIncident.name && (hasRun || name !== readRun.name)) await this.#ask(question)
    }
  }

  /** The version that counts never changes: it is read once. */
  async #plan(): Promise<void> {
    const { tenant, can } = this.#who
    if (can['plan.read'] !== true) return
    const { items } = await call(listPlanVersions, {}, this.#how)
    const current = items.find(({ state }) => state === 'current')
    if (current === undefined) return
    const question = planQuestion(current.version)
    if ((await findAnswer(tenant, addressOf(question) ?? '')) === undefined) await this.#ask(question)
  }

  async #playbooks(): Promise<void> {
    const { tenant, can } = this.#who
    if (can['playbook.read'] !== true) return
    const all = await everyItem(listPlaybooks, {}, undefined, this.#stop.signal)
    for (const { key } of all.filter(({ isInUse }) => isInUse)) {
      const question = playbookQuestion(key)
      const old = await findAnswer(tenant, addressOf(question) ?? '')
      if (Date.now() - (old?.at ?? 0) > playbooksEveryMs) await this.#ask(question)
    }
  }

  get #how() {
    return { tenant: this.#who.tenant, asksForIdentity: false, signal: this.#stop.signal }
  }

  /** A question that is refused is left; without a connection there is no use in asking the others. */
  async #ask(question: Question): Promise<void> {
    if (!mayAsk(question, this.#who.can)) return
    try {
      await call(question.endpoint, question.input, {
        ...this.#how,
        ...(question.isPersonal === true && { tenant: null }),
      })
    } catch (error) {
      if (!(error instanceof CallError) || error.kind === 'offline' || error.kind === 'unauthenticated')
        throw error
    }
  }
}
