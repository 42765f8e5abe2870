import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { localIn } from '../../../../../ui/entry/entry-values.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { planReturn, type SystemWay } from '../../contract/systems.ts'
import { inReturnOrder } from '../../rules/way-back.ts'
import { Known, Row } from './Register.tsx'
import type { Room } from './room.ts'
import classes from './containment.module.css'

/** What comes back when, the next first. */
export function Schedule({ room: { board, text } }: { readonly room: Room }) {
  const planned = inReturnOrder(board.systems)
  if (planned.length === 0) return null
  return (
    <Row
      name={text('systems.schedule')}
      mark={{ tone: 'active', word: String(planned.length) }}
      actions={null}
    >
      <ol>
        {planned.map(({ id, name, plan }) => (
          <li key={id}>
            {plan && <TimeText at={plan.returnAt} form="absolute" />} · {name}
          </li>
        ))}
      </ol>
    </Row>
  )
}

/** When one system comes back, and who watches it then. */
export function PlannedReturn({
  room: { text, nameOf },
  system: { plan },
}: {
  readonly room: Room
  readonly system: SystemWay
}) {
  if (plan === null) return null
  const names = plan.watcherIds.map((one) => nameOf(one) ?? '…').join(', ')
  return (
    <Known>
      {text('systems.planned')} <TimeText at={plan.returnAt} form="absolute" />
      {' · '}
      {text('systems.plannedWatch', { hours: plan.watchHours, names })}
    </Known>
  )
}

/** The form that plans a return, or plans it anew. */
export function returnEntry({ board, text, watchers }: Room, { id: system, name }: SystemWay): Entry {
  return {
    title: text('systems.planTitle', { name }),
    lead: <p className={classes.dim}>{text('systems.planLead')}</p>,
    fields: [
      { kind: 'moment', name: 'returnAt', label: text('systems.planAt') },
      { kind: 'number', name: 'watchHours', label: text('systems.planHours') },
      {
        kind: 'choice',
        name: 'everyMinutes',
        label: text('systems.planEvery'),
        isNumber: true,
        options: [30, 60, 120, 240, 480, 1440].map((minutes) => ({
          value: String(minutes),
          label: text(`every.${minutes}`),
        })),
      },
      { kind: 'many', name: 'watcherIds', label: text('systems.planWho'), options: watchers },
    ],
    initial: { returnAt: localIn(1), watchHours: '24', everyMinutes: '120' },
    endpoint: planReturn,
    given: { id: board.incidentId, system },
    submit: text('systems.plan'),
  }
}
