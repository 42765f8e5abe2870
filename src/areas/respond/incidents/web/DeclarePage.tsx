import { Page } from '../../../../ui/kit/Page.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { DeclareForm } from './parts/DeclareForm.tsx'
import { WhomToTell } from './parts/WhomToTell.tsx'

/** Where the red button leads: declare, or, for those who may not, whom to call. */
export function DeclarePage() {
  const text = useText('incidents')
  const mayDeclare = useMay('incident.open')
  if (!mayDeclare) {
    return (
      <Page title={text('declare.report')} lead={text('declare.reportLead')}>
        <WhomToTell />
      </Page>
    )
  }
  return (
    <Page title={text('declare.title')} lead={text('declare.lead')}>
      <DeclareForm />
    </Page>
  )
}
