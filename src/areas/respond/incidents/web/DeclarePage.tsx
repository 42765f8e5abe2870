import { Page } from '../../../../ui/kit/Page.tsx'
import { To, useFilter } from '../../../../ui/place.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { ByQuestions, FirstHour } from './grading/FirstHour.tsx'
import { DeclareForm } from './parts/DeclareForm.tsx'
import { WhomToTell } from './parts/WhomToTell.tsx'

/** Where the red button leads: five questions, or at once by kind; or, for those who may not, whom to call. */
export function DeclarePage() {
  const text = useText('incidents')
  const [by] = useFilter('by')
  const mayDeclare = useMay('incident.open')
  const mayReport = useMay('report.submit')
  if (!mayDeclare && !mayReport) return <InTheCase />
  if (!mayDeclare) {
    return (
      <Page title={text('declare.report')} lead={text('declare.reportLead')}>
        <WhomToTell />
      </Page>
    )
  }
  if (by !== 'kind') return <FirstHour />
  return (
    <Page title={text('declare.title')} lead={text('declare.lead')} actions={<ByQuestions />}>
      <DeclareForm />
    </Page>
  )
}

/** A guest was invited to one case and reads nobody's telephone number: what they notice belongs there. */
function InTheCase() {
  const text = useText('incidents')
  return (
    <Page title={text('declare.guestTitle')} lead={text('declare.guest')}>
      <p>
        <To path="/incidents">{text('list.title')}</To>
      </p>
    </Page>
  )
}
