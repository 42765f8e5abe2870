import { kindOf, refang } from '../../../../base/observables.ts'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import * as contract from '../contract/indicators.ts'
import { harmlessGround } from '../intake/ground.ts'
import { isHarmless } from '../rules/harmless.ts'
import { exchangeNames } from '../store/exchanges.ts'
import { listIndicatorRows, type IndicatorRow } from '../store/indicators.ts'

export const indicators = action(
  contract.listIndicators,
  async (context, { exchange, value, seen, limit, cursor }) => {
    const names = await exchangeNames(context)
    const isKnown = exchange === undefined || names.has(exchange)
    refuseUnless(isKnown, 'not_found', 'There is no such server here.')
    const rows = await listIndicatorRows(context, {
      exchangeId: exchange ?? null,
      value: value === undefined || value === '' ? null : soughtValue(value),
      isSeen: seen === 'true',
      below: pageAfter(cursor) ?? null,
      limit,
    })
    const ground = await harmlessGround(context)
    const stateOf = (row: IndicatorRow) => {
      if (row.endedAt !== null) return 'ended' as const
      if (row.endsAt <= context.now) return 'old' as const
      return isHarmless(row.kind, row.value, ground) ? ('harmless' as const) : ('watched' as const)
    }
    return pageOfRows(rows, limit, (row) => ({
      ...{ id: row.id, kind: row.kind, value: row.value, title: row.title, note: row.note, tlp: row.tlp },
      ...{ exchange: names.get(row.exchangeId) ?? '', exchangeId: row.exchangeId, tags: [...row.tags] },
      firstSeen: row.firstSeen?.toISOString() ?? null,
      lastSeen: row.lastSeen?.toISOString() ?? null,
      endsAt: row.endsAt.toISOString(),
      state: stateOf(row),
      hit:
        row.hit === null
          ? null
          : {
              ...row.hit,
              firstAt: new Date(row.hit.firstAt).toISOString(),
              lastAt: new Date(row.hit.lastAt).toISOString(),
            },
    }))
  },
)

/** The one spelling where it is a whole thing; else its beginning as it was typed. */
function soughtValue(typed: string): string {
  return kindOf(typed)?.value ?? refang(typed).toLowerCase()
}
