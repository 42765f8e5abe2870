/** All of this room for one incident, in one answer. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Account, Secret } from './accounts.ts'
import { Block, ClosedService, Measure, Weakness } from './registers.ts'
import { SystemWay } from './systems.ts'
import { Clearance, Foothold, FunctionReturn, Watch } from './watching.ts'

export const Board = z.object({
  incidentId: Id,
  number: z.number().int(),
  title: z.string(),
  systems: z.array(SystemWay),
  accounts: z.array(Account),
  secrets: z.array(Secret),
  blocks: z.array(Block),
  /** The addresses at which firewalls ask what is blocked; null when there are none. */
  blockList: z.object({ madeAt: z.string(), madeBy: z.string(), unreviewed: z.boolean() }).nullable(),
  /** Of a restricted case and of an exercise nothing is on that list. */
  isListed: z.boolean(),
  services: z.array(ClosedService),
  measures: z.array(Measure),
  weaknesses: z.array(Weakness),
  footholds: z.array(Foothold),
  watches: z.array(Watch),
  clearance: Clearance.nullable(),
  /** In the order in which they come back. */
  functions: z.array(FunctionReturn),
  /** What still holds up closing as resolved. */
  open: z.array(z.string()),
  can: z.object({
    work: z.boolean(),
    sign: z.boolean(),
    override: z.boolean(),
    /** What comes due after closing, too: checks, footholds, measures and blocks. */
    settle: z.boolean(),
  }),
  /** Who can be given something of this case; empty for those who cannot give it. */
  people: z.array(
    z.object({
      id: Id,
      name: z.string(),
      /** Whether they may record what a check showed. */
      mayWatch: z.boolean(),
    }),
  ),
})
export type Board = z.infer<typeof Board>

export const readContainment = endpoint({
  name: 'readContainment',
  method: 'GET',
  path: '/incidents/{id}/containment',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: Board,
  summary: 'Read how far an attacker is kept out and the business is back',
})
