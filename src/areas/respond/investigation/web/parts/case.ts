import { useAnswer } from '../../../../../ui/answers.ts'
import { useMay } from '../../../../../ui/session.ts'
import { getIncident } from '../../../incidents/contract/incident.ts'

/** The incident that is looked into, and whether this person may write in it now. */
export interface Case {
  readonly id: string
  readonly mayWork: boolean
  readonly mayExport: boolean
  readonly mayClose: boolean
}

/** The incident of this page; undefined while it is read. */
export function useCase(id: string) {
  const incident = useAnswer(getIncident, { id }, { live: { stream: id, kinds: ['incident.'] } })
  const [mayInvestigate, mayExport, mayClose] = [
    useMay('incident.investigate'),
    useMay('incident.export'),
    useMay('incident.close'),
  ]
  const isOpen = incident.data?.status === 'open'
  const found: Case = {
    id,
    mayExport,
    mayWork: isOpen && mayInvestigate,
    mayClose: isOpen && mayClose,
  }
  return { incident, found }
}
