/** The card for the pocket: how to report, and whom to call. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'

export const takeCard = endpoint({
  name: 'takeCard',
  method: 'POST',
  path: '/me/card',
  permission: 'account.own',
  input: z.strictObject({}),
  output: z.object({
    takenAt: z.string(),
    /** The day on which it is to be taken again, since people and numbers change. */
    againOn: z.string(),
  }),
  summary:
    'Say that I have the card with how to report; a newcomer is reminded until then, everybody after a year',
})
