import { refuseUnless } from '../../../../base/refusal.ts'
import { longAction } from '../../../../platform/action.ts'
import * as contract from '../contract.ts'
import type { PrivacyPorts } from '../public.ts'
import { marksOfPassage, wordsInMarks } from '../rules.ts'
import { getErasureRow, insertErasure } from '../store.ts'
import { erasureOf, newErasure, patienceMillis } from './data-requests.ts'
import { goOn } from './erase.ts'
import { keepForRestore } from './repeat-orders.ts'
import { saveOrders } from './save-orders.ts'

export function blackOutWith(ports: PrivacyPorts) {
  return longAction(contract.blackOut, async (work, { passage, incidentId, reason }) => {
    const words = [{ kind: 'passage', text: passage }] as const
    const message = 'The bar that would stand there holds this itself. Mark the words around it as well.'
    const isBar = wordsInMarks(words, marksOfPassage).length > 0
    refuseUnless(!isBar, 'invalid', message, { faults: [{ path: 'passage', message }] })
    const id = await work.step(async (context) => {
      const spared = await ports.casesToSpare(context)
      refuseUnless(
        incidentId === null || !spared.held.includes(incidentId),
        'conflict',
        'This case is under legal hold: nothing in it is blacked out until the hold has ended.',
      )
      if (incidentId !== null) await ports.refuseUnknownCase(context, incidentId)
      const erasureId = context.newId()
      const order = {
        ...newErasure(context, erasureId),
        ...({ kind: 'passage', requestId: null, incidentId, reason } as const),
        ...{ words, marks: marksOfPassage },
      }
      await insertErasure(context, order)
      await keepForRestore(context, order)
      const fields = { erasure: erasureId, reason }
      context.record({ stream: incidentId ?? 'audit', kind: 'passage.black_out', fields })
      return erasureId
    })
    await saveOrders(work, work.services)
    await goOn(work, id, { ports, until: Date.now() + patienceMillis })
    return work.look(async (context) => erasureOf(await getErasureRow(context, id)))
  })
}
