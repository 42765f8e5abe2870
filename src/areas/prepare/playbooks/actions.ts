import { decodeCursor, encodeCursor } from '../../../base/page.ts'
import { refuseUnless } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import { playbooks } from './content/playbooks.ts'
import * as contract from './contract.ts'
import { playbookFor } from './public.ts'
import { summaryOf } from './rules/playbook-age.ts'

export const list = action(contract.listPlaybooks, async ({ now }, { limit, cursor }) => {
  const start = cursor === undefined ? 0 : Number(decodeCursor(cursor, 1)?.[0])
  refuseUnless(
    Number.isSafeInteger(start) && start >= 0,
    'invalid',
    'This page is not known. Start again from the first.',
  )
  const items = playbooks.slice(start, start + limit).map((playbook) => summaryOf(playbook, now))
  return { items, next: start + limit < playbooks.length ? encodeCursor([start + limit]) : null }
})

export const read = action(contract.getPlaybook, async (_context, { kind }) => playbookFor(kind))
