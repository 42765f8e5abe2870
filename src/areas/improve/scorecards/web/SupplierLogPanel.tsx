import { Button } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { useEvery } from '../../../../ui/register/known.ts'
import { useText } from '../../../../ui/text.ts'
import { listPolicies } from '../../../register/insurance/contract/policies.ts'
import { listRetainers } from '../../../register/insurance/contract/retainers.ts'
import { listVendors } from '../../../register/vendors/contract/vendors.ts'
import { listEvidence } from '../../../respond/evidence/contract/evidence.ts'
import { listSupplierCases, type SupplierCase } from '../contract.ts'
import { CaseFigures } from './parts/CaseFigures.tsx'
import { gradeEntry, logEntry } from './parts/entries.ts'
import { EventList } from './parts/EventList.tsx'
import { ReviewMark } from './parts/ReviewMark.tsx'
import lines from '../../../../ui/lists/lines.module.css'

/** On a case: when suppliers were asked, answered and came, written down while it happens; and how good it was, after it. */
export function SupplierLogPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('scorecards')
  const kinds = ['supplier.', 'supplier_review.', 'cost.', 'incident.']
  const answer = useAnswer(listSupplierCases, { incidentId: id, limit: 200 }, { live: { stream: id, kinds } })
  const { ask, dialog } = useEntry([listSupplierCases])
  const suppliers = useSuppliers()
  const evidence = useEvery(listEvidence, { id }).map((one) => ({ value: one.id, label: one.name }))
  const { items = [], can } = answer.data ?? {}
  return (
    <Section
      title={text('panel.title')}
      actions={
        can?.log ? (
          <Button
            variant="default"
            data-no-print
            onClick={() => ask(logEntry(text, { id, suppliers, evidence }))}
          >
            {text('log.open')}
          </Button>
        ) : null
      }
    >
      <p className={lines.dim}>{text('panel.lead')}</p>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading lines={3} />}
      {answer.data && items.length === 0 && <p>{text('panel.none')}</p>}
      {items.map((one) => (
        <OneSupplier
          key={one.id}
          one={one}
          onJudge={can?.judge ? () => ask(gradeEntry(text, id, one.supplier)) : undefined}
        />
      ))}
      {dialog}
    </Section>
  )
}

function OneSupplier({
  one,
  onJudge,
}: {
  readonly one: SupplierCase
  readonly onJudge?: (() => void) | undefined
}) {
  const text = useText('scorecards')
  const { supplier, review, isClosed } = one
  return (
    <div className={lines.side}>
      <To path={`/supplier-reviews/${one.id}`} className={lines.link}>
        {supplier.name || text('unnamed')}
      </To>
      <div className={lines.acts}>
        <ReviewMark review={review} />
      </div>
      <CaseFigures one={one} />
      <EventList events={one.events} />
      {isClosed && onJudge && supplier.kind !== 'unnamed' && (
        <div className={lines.acts} data-no-print>
          <Button variant="default" onClick={onJudge}>
            {text('judge.open')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** All three registers in one choice; a firm on call is often a supplier as well, and either will do. */
function useSuppliers() {
  const text = useText('scorecards')
  const retainers = useEvery(listRetainers, {})
  const policies = useEvery(listPolicies, {})
  const vendors = useEvery(listVendors, {})
  return [
    ...retainers.map(({ id, name }) => ({ value: `retainer:${id}`, label: text('log.retainer', { name }) })),
    ...policies.map(({ id, insurer }) => ({
      value: `policy:${id}`,
      label: text('log.policy', { name: insurer }),
    })),
    ...vendors.map(({ id, name }) => ({ value: `vendor:${id}`, label: name })),
  ]
}
