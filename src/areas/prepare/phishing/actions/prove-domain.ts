import { randomBytes } from 'node:crypto'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { longAction, type Context } from '../../../../platform/action.ts'
import { readDnsText } from '../../../../platform/dns-text.ts'
import * as contract from '../contract/rehearsals.ts'
import { ownDomain, recordNameOf, recordValueOf } from '../rules/domains.ts'
import { forgetDomain, livingOnDomain } from '../store/rehearsals.ts'
import {
  deleteDomain,
  findDomain,
  insertDomain,
  listDomains,
  mostKept,
  updateDomain,
  type DomainRecord,
} from '../store/setup.ts'
import { shownDomain } from './shapes.ts'

/** The answer waits for the name server, so that a mistake shows at once; no transaction is open meanwhile. */
export const prove = longAction(contract.provePhishingDomain, async (work, { domain: typed, step }) => {
  const own = ownDomain(typed)
  if ('why' in own) return refuse('invalid', own.why, { faults: [{ path: 'domain', message: own.why }] })
  const { domain } = own
  if (step === 'ask') {
    // Asking again changes nothing, and leaves nothing on record.
    const isAsked = (await work.look((context) => findDomain(context, domain))) !== undefined
    if (!isAsked) await work.step((context) => askFor(context, domain))
  }
  if (step === 'remove') await work.step((context) => removeOne(context, domain))
  if (step === 'look') {
    const row = await work.look((context) => known(context, domain))
    const found = await readDnsText(work.services, recordNameOf(domain))
    if (found.state === 'failed')
      refuse('unavailable', 'The name server did not answer. Look again in a few minutes.', {
        retryAfterSeconds: 60,
      })
    const isThere = found.state === 'found' && found.texts.includes(recordValueOf(row.code))
    await work.step(async (context) => {
      // Somebody may have removed it while the name server thought.
      if (!(await keepLook(context, row, isThere ? 'there' : 'gone'))) refuseUnknown()
      recordLook(context, row, isThere)
    })
    refuseUnless(
      isThere,
      'conflict',
      `The record is not there yet. It can take an hour until a change is seen everywhere. Wanted: TXT ${recordNameOf(domain)} with ${recordValueOf(row.code)}`,
      { reason: 'no_record' },
    )
  }
  return work.look(async (context) => ({ domains: (await listDomains(context)).map(shownDomain) }))
})

async function askFor(context: Context, domain: string): Promise<void> {
  const domains = await listDomains(context)
  refuseUnless(domains.length < mostKept, 'conflict', `There are ${mostKept} domains. Remove one first.`)
  const code = randomBytes(16).toString('base64url')
  const asked = { askedAt: context.now, askedBy: context.actor.name, verifiedAt: null, checkedAt: null }
  const isNew = await insertDomain(context, { id: context.newId(), domain, code, ...asked })
  refuseUnless(isNew, 'conflict', 'Somebody added this domain just now. Load the page again.')
  context.record({ stream: 'audit', kind: 'phishing_domain.ask', fields: { domain } })
}

async function removeOne(context: Context, domain: string): Promise<void> {
  const row = await known(context, domain)
  refuseUnless(
    (await livingOnDomain(context, row.id)) === 0,
    'conflict',
    'A rehearsal from this domain is planned or goes on. Stop it first.',
  )
  await forgetDomain(context, row.id)
  await deleteDomain(context, row.id)
  context.record({ stream: 'audit', kind: 'phishing_domain.remove', fields: { domain } })
}

type Shown = 'there' | 'gone' | 'silent'

/** What a look by the clock showed; `silent` where nobody could say for too long. What it was already leaves no leaf. */
export async function noteLook(context: Context, row: DomainRecord, shown: Shown): Promise<void> {
  const isThere = shown === 'there'
  if ((await keepLook(context, row, shown)) && isThere !== (row.verifiedAt !== null))
    recordLook(context, row, isThere)
}

/** @returns whether the domain is still here */
async function keepLook(
  context: Context,
  { id, verifiedAt, checkedAt }: DomainRecord,
  shown: Shown,
): Promise<boolean> {
  return updateDomain(context, id, {
    verifiedAt: shown === 'there' ? (verifiedAt ?? context.now) : null,
    checkedAt: shown === 'silent' ? checkedAt : context.now,
  })
}

function recordLook(context: Context, { domain }: DomainRecord, isThere: boolean): void {
  const kind = isThere ? 'phishing_domain.prove' : 'phishing_domain.refuse'
  context.record({ stream: 'audit', kind, fields: { domain } })
}

async function known(context: Pick<Context, 'tx'>, domain: string): Promise<DomainRecord> {
  return (await findDomain(context, domain)) ?? refuseUnknown()
}

function refuseUnknown(): never {
  refuse('not_found', 'There is no such domain here.')
}
