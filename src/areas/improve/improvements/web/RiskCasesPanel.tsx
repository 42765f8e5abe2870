import { useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { useText } from '../../../../ui/text.ts'
import { getRisk } from '../../../prepare/risks/contract.ts'
import { listRiskCases } from '../contract/lessons.ts'
import { riskCaseEntry } from './parts/lesson-entries.ts'
import { RiskCaseLine } from './parts/RiskCaseLine.tsx'
import lines from '../../../../ui/lists/lines.module.css'

/** On a risk: what cases said about it. Nothing while none did. */
export function RiskCasesPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('improvements')
  const answer = useAnswer(listRiskCases, { id }, { live: { stream: '*', kinds: ['risk_case.'] } })
  const { ask, dialog } = useEntry([listRiskCases, getRisk])
  if (answer.error && !answer.data)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  const items = answer.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title={text('riskCase.ofRisk')}>
      <ul className={lines.list}>
        {items.map((said) => (
          <RiskCaseLine
            key={said.id}
            said={said}
            of="risk"
            onDecide={(isAccepted) => ask(riskCaseEntry(text, said, isAccepted))}
          />
        ))}
      </ul>
      {dialog}
    </Section>
  )
}
