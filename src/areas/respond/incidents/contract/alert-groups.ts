/** Alert groups that an incident grew from, or that turned out to belong to it. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Incident } from './incident.ts'

export const joinAlertGroup = endpoint({
  name: 'joinAlertGroup',
  method: 'POST',
  path: '/incidents/{id}/alert-groups',
  permission: 'incident.open',
  status: 201,
  input: z.strictObject({ id: Id, groupId: Id }),
  output: Incident,
  summary: 'Add an alert group with all its signals to an incident that runs already',
})

export const leaveAlertGroup = endpoint({
  name: 'leaveAlertGroup',
  method: 'DELETE',
  path: '/incidents/{id}/alert-groups/{groupId}',
  permission: 'incident.open',
  input: z.strictObject({ id: Id, groupId: Id }),
  output: Incident,
  summary: 'Take an alert group and its signals back out of an incident',
})
