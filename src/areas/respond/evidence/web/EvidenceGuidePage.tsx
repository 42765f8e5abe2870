import { Button } from '@mantine/core'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { getIncident } from '../../incidents/contract/incident.ts'
import { guideCheckedOn, guideSections, linesOf, type GuideSection } from '../content/guide.ts'
import { confirmGuide, listGuideReadings, type GuideReadings } from '../contract/guide.ts'
import classes from './parts/guide.module.css'

/** How to handle what may be used later: one page, in plain words, to read before anything is wiped. Prints on two sides. */
export function EvidenceGuidePage() {
  const text = useText('evidence')
  const id = usePart('incident')
  const list = useAnswer(listGuideReadings, { id }, { live: { stream: id, kinds: ['guide.'] } })
  const sections = Object.keys(guideSections) as GuideSection[] // its own keys
  return (
    <Page
      title={text('guide.title')}
      lead={text('guide.lead')}
      actions={
        <Button variant="default" onClick={() => print()}>
          {text('guide.print')}
        </Button>
      }
    >
      <div className={classes.guide}>
        {sections.map((section) => (
          <section key={section} aria-label={text(`guide.${section}.title`)} data-never={section === 'never'}>
            <h2>{text(`guide.${section}.title`)}</h2>
            <ListOf section={section} />
          </section>
        ))}
      </div>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && <Confirm id={id} readings={list.data} />}
      <p className={classes.dim}>{text('guide.sources', { date: guideCheckedOn })}</p>
      <p data-no-print>
        <To path={`/incidents/${id}`}>{text('guide.back')}</To>
      </p>
    </Page>
  )
}

/** What comes first disappears first, so that list is numbered. */
function ListOf({ section }: { readonly section: GuideSection }) {
  const text = useText('evidence')
  const items = linesOf(section).map((line) => <li key={line}>{text(line)}</li>)
  return section === 'order' ? <ol>{items}</ol> : <ul>{items}</ul>
}

function Confirm({ id, readings }: { readonly id: string; readonly readings: GuideReadings }) {
  const text = useText('evidence')
  const incident = useAnswer(getIncident, { id })
  const mayAdd = useMay('evidence.add') && incident.data?.status === 'open'
  const confirm = useAct(confirmGuide, { refreshes: [listGuideReadings] })
  return (
    <Section title={text('guide.readers')}>
      {readings.items.length === 0 && <p>{text('guide.nobody')}</p>}
      <ul className={classes.readers}>
        {readings.items.map(({ name, readAt, edition }) => (
          <li key={`${name} ${readAt} ${edition}`}>
            {name} · <TimeText at={readAt} />
          </li>
        ))}
      </ul>
      {confirm.error && <Notice tone="bad">{confirm.error.message}</Notice>}
      {mayAdd && !readings.hasRead && (
        <div data-no-print>
          <Button size="md" loading={confirm.isPending} onClick={() => confirm.mutate({ id })}>
            {text('guide.confirm')}
          </Button>
        </div>
      )}
    </Section>
  )
}
