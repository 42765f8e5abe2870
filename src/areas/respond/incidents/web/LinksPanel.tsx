import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { readCircle } from '../contract/circle.ts'
import { getIncident } from '../contract/incident.ts'
import { listIncidentLinks, unlinkIncident, unmergeIncident } from '../contract/links.ts'
import { listSystems, listTasks } from '../contract/work.ts'
import { CaseActions } from './parts/CaseActions.tsx'
import { LinkForm } from './parts/LinkForm.tsx'
import { MergeDialog, ReopenDialog, SplitDialog } from './parts/MergeDialogs.tsx'
import classes from './parts/circle.module.css'

const refreshes = [listIncidentLinks, getIncident, listTasks, listSystems]

/** The cases that belong to this one, and what changes a case as a whole. */
export function LinksPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('incidents')
  const links = useAnswer(listIncidentLinks, { id }, { live: { stream: id, kinds: ['incident.'] } })
  const circle = useAnswer(readCircle, { id }, { live: { stream: id, kinds: ['incident.'] } })
  const [ask, setAsk] = useState<'merge' | 'split' | 'reopen'>()
  const unlink = useAct(unlinkIncident, { refreshes })
  const unmerge = useAct(unmergeIncident, { refreshes })
  const close = () => setAsk(undefined)
  const error = links.error ?? circle.error
  const retry = () => void Promise.all([links.refetch(), circle.refetch()])
  if (!links.data) return error && <ErrorState error={error} onRetry={retry} />
  const { items, recurrences, can } = links.data
  return (
    <>
      <Section title={text('links.title')}>
        {error && <ErrorState error={error} onRetry={retry} />}
        {recurrences > 0 && <p>{text('links.recurrences', { count: recurrences })}</p>}
        {items.length === 0 && <p className={classes.dim}>{text('links.none')}</p>}
        <ul className={classes.list}>
          {items.map(({ id: link, kind, isFromHere, incident }) => (
            <li key={link}>
              <span className={classes.who}>
                <To path={`/incidents/${incident.id}`}>
                  {text('number', { number: incident.number })} {incident.title}
                </To>
                <span className={classes.dim}>
                  {text(`links.kind.${kind}${isFromHere ? 'Here' : 'There'}`)} ·{' '}
                  {text(`status.${incident.status}`)}
                </span>
              </span>
              {can.link && kind !== 'merged' && kind !== 'split' && (
                <Button
                  variant="subtle"
                  onClick={() => unlink.mutate({ id, link })}
                  aria-label={text('links.removeOf', { number: incident.number })}
                >
                  {text('links.remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {can.link && <LinkForm id={id} onDone={() => void links.refetch()} />}
        {unlink.error && <ErrorState error={unlink.error} />}
        <div className={classes.buttons} data-no-print>
          {can.merge && (
            <Button variant="default" onClick={() => setAsk('merge')}>
              {text('links.merge')}
            </Button>
          )}
          {can.split && (
            <Button variant="default" onClick={() => setAsk('split')}>
              {text('links.split')}
            </Button>
          )}
          {can.unmerge && (
            <Button variant="default" loading={unmerge.isPending} onClick={() => unmerge.mutate({ id })}>
              {text('links.unmerge')}
            </Button>
          )}
          {can.reopen && (
            <Button variant="default" onClick={() => setAsk('reopen')}>
              {text('links.reopen')}
            </Button>
          )}
        </div>
        {unmerge.error && <ErrorState error={unmerge.error} />}
        {ask === 'merge' && <MergeDialog id={id} refreshes={refreshes} onClose={close} />}
        {ask === 'split' && <SplitDialog id={id} refreshes={refreshes} onClose={close} />}
        {ask === 'reopen' && <ReopenDialog id={id} refreshes={refreshes} onClose={close} />}
      </Section>
      {circle.data && <CaseActions circle={circle.data} />}
    </>
  )
}
