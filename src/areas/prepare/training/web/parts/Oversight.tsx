import { Button } from '@mantine/core'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { peopleAmong, useEvery } from '../../../../../ui/register/known.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import { listVendors } from '../../../../register/vendors/contract/vendors.ts'
import type { CourseDetail } from '../../contract/courses.ts'
import { assignEntry, outsideEntry, tookEntry } from './entries.ts'
import lines from '../../../../../ui/lists/lines.module.css'

interface OversightProps {
  readonly course: CourseDetail
  readonly ask: (entry: Entry) => void
}

/** Who has still to take a course, and which of its questions are badly put; who missed them is not known. */
export function Oversight({ course, ask }: OversightProps) {
  const text = useText('training')
  const people = peopleAmong(useEvery(listMembers, {}))
  const vendors = useEvery(listVendors, {}).map(({ id, name }) => ({ value: id, label: name }))
  const { taken, toTake, doubts, state } = course
  return (
    <Section title={text('over.title')}>
      <p>
        {text('over.taken', { count: taken })}{' '}
        {toTake.length > 0 && text('over.toTake', { names: toTake.map(({ name }) => name).join(', ') })}
      </p>
      {state === 'in_use' && (
        <div className={lines.acts}>
          <Button onClick={() => ask(assignEntry(text, course, people.options))}>
            {text('over.assign')}
          </Button>
          <Button variant="default" onClick={() => ask(tookEntry(text, course, people.options))}>
            {text('over.record')}
          </Button>
          {vendors.length > 0 && (
            <Button variant="default" onClick={() => ask(outsideEntry(text, course, vendors))}>
              {text('over.assignOutside')}
            </Button>
          )}
        </div>
      )}
      <h3>{text('over.doubts')}</h3>
      {doubts.length === 0 && <p className={lines.dim}>{text('over.noDoubts')}</p>}
      <ul className={lines.list}>
        {doubts.map(({ lesson, question, answered, missed, needsRewriting }) => (
          <li key={question}>
            <span className={lines.words}>
              <strong>{lesson}</strong>
              <span>{question}</span>
              <span className={lines.dim}>{text('over.missed', { missed, answered })}</span>
            </span>
            {needsRewriting && <StateMark tone="warn" word={text('over.rewrite')} />}
          </li>
        ))}
      </ul>
      <Versions course={course} />
    </Section>
  )
}

function Versions({ course: { versions } }: { readonly course: CourseDetail }) {
  const text = useText('training')
  const language = useLanguage()
  if (versions.length === 0) return null
  return (
    <>
      <h3>{text('course.history')}</h3>
      <ul className={lines.list}>
        {versions.map(({ number, datedOn, publishedBy: name, note }) => (
          <li key={number}>
            <span className={lines.words}>
              {text('course.version', { number, day: dayWords(datedOn, language), name })}
              {note !== '' && <span className={lines.dim}>{note}</span>}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
