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
  if (step === 'ask') await work.step((context) => askFor(context, domain))
  if (step === 'remove') await work.step((context) => removeOne(context, domain))
  if (step === 'look') {
    const row = await work.look((context) => known(context, domain))
    const found = await readDnsText(work.services, recordNameOf(domain))
    if (found.state === 'failed')
      refuse('unavailable', 'The name server did not answer. Look again in a few minutes.', {
        retryAfterSeconds: 60,
      })
    const isThere = found.state === 'found' && found.texts.includes(recordValueOf(row.code))
    await work.step((context) => noteLook(context, row, isThere))
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
  refuseUnless(
    domains.length < mostKept || domains.some((one) => one.domain === domain),
    'conflict',
    `There are ${mostKept} domains. Remove one first.`,
  )
  const code = randomBytes(16).toString('base64url')
  const asked = { askedAt: context.now, askedBy: context.actor.name, verifiedAt: null, checkedAt: null }
  await insertDomain(context, { id: context.newId(), domain, code, ...asked })
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

/** What a look showed, by a person or by the clock. */
export async function noteLook(context: Context, row: DomainRecord, isThere: boolean): Promise<void> {
  await updateDomain(context, row.id, {
    verifiedAt: isThere ? (row.verifiedAt ?? context.now) : null,
    checkedAt: context.now,
  })
  const kind = isThere ? 'phishing_domain.prove' : 'phishing_domain.refuse'
  context.record({ stream: 'audit', kind, fields: { domain: row.domain } })
}

async function known(context: Pick<Context, 'tx'>, domain: string): Promise<DomainRecord> {
  return (await findDomain(context, domain)) ?? refuse('not_found', 'There is no such domain here.')
}
