/** Tells a server that something it warns of was really seen here: nothing else of it, and once a day at most. */
import { defang, kindOf } from '../../../../base/observables.ts'
import type { Context } from '../../../../platform/action.ts'
import { openSecret, listExchangeRows, type ExchangeRow } from '../store/exchanges.ts'
import { settleHit, waitingHits, type WaitingHit } from '../store/hits.ts'
import { askServer, below } from './ask-server.ts'
import type { Desk } from './read-exchange.ts'

export async function tellSightings(desk: Desk): Promise<void> {
  const waiting = await desk.within(whatWaits)
  for (const { row, secret, hits } of waiting)
    for (const hit of hits) {
      const url = below(row, `sightings/add/${encodeURIComponent(hit.externalId)}`)
      const timestamp = String(Math.floor(hit.lastAt.getTime() / 1000))
      const said = await askServer(
        { egress: desk.egress, row, secret },
        {
          ...{ method: 'POST', url, body: { type: '0', timestamp } },
        },
      )
      // Nothing went out: it waits for the server to come back. What may have arrived is not told twice.
      if (said.state === 'failed' && !said.isAsked && isPassing(said.trouble)) break
      await desk.within((context) => settle(context, row, hit, said.state === 'said' || said.isAsked))
    }
}

function isPassing(trouble: string): boolean {
  return ['unknown_host', 'unreachable', 'tls', 'muted', 'not_listed', 'forbidden_address'].includes(trouble)
}

async function whatWaits(context: Context) {
  const rows = (await listExchangeRows(context)).filter(
    (row) => row.isOn && row.sights && row.kind === 'misp',
  )
  const found: { row: ExchangeRow; secret: string; hits: readonly WaitingHit[] }[] = []
  for (const row of rows) {
    const secret = openSecret(context, row)
    if (secret !== undefined) found.push({ row, secret, hits: await waitingHits(context, row.id) })
  }
  return found
}

async function settle(context: Context, row: ExchangeRow, hit: WaitingHit, isSent: boolean): Promise<void> {
  await settleHit(context, hit.id, isSent ? 'sent' : 'failed')
  const kind = kindOf(hit.value)?.kind ?? 'file_name'
  context.record({
    stream: 'audit',
    kind: 'indicator.tell',
    fields: {
      ...{ exchange: row.id, server: row.name, name: defang(kind, hit.value) },
      told: isSent ? 'yes' : 'no',
    },
  })
}
