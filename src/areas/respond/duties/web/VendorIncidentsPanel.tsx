import { useAnswer } from '../../../../ui/answers.ts'
import { Section } from '../../../../ui/kit/Page.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { listContractParts } from '../contract/claims.ts'
import classes from './parts/duties.module.css'

/** On the page of a supplier: the incidents that its contracts had a part in. */
export function VendorIncidentsPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('duties')
  const items = useAnswer(listContractParts, { vendorId: id }).data?.items ?? []
  return (
    <Section title={text('parts.vendor')}>
      {items.length === 0 && <p className={classes.dim}>{text('parts.none')}</p>}
      <ul className={classes.plain}>
        {items.map((one) => (
          <li key={one.id}>
            <To path={`/incidents/${one.incidentId}`}>
              INC-{one.number} {one.title}
            </To>{' '}
            {one.contract}: {text(`parts.${one.part}`)} {one.note}
          </li>
        ))}
      </ul>
    </Section>
  )
}
