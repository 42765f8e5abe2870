import { Button } from '@mantine/core'
import { Suspense, lazy, useState } from 'react'
import { askedFields } from '../../../../../base/own-field-values.ts'
import { wordsIn, type OwnField } from '../../../../../base/own-fields.ts'
import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import type { PanelSubject } from '../../../../../ui/panels.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { readDetails, type Detail, type Details } from '../../contract/details.ts'
import { getIncident, type Incident } from '../../contract/incident.ts'
import { useDetailWords } from './detail-words.ts'
import classes from './details.module.css'

const DetailsDialog = lazy(async () => ({ default: (await import('./DetailsDialog.tsx')).DetailsDialog }))

/** What the organisation asks about each case in its own words, with what is still to be answered. */
export function DetailsPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('details')
  const live = { stream: id, kinds: ['detail.', 'severity.'] }
  const details = useAnswer(readDetails, { id }, { live })
  const incident = useAnswer(getIncident, { id })
  const [isEditing, setEditing] = useState(false)
  const edit = details.data?.mayChange === true && (
    <Button variant="default" onClick={() => setEditing(true)} data-no-print>
      {text('edit')}
    </Button>
  )
  return (
    <Section title={text('title')} actions={edit}>
      {details.error && !details.data && (
        <ErrorState error={details.error} onRetry={() => void details.refetch()} />
      )}
      {(details.isPending || incident.isPending) && <Loading lines={3} />}
      {details.data && incident.data && <Answers details={details.data} incident={incident.data} />}
      {isEditing && details.data && incident.data && (
        <Suspense>
          <DetailsDialog details={details.data} incident={incident.data} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </Section>
  )
}

function Answers({ details, incident }: { readonly details: Details; readonly incident: Incident }) {
  const text = useText('details')
  const { fields, values } = details
  const byKey = new Map(values.map((one) => [one.key, one]))
  const { kind, severity } = incident
  const known = Object.fromEntries(values.map(({ key, value }) => [key, value]))
  const asked = askedFields(fields, { kind, severity, values: known })
  const earlier = fields.filter((field) => !asked.includes(field) && byKey.has(field.key))
  if (asked.length + earlier.length === 0) return <p className={classes.dim}>{text('nothing')}</p>
  return (
    <>
      <dl className={classes.answers}>
        {asked.map((field) => (
          <Answer
            key={field.key}
            field={field}
            detail={byKey.get(field.key)}
            isOpen={incident.status === 'open'}
          />
        ))}
      </dl>
      {earlier.length > 0 && (
        <details>
          <summary>{text('earlier', { count: earlier.length })}</summary>
          <p className={classes.dim}>{text('earlierHint')}</p>
          <dl className={classes.answers}>
            {earlier.map((field) => (
              <Answer key={field.key} field={field} detail={byKey.get(field.key)} isOpen={false} />
            ))}
          </dl>
        </details>
      )}
    </>
  )
}

interface AnswerProps {
  readonly field: OwnField
  readonly detail: Detail | undefined
  readonly isOpen: boolean
}

function Answer({ field, detail, isOpen }: AnswerProps) {
  const text = useText('details')
  const language = useLanguage()
  const say = useDetailWords()
  const words = detail === undefined ? '' : say(field, detail.value)
  return (
    <div>
      <dt>{wordsIn(field.name, language)}</dt>
      <dd>
        {detail === undefined ? (
          <span className={classes.dim}>{text('unanswered')}</span>
        ) : field.kind === 'web_address' ? (
          <a href={words} target="_blank" rel="noopener noreferrer">
            {words}
          </a>
        ) : (
          <span className={classes.words}>{words}</span>
        )}
        {detail === undefined && field.isNeeded && isOpen && <StateMark tone="warn" word={text('needed')} />}
        {detail?.isDefault === true && <span className={classes.dim}>{text('bySeverity')}</span>}
      </dd>
    </div>
  )
}
