import { Button } from '@mantine/core'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { SeverityMark } from '../../../../../ui/marks/SeverityMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { To, useFilter, useGo } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { joinAlertGroup } from '../../contract/alert-groups.ts'
import { joinSignal, listIncidents, type Incident } from '../../contract/incident.ts'
import classes from './pages.module.css'

/** Incidents that run already: two rooms for one fire help nobody. A signal can join one of them. */
export function RunningIncidents({ signalId }: { readonly signalId: string | undefined }) {
  const text = useText('incidents')
  const go = useGo()
  // With the whole group that the signal stands in, where that was asked for.
  const [groupId] = useFilter('group')
  const running = useAnswer(
    listIncidents,
    { status: 'open', limit: 5 },
    { live: { stream: '*', kinds: ['incident.'] } },
  )
  const how = {
    refreshes: [listIncidents],
    onDone: (incident: Incident) => {
      showDone(text('declare.joined', { number: text('number', { number: incident.number }) }))
      go(`/incidents/${incident.id}`)
    },
  }
  const join = useAct(joinSignal, how)
  const joinGroup = useAct(joinAlertGroup, how)
  const items = running.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className={classes.running} aria-label={text('declare.running')}>
      <h2>{text('declare.running')}</h2>
      <ul>
        {items.map((incident) => {
          const number = text('number', { number: incident.number })
          return (
            <li key={incident.id}>
              <SeverityMark severity={incident.severity} />
              <span className={classes.runningTitle}>
                {number} {incident.title}
              </span>
              {signalId === undefined ? (
                <To path={`/incidents/${incident.id}`}>{text('declare.goThere', { number })}</To>
              ) : (
                <Button
                  variant="default"
                  loading={[join, joinGroup].some((act) => act.isPending && act.variables.id === incident.id)}
                  onClick={() =>
                    groupId === ''
                      ? join.mutate({ id: incident.id, signalId })
                      : joinGroup.mutate({ id: incident.id, groupId })
                  }
                >
                  {text('declare.join', { number })}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {[join, joinGroup].map(
        ({ error }, index) =>
          error && (
            <Notice key={index} tone="bad">
              {error.message}
            </Notice>
          ),
      )}
    </section>
  )
}
