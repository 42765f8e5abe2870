import type { Context } from '../../../../platform/action.ts'
import type { PastCase } from '../contract/network.ts'

/** What a later room fills; `app/areas-ready.ts` plugs it in. */
export interface ControlPorts {
  /** Real cases that were resolved and that whoever asks may see, the newest first; at most thirty. */
  readonly pastCases: (context: Context) => Promise<readonly PastCase[]>
}

/** What later rooms know of how things are done here; `app/areas-ready.ts` plugs it in. */
export interface DailyPorts extends ControlPorts {
  /** The last incident that was rehearsed to its end and that whoever asks may see. */
  readonly lastExercise: (
    context: Context,
  ) => Promise<{ readonly id: string; readonly number: number; readonly day: string } | undefined>
  /** What no tool would tell of. */
  readonly unwatchedStanding: (context: Context) => Promise<{
    readonly sources: number
    readonly days: number
    readonly unheard: readonly { readonly name: string }[]
  }>
}

/** And what they make of a finding. */
export interface EvidencePorts extends DailyPorts {
  /** Proposes an improvement that changes this control. @returns its id */
  readonly followUp: (
    context: Context,
    wanted: {
      readonly key: string
      readonly title: string
      readonly why: string
      readonly ownerId: string | null
      readonly dueOn: string | null
    },
  ) => Promise<string>
}
