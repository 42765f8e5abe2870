import { Button } from '@mantine/core'
import { Suspense, lazy, useState } from 'react'
import { papLabel } from '../../../../../base/pap.ts'
import { tlpLabel } from '../../../../../base/tlp.ts'
import { Elapsed, TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { SeverityMark } from '../../../../../ui/marks/SeverityMark.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Incident } from '../../contract/incident.ts'
import { PriorityFact } from '../details/DetailFacts.tsx'
import { BriefingFact } from '../grading/BriefingFact.tsx'
import { CostFact } from './CostFact.tsx'
import { LeadDialog } from './LeadDialog.tsx'
import { usePeople } from './people.ts'
import classes from './room.module.css'

// Few open it, and it brings the table of what a grade sets off.
const SeverityDialog = lazy(async () => ({
  default: (await import('./SeverityDialog.tsx')).SeverityDialog,
}))

/** How bad, in which state, real or practised, and what it is. */
export function RoomMarks({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const isOpen = incident.status === 'open'
  return (
    <>
      <SeverityMark severity={incident.severity} size="large" />
      <StateMark tone={isOpen ? 'active' : 'quiet'} word={text(`status.${incident.status}`)} />
      {incident.isRestricted && <StateMark tone="warn" word={text('circle.mark')} />}
      {incident.isHeld && <StateMark tone="active" word={text('circle.held')} />}
      <span className={classes.kind}>{tlpLabel(incident.tlp)}</span>
      {incident.pap !== null && <span className={classes.kind}>{papLabel(incident.pap)}</span>}
      {incident.mode !== 'real' && <StateMark tone="warn" word={text(`mode.${incident.mode}`)} />}
      {incident.title !== text(`kind.${incident.kind}`) && (
        <span className={classes.kind}>{text(`kind.${incident.kind}`)}</span>
      )}
    </>
  )
}

/** How long it runs, and who leads. */
export function RoomFacts({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const people = usePeople(incident.names)
  const [isChoosing, setChoosing] = useState(false)
  const lead = people.nameOf(incident.leadId)
  const isOpen = incident.closedAt === null
  return (
    <dl className={classes.facts}>
      <div className={classes.clock}>
        <dt>{text(isOpen ? 'room.running' : 'room.took')}</dt>
        <dd>
          <Elapsed since={incident.openedAt} until={incident.closedAt ?? undefined} />
        </dd>
      </div>
      <div>
        <dt>{text('room.lead')}</dt>
        <dd>
          {incident.leadId === null ? <StateMark tone="warn" word={text('room.noLead')} /> : (lead ?? '…')}
          {incident.can.grade && (
            <Button
              variant="subtle"
              size="compact-md"
              onClick={() => setChoosing(true)}
              aria-label={
                incident.leadId === null ? undefined : text('task.changeOf', { title: text('room.lead') })
              }
              data-no-print
            >
              {text(incident.leadId === null ? 'room.changeLead' : 'task.change')}
            </Button>
          )}
        </dd>
      </div>
      <div className={classes.declared}>
        <dt>{text('room.declaredBy')}</dt>
        <dd>
          {incident.openedBy} <span className={classes.dim}>· </span>
          <span className={classes.dim}>
            <TimeText at={incident.openedAt} form="absolute" />
          </span>
        </dd>
      </div>
      <PriorityFact incidentId={incident.id} />
      <CostFact incidentId={incident.id} />
      {isOpen && incident.severity === 'S1' && <BriefingFact incidentId={incident.id} />}
      <LeadDialog incident={incident} isOpen={isChoosing} onClose={() => setChoosing(false)} />
    </dl>
  )
}

/** What changes the incident as a whole: in the header the little that is needed at once, under More all of it. */
export function RoomActions({
  incident,
  place,
}: {
  readonly incident: Incident
  readonly place: 'head' | 'more'
}) {
  const text = useText('incidents')
  const [isGrading, setGrading] = useState(false)
  return (
    <div className={place === 'head' ? classes.actionsHead : classes.actionsMore} data-no-print>
      {incident.can.grade && (
        <Button variant="default" onClick={() => setGrading(true)}>
          {text('room.changeSeverity')}
        </Button>
      )}
      <To path={`/incidents/${incident.id}/situation`} className={classes.closeLink}>
        {text('situation.link')}
      </To>
      {place === 'more' && (
        <>
          <To path={`/incidents/${incident.id}/wall`} className={classes.closeLink}>
            {text('wall.link')}
          </To>
          <Button variant="default" onClick={() => print()}>
            {text('room.print')}
          </Button>
        </>
      )}
      {incident.can.close && (
        <To path={`/incidents/${incident.id}/close`} className={classes.closeLink}>
          {text('room.close')}
        </To>
      )}
      {isGrading && (
        <Suspense>
          <SeverityDialog incident={incident} onClose={() => setGrading(false)} />
        </Suspense>
      )}
    </div>
  )
}
