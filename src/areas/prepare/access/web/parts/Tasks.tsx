import { Button } from '@mantine/core'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { OutputOf } from '../../../../../base/endpoint.ts'
import type { listAccess } from '../../contract.ts'
import { doneEntry } from './entries.ts'
import lines from '../../../../../ui/lists/lines.module.css'

interface Props {
  readonly access: OutputOf<typeof listAccess>
  readonly ask: (entry: Entry) => void
}

/** What is to be removed or changed, until somebody shows that it is done. */
export function Tasks({ access: { tasks, can }, ask }: Props) {
  const text = useText('access')
  const language = useLanguage()
  if (tasks.length === 0) return null
  return (
    <Section title={text('task.title')}>
      <ul className={lines.list}>
        {tasks.map(({ accountId, assetId, system, login, holder, verdict, reason, dueOn, isLate, owner }) => (
          <li key={accountId}>
            <span className={lines.words}>
              <To path={`/access/${assetId}`} className={lines.link}>
                {text(`verdict.${verdict}`)}: {system}, {[login, holder].filter(Boolean).join(' · ')}
              </To>
              <span>{reason}</span>
              <span className={lines.dim}>{owner || text('nobody')}</span>
            </span>
            <span className={lines.acts}>
              <StateMark
                tone={isLate ? 'bad' : 'warn'}
                word={text('task.due', { day: dayWords(dueOn, language) })}
              />
              {can.review && (
                <Button
                  variant="default"
                  data-no-print
                  aria-label={`${text('done.open')}: ${login}`}
                  onClick={() => ask(doneEntry(text, accountId, login))}
                >
                  {text('done.open')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
