import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { papLabel, papLevels } from '../../../../base/pap.ts'
import { tlpLabel, tlpLevels } from '../../../../base/tlp.ts'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { useText } from '../../../../ui/text.ts'
import { endAccess, markTlp, readCircle, type Circle } from '../contract/circle.ts'
import { getIncident } from '../contract/incident.ts'
import { CircleDialogs, type CircleAsk } from './parts/CircleDialogs.tsx'
import classes from './parts/circle.module.css'

const kinds = ['incident.', 'access.', 'suspect.', 'guest.', 'tlp.', 'pap.']
const refreshes = [readCircle, getIncident]

/** Who may see this case, who must not, and how far its words may travel. */
export function CirclePanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('incidents')
  const circle = useAnswer(readCircle, { id }, { live: { stream: id, kinds } })
  const [ask, setAsk] = useState<CircleAsk>()
  return (
    <Section title={text('circle.title')}>
      {circle.error && <ErrorState error={circle.error} onRetry={() => void circle.refetch()} />}
      {circle.isPending && <Loading lines={4} />}
      {circle.data && (
        <>
          <p>{text(circle.data.isRestricted ? 'circle.isRestricted' : 'circle.isOpen')}</p>
          <Named circle={circle.data} />
          {circle.data.suspects.length > 0 && (
            <p>{text('circle.about', { names: circle.data.suspects.map(({ name }) => name).join(', ') })}</p>
          )}
          <Buttons circle={circle.data} onAsk={setAsk} />
          <Mark circle={circle.data} />
          <CircleDialogs circle={circle.data} ask={ask} onClose={() => setAsk(undefined)} />
        </>
      )}
    </Section>
  )
}

function Named({ circle }: { readonly circle: Circle }) {
  const text = useText('incidents')
  const end = useAct(endAccess, { refreshes })
  if (circle.people.length === 0) return null
  return (
    <>
      <ul className={classes.list}>
        {circle.people.map((person) => (
          <li key={person.memberId}>
            <span className={classes.who}>
              <span>{person.name}</span>
              <span className={classes.dim}>
                {person.endsAt === null ? (
                  text(`people.roles.${person.role}`)
                ) : (
                  <>
                    {text(person.mayWrite ? 'circle.guestWrites' : 'circle.guestReads')}{' '}
                    <TimeText at={person.endsAt} form="absolute" />
                  </>
                )}
              </span>
            </span>
            {circle.can.restrict && (person.isGuest || circle.isRestricted) && (
              <Button
                variant="subtle"
                loading={end.isPending && end.variables?.member === person.memberId}
                onClick={() => end.mutate({ id: circle.incidentId, member: person.memberId })}
                aria-label={text('circle.endOf', { name: person.name })}
              >
                {text('circle.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {end.error && <ErrorState error={end.error} />}
    </>
  )
}

function Buttons({ circle, onAsk }: { readonly circle: Circle; readonly onAsk: (ask: CircleAsk) => void }) {
  const text = useText('incidents')
  const { isRestricted, can } = circle
  const offered: CircleAsk[] = [
    ...(can.restrict && !isRestricted ? (['restrict'] as const) : []),
    ...(can.restrict && isRestricted ? (['name', 'suspect'] as const) : []),
    ...(can.invite ? (['guest'] as const) : []),
    ...(can.restrict && isRestricted ? (['open'] as const) : []),
  ]
  return (
    <div className={classes.buttons} data-no-print>
      {offered.map((ask) => (
        <Button key={ask} variant="default" onClick={() => onAsk(ask)}>
          {text(`circle.ask.${ask}`)}
        </Button>
      ))}
    </div>
  )
}

/** Who may know, and what they may do: two marks of one case, set beside each other. */
function Mark({ circle }: { readonly circle: Circle }) {
  const text = useText('incidents')
  const mark = useAct(markTlp, { refreshes })
  const { incidentId: id, tlp, pap } = circle
  const isFixed = !circle.can.mark || mark.isPending
  return (
    <div className={classes.marks}>
      <NativeSelect
        label={text('circle.tlp')}
        description={text(`circle.tlpMeans.${tlp.replace('+', '_')}`)}
        size="md"
        value={tlp}
        disabled={isFixed}
        onChange={(event) => {
          const next = tlpLevels.find((level) => level === event.currentTarget.value)
          if (next !== undefined) mark.mutate({ id, tlp: next })
        }}
        data={tlpLevels.map((level) => ({ value: level, label: tlpLabel(level) }))}
      />
      <NativeSelect
        label={text('circle.pap')}
        description={text(`circle.papMeans.${pap ?? 'none'}`)}
        size="md"
        value={pap ?? ''}
        disabled={isFixed}
        onChange={(event) => {
          const next = papLevels.find((level) => level === event.currentTarget.value)
          if (next !== undefined) mark.mutate({ id, pap: next })
        }}
        data={[
          ...(pap === null ? [{ value: '', label: text('circle.papNone') }] : []),
          ...papLevels.map((level) => ({ value: level, label: papLabel(level) })),
        ]}
      />
      {mark.error && <ErrorState error={mark.error} />}
    </div>
  )
}
