import { useAnswer } from '../../../../../ui/answers.ts'
import { useMay } from '../../../../../ui/session.ts'
import { listConnections } from '../../../../register/connections/contract.ts'
import { getIncident } from '../../../incidents/contract/incident.ts'

/** What can be asked from this case, and by whom. */
export function useRequests(incidentId: string) {
  const connections = useAnswer(listConnections, {}, { live: { stream: '*', kinds: ['connection.'] } })
  const incident = useAnswer(getIncident, { id: incidentId })
  const [mayAsk, mayAct] = [useMay('connection.ask'), useMay('connection.act')]
  return { connections, incident, mayAsk, mayAct }
}
