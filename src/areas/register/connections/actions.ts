import { refuse, refuseUnless } from '../../../base/refusal.ts'
import { action, longAction } from '../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../platform/database/taken.ts'
import { isPlainHost } from '../../../platform/egress.ts'
import { sortedJson } from '../../../base/sorted-json.ts'
import { decoded } from '../../../base/text-of-bytes.ts'
import * as contract from './contract.ts'
import { built, refuseOtherVersion, send, takeTurn } from './public.ts'
import { asks, ownBlanks, requestLine, templateFaults } from './rules/template.ts'
import * as store from './store.ts'

/** Of a trial's answer that are shown. */
const shownLetters = 60_000

export const list = action(contract.listConnections, async (context) => ({
  items: (await store.listConnectionRows(context)).map(shown),
}))

export const add = action(contract.addConnection, async (context, { secret, ...wanted }) => {
  const { length } = await store.lockConnections(context)
  refuseUnless(
    length < contract.mostConnections,
    'conflict',
    `There are ${contract.mostConnections} connections. Remove one first.`,
  )
  const id = context.newId()
  const row = await store.insertConnection(context, {
    ...{ id, ...defined(wanted), secret: secret ? store.sealSecret(context, id, secret) : null },
    ...{ isOn: false, version: 1, turnsFrom: null, turns: 0, switchedBy: null, removedAt: null },
    ...{ changedAt: context.now, changedBy: context.actor.name },
  })
  if (row === undefined) return refuseTaken(wanted.name)
  context.record({ stream: 'audit', kind: 'connection.add', fields: fieldsOf(row) })
  return shown(row)
})

export const change = action(
  contract.changeConnection,
  async (context, { id, version, secret, ...wanted }) => {
    const before = await store.lockConnectionRow(context, id)
    refuseOtherVersion(before, version)
    const next = defined(wanted)
    const isElsewhere = new URL(originOf(before.address)).origin !== new URL(originOf(next.address)).origin
    const kept = isElsewhere ? null : before.secret
    const row = await orTaken(
      wanted.name,
      store.updateConnection(context, id, {
        ...next,
        // What was kept for one server never goes along to another.
        secret: secret === undefined ? kept : secret === '' ? null : store.sealSecret(context, id, secret),
        // What is sent was agreed to as it stood; how its answer is shown was not.
        isOn: before.isOn && secret === undefined && isSameRequest(before, next),
        version: before.version + 1,
        ...{ changedAt: context.now, changedBy: context.actor.name },
      }),
    )
    const entered =
      secret === undefined ? (isElsewhere ? 'dropped' : 'kept') : secret === '' ? 'none' : 'entered'
    context.record({
      stream: 'audit',
      kind: 'connection.change',
      fields: { ...fieldsOf(row), secret: entered },
    })
    return shown(row)
  },
)

export const turn = action(contract.switchConnection, async (context, { id, version, isOn }) => {
  const before = await store.lockConnectionRow(context, id)
  refuseOtherVersion(before, version)
  refuseUnless(
    !isOn || before.secret !== null || !asks(before, 'secret'),
    'conflict',
    'Enter its secret first, then switch it on.',
  )
  const row = await store.updateConnection(context, id, { isOn, switchedBy: context.actor.name })
  context.record({
    stream: 'audit',
    kind: 'connection.switch',
    fields: { ...fieldsOf(row), on: isOn ? 'yes' : 'no' },
  })
  return shown(row)
})

export const remove = action(contract.removeConnection, async (context, { id }) => {
  const row = await store.lockConnectionRow(context, id)
  await store.updateConnection(context, id, { removedAt: context.now, isOn: false, secret: null })
  context.record({ stream: 'audit', kind: 'connection.remove', fields: fieldsOf(row) })
  return { removed: true as const }
})

/** Between two transactions, not inside one: the other side may take its time. */
export const tryOut = longAction(contract.tryConnection, async (work, { id, value, inputs }) => {
  const { request, said } = await work.step(async (context) => {
    const row = await store.lockConnectionRow(context, id)
    refuseUnless(
      row.purpose === 'look_up',
      'conflict',
      'A request that acts is not tried out: it would act. Paste an answer from its documentation instead.',
    )
    await takeTurn(context, row)
    const own = Object.fromEntries(ownBlanks(row).map((name) => [name, inputs[name] ?? '']))
    const known = { value, kind: row.kinds[0] ?? '', reason: 'A trial', person: context.actor.name }
    const example = { 'incident.number': '0', 'incident.id': id, now: context.now.toISOString() }
    const values = { ...known, ...example, ...own }
    const ready = built(context, row, values)
    const line = requestLine(row, values) ?? ''
    context.record({
      stream: 'audit',
      kind: 'connection.try',
      fields: { connection: id, name: row.name, said: line },
    })
    return { request: ready, said: line }
  })
  const found = await send(work.services.egress, request)
  if (found.state !== 'answered') {
    const trouble = found.state === 'unsent' ? found.trouble : found.state
    return { said, status: null, trouble, text: '', isCut: false }
  }
  const { text } = decoded(found.body, { isCut: found.isCut })
  const isCut = found.isCut || text.length > shownLetters
  return { said, status: found.status, trouble: null, text: text.slice(0, shownLetters), isCut }
})

type Wanted = contract.RequestTemplate &
  Pick<
    contract.Connection,
    'name' | 'does' | 'purpose' | 'kinds' | 'shown' | 'seconds' | 'perMinute' | 'needsSecond' | 'isPassive'
  >

/** @throws Refusal `invalid` naming the field */
function defined(wanted: Wanted) {
  const faults = templateFaults(wanted)
  if (faults.length === 0 && !isPlainHost(new URL(originOf(wanted.address)).hostname))
    faults.push({ path: 'address', message: 'Write the name of the server in plain letters.' })
  if (wanted.purpose === 'look_up' && wanted.method !== 'GET' && wanted.method !== 'POST')
    faults.push({
      path: 'method',
      message: 'Looking something up reads (GET) or asks (POST). What changes something acts.',
    })
  if (wanted.kinds.length > 0 && !asks(wanted, 'value'))
    faults.push({ path: 'kinds', message: 'It takes traces, but {{value}} stands nowhere in the request.' })
  if (wanted.kinds.length === 0 && asks(wanted, 'value'))
    faults.push({ path: 'kinds', message: 'Choose for which traces it is: {{value}} stands for one.' })
  if (faults.length > 0) refuse('invalid', 'Some fields need another look.', { faults: faults.slice(0, 20) })
  return {
    ...wanted,
    kinds: [...new Set(wanted.kinds)],
    body: wanted.bodyKind === 'none' ? '' : wanted.body,
    needsSecond: wanted.purpose === 'act' && wanted.needsSecond,
    isPassive: wanted.purpose === 'look_up' && wanted.isPassive,
    host: new URL(originOf(wanted.address)).host,
  }
}

/** Whether the same leaves the house, for the same traces and under the same rule. */
function isSameRequest(before: store.ConnectionRow, next: ReturnType<typeof defined>): boolean {
  const parts = [
    'purpose',
    'kinds',
    'method',
    'address',
    'headers',
    'bodyKind',
    'body',
    'needsSecond',
    'isPassive',
  ] as const
  return parts.every((part) => sortedJson(before[part]) === sortedJson(next[part]))
}

/** No blank stands before the path. */
function originOf(address: string): string {
  return /^[^?#]*?:\/\/[^/?#]*/.exec(address)?.[0] ?? ''
}

function fieldsOf(row: store.ConnectionRow): Record<string, string | number> {
  const { id, name, does, purpose, host, method, address, version, kinds, headers, body } = row
  return {
    ...{ connection: id, name, does, purpose, host, request: `${method} ${address}`, version, body },
    kinds: kinds.join(' '),
    headers: headers.map((header) => `${header.name}: ${header.value}`).join('\n'),
    second: row.needsSecond ? 'yes' : 'no',
    passive: row.isPassive ? 'yes' : 'no',
  }
}

function shown(row: store.ConnectionRow): contract.Connection {
  const { tenantId: _tenantId, secret, turnsFrom: _from, turns: _turns, removedAt: _removedAt, ...rest } = row
  return {
    ...rest,
    hasSecret: secret !== null,
    blanks: ownBlanks(row),
    changedAt: row.changedAt.toISOString(),
  }
}
