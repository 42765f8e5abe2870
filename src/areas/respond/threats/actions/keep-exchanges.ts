import type { InputOf } from '../../../../base/endpoint.ts'
import { refuse, refuseUnless, type Fault } from '../../../../base/refusal.ts'
import { action, longAction, type Context, type LongWork } from '../../../../platform/action.ts'
import { isPlainHeader, plainAddress } from '../../../../platform/ask-address.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import { isPlainHost } from '../../../../platform/egress.ts'
import { ownDomains } from '../../signals/public.ts'
import * as contract from '../contract/exchanges.ts'
import { below } from '../intake/ask-server.ts'
import { collectionOf, Mark } from '../intake/pages.ts'
import { readExchange, type Desk } from '../intake/read-exchange.ts'
import { whoAnswers } from '../intake/who-answers.ts'
import { readLines } from '../rules/harmless.ts'
import { noCounts } from '../rules/warning.ts'
import * as store from '../store/exchanges.ts'
import { keepHarmless, lockWatch, readWatch } from '../store/hits.ts'
import { countWatched, dropIndicators } from '../store/indicators.ts'
import { isAnyStanding } from '../store/sharing.ts'

export const list = action(contract.listExchanges, async (context) => {
  const watched = await countWatched(context)
  const rows = await store.listExchangeRows(context)
  return {
    items: rows.map((row) => shown(row, watched.get(row.id) ?? 0)),
    harmless: await harmlessList(context),
  }
})

export const add = action(contract.addExchange, async (context, { kind, secret, ...wish }) => {
  const { length } = await store.lockExchanges(context)
  refuseUnless(
    length < contract.mostExchanges,
    'conflict',
    `There are ${contract.mostExchanges} servers. Take one off first.`,
  )
  const id = context.newId()
  const wanted = defined(kind, wish, secret)
  refuseWithoutKey(wanted, secret !== undefined && secret !== '')
  const row = await store.insertExchange(context, {
    ...{ id, kind, ...wanted, secret: secret ? store.sealSecret(context, id, secret) : null },
    ...{ version: 1, nextAt: context.now, counts: {} },
    ...{ changedAt: context.now, changedBy: context.actor.name },
  })
  if (row === undefined) return refuseTaken(wanted.name)
  context.record({ stream: 'audit', kind: 'exchange.add', fields: fieldsOf(row) })
  return shown(row, 0)
})

export const change = longAction(contract.changeExchange, async (work, input) => {
  const stands = await isStandingAt(work, input.id)
  return work.step((context) => changed(context, input, stands))
})

type Changed = InputOf<typeof contract.changeExchange>

async function changed(context: Context, { id, version, secret, ...wish }: Changed, stands: boolean) {
  const before = await store.lockExchange(context, id)
  const message = 'This server was changed meanwhile. Load the page again.'
  refuseUnless(before.version === version, 'conflict', message, { reason: 'other_version' })
  const wanted = defined(before.kind, wish, secret)
  const isElsewhere = new URL(before.address).origin !== new URL(wanted.address).origin
  // Asked for it elsewhere, a server that never had it would say "not there", and it would count as taken back.
  if (below(before, '').href !== below(wanted, '').href)
    await refuseWhileStanding(context, id, {
      stands,
      why: 'What was sent of a case still stands at this address. Have it taken back there first, or add the other address as a new server.',
    })
  // What was kept for one server never goes along to another.
  const kept = isElsewhere ? null : before.secret
  const next = secret === undefined ? kept : secret === '' ? null : store.sealSecret(context, id, secret)
  refuseWithoutKey(wanted, next !== null)
  const isSame = isSameWish(before, wanted)
  const row = await orTaken(
    wanted.name,
    store.updateExchange(context, id, {
      ...{ ...wanted, secret: next, version: version + 1, nextAt: context.now },
      // Read from the beginning: what was left out before may be wanted now.
      ...(!isSame && { mark: null, askedAt: null }),
      ...{ failures: 0, trouble: null, troubleAt: null, askingUntil: null },
      ...{ changedAt: context.now, changedBy: context.actor.name },
    }),
  )
  // What another server, or another wish, once brought is not watched in the name of this one.
  if (!isSame) await dropIndicators(context, { exchangeId: id })
  const entered =
    secret === undefined ? (isElsewhere ? 'dropped' : 'kept') : secret === '' ? 'none' : 'entered'
  context.record({ stream: 'audit', kind: 'exchange.change', fields: { ...fieldsOf(row), secret: entered } })
  return shown(row, (await countWatched(context)).get(id) ?? 0)
}

export const remove = longAction(contract.removeExchange, async (work, { id }) => {
  const stands = await isStandingAt(work, id)
  return work.step((context) => removed(context, id, stands))
})

async function removed(context: Context, id: string, stands: boolean) {
  const row = await store.lockExchange(context, id)
  await refuseWhileStanding(context, id, {
    stands,
    why: 'What was sent of a case still stands there. Have it taken back first, or switch the server off.',
  })
  await store.updateExchange(context, id, { removedAt: context.now, isOn: false, secret: null })
  await dropIndicators(context, { exchangeId: id })
  context.record({ stream: 'audit', kind: 'exchange.remove', fields: fieldsOf(row) })
  return { removed: true as const }
}

/** Looked up by the program: a case that is closed to this owner may stand there as well. */
async function isStandingAt(work: LongWork, id: string): Promise<boolean> {
  return work.separately('Muster', (context) => isAnyStanding(context, id))
}

/** Once more under the lock: what was sent since then is of a case that is open to the owner. */
async function refuseWhileStanding(
  context: Context,
  id: string,
  { stands, why }: { readonly stands: boolean; readonly why: string },
): Promise<void> {
  refuseUnless(!stands && !(await isAnyStanding(context, id)), 'conflict', why, { reason: 'stands' })
}

/** Between transactions, not inside one: the other side may take its time. */
export const ask = longAction(contract.askExchange, async (work, { id }) => {
  const { row, secret, askedAt } = await work.step(async (context) => {
    const found = await store.lockExchange(context, id)
    context.record({ stream: 'audit', kind: 'exchange.ask', fields: fieldsOf(found) })
    return { row: found, secret: store.openSecret(context, found), askedAt: context.now }
  })
  if (secret === undefined) return { said: '', collections: [], trouble: 'secret', taken: 0 }
  const { egress } = work.services
  const { said, collections, trouble } = await whoAnswers({ egress, row, secret })
  if (trouble !== null || !row.isOn) return { said, collections: [...collections], trouble, taken: 0 }
  const taken = await readExchange(deskOf(work, askedAt), id)
  return { said, collections: [...collections], trouble: null, taken: taken ?? 0 }
})

export const harmless = action(contract.setHarmless, async (context, { version, lines }) => {
  const before = await lockWatch(context)
  const message = 'The list was changed meanwhile. Load the page again.'
  refuseUnless(before.version === version, 'conflict', message, { reason: 'other_version' })
  const { kept, faults } = readLines(lines)
  if (faults.length > 0) {
    const unread = faults.slice(0, 5).map((at) => lines[at] ?? '')
    const words = `Write a domain, an address, a range, a link, a mailbox or a hash on each line. Not readable: ${unread.join(', ')}`
    refuse('invalid', 'Some fields need another look.', { faults: [{ path: 'lines', message: words }] })
  }
  await keepHarmless(context, kept)
  context.record({
    stream: 'audit',
    kind: 'harmless.change',
    fields: { lines: kept.length, text: kept.join('\n').slice(0, 4000) },
  })
  return harmlessList(context)
})

/** Its clock is that of the transaction before. */
function deskOf(work: LongWork, askedAt: Date): Desk {
  let now = askedAt
  return {
    egress: work.services.egress,
    now: () => now,
    within: (step) =>
      work.separately('Muster', async (context) => {
        now = context.now
        return step(context)
      }),
  }
}

async function harmlessList(context: Context) {
  const { harmless: lines, version } = await readWatch(context)
  return { lines: [...lines], version, own: [...(await ownDomains(context))] }
}

type Wish = Omit<InputOf<typeof contract.addExchange>, 'kind' | 'secret'>

/** @throws Refusal `invalid` naming the field */
function defined(kind: contract.Exchange['kind'], wish: Wish, secret: string | undefined) {
  const faults: Fault[] = []
  const address = plainAddress(wish.address)
  if (address === undefined || new URL(address).search !== '' || !isPlainHost(new URL(address).hostname))
    faults.push({ path: 'address', message: 'Write the whole address, from https:// on, without a login.' })
  if (secret && !isPlainHeader('authorization', secret) && wish.login !== 'basic')
    faults.push({
      path: 'secret',
      message: 'A key has plain letters, digits and signs only, without a line break.',
    })
  const { collection } = wish.wanted
  if (address !== undefined && collection !== '' && collectionOf(address, collection) === undefined)
    faults.push({ path: 'wanted.collection', message: 'The collection has to be on the same server.' })
  if (kind === 'taxii' && wish.isOn && collection === '')
    faults.push({ path: 'wanted.collection', message: 'Ask the server and choose a collection first.' })
  if (address === undefined || faults.length > 0)
    return refuse('invalid', 'Some fields need another look.', { faults })
  const isMisp = kind === 'misp'
  return {
    ...{
      ...wish,
      address,
      login: isMisp ? ('key' as const) : wish.login === 'key' ? ('bearer' as const) : wish.login,
    },
    // A TAXII collection is read; only MISP takes anything from here.
    ...{ sends: isMisp && wish.sends, sights: isMisp && wish.takes && wish.sights },
  }
}

function refuseWithoutKey({ isOn, login }: Pick<Wish, 'isOn' | 'login'>, hasSecret: boolean): void {
  const message = 'Enter its key first, then switch it on.'
  if (isOn && login !== 'none' && !hasSecret)
    refuse('invalid', message, { faults: [{ path: 'secret', message }] })
}

/** Whether the same warnings are wanted of the same server. */
function isSameWish(before: store.ExchangeRow, next: ReturnType<typeof defined>): boolean {
  const parts = (one: Pick<store.ExchangeRow, 'address' | 'wanted' | 'tlpBound'>) =>
    JSON.stringify([one.address, one.tlpBound, contract.Wanted.parse(one.wanted)])
  return parts(before) === parts(next)
}

function fieldsOf(row: store.ExchangeRow): Record<string, string | number> {
  const { id, name, kind, address, login, tlpBound, version, wanted } = row
  const yes = (is: boolean) => (is ? 'yes' : 'no')
  return {
    ...{ exchange: id, name, type: kind, address, login, bound: tlpBound, version },
    ...{ takes: yes(row.takes), sends: yes(row.sends), sights: yes(row.sights), on: yes(row.isOn) },
    ...{ collection: wanted.collection, tags: wanted.tags.join(' '), days: wanted.daysBack },
  }
}

function shown(row: store.ExchangeRow, indicators: number): contract.Exchange {
  const { id, kind, name, address, login, loginName, wanted, tlpBound, takes, sends, sights, isOn } = row
  const isTaking = isOn && takes
  return {
    ...{ id, kind, name, address, login, loginName, tlpBound, takes, sends, sights, isOn, indicators },
    wanted: contract.Wanted.parse(wanted),
    ...{ host: new URL(address).host, hasSecret: row.secret !== null, version: row.version },
    counts: { ...noCounts, ...row.counts },
    isReading: isTaking && row.trouble === null && (row.askedAt === null || isBegun(row.mark)),
    askedAt: row.askedAt?.toISOString() ?? null,
    nextAt: isTaking ? row.nextAt.toISOString() : null,
    ...{ trouble: row.trouble, troubleAt: row.troubleAt?.toISOString() ?? null },
    ...{ changedAt: row.changedAt.toISOString(), changedBy: row.changedBy },
  }
}

function isBegun(mark: unknown): boolean {
  return (Mark.safeParse(mark).data?.begunAt ?? '') !== ''
}
