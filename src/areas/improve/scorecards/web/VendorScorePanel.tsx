import { useAnswer } from '../../../../ui/answers.ts'
import { Section } from '../../../../ui/kit/Page.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { useText } from '../../../../ui/text.ts'
import { listSupplierCases } from '../contract.ts'
import { CaseLine } from './parts/CaseLine.tsx'
import { ScorecardView } from './parts/ScorecardView.tsx'
import lines from '../../../../ui/lists/lines.module.css'

/** On the page of a supplier: how they did in cases. */
export function VendorScorePanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('scorecards')
  const answer = useAnswer(listSupplierCases, { vendorId: id, limit: 20 })
  const { items = [], scorecards: [card] = [] } = answer.data ?? {}
  return (
    <Section title={text('list.title')}>
      {answer.data && items.length === 0 && <p className={lines.dim}>{text('panel.noneOf')}</p>}
      {card && <ScorecardView card={card} />}
      <ul className={lines.list}>
        {items.map((one) => (
          <CaseLine key={one.id} one={one} />
        ))}
      </ul>
    </Section>
  )
}
