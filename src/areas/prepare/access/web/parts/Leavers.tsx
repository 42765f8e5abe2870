import { Button } from '@mantine/core'
import type { OutputOf } from '../../../../../base/endpoint.ts'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { listAccess } from '../../contract.ts'
import { leaverEntry } from './entries.ts'
import lines from '../../../../../ui/lists/lines.module.css'

interface Props {
  readonly access: OutputOf<typeof listAccess>
  readonly ask: (entry: Entry) => void
}

/** Who left and still gets in somewhere; and for whom it was shown that they do not. */
export function Leavers({ access: { leavers, checks, can }, ask }: Props) {
  const text = useText('access')
  return (
    <Section
      title={text('leaver.heading')}
      actions={
        can.review && (
          <Button variant="default" data-no-print onClick={() => ask(leaverEntry(text))}>
            {text('leaver.other')}
          </Button>
        )
      }
    >
      <p className={lines.dim}>{text('leaver.lead')}</p>
      {leavers.length === 0 && <p>{text('leaver.none')}</p>}
      <ul className={lines.list}>
        {leavers.map(({ memberId, name, leftAt, holds, checkedAt }) => (
          <li key={memberId}>
            <span className={lines.words}>
              <strong>{name}</strong>
              <span className={lines.dim}>
                {text('leaver.left')} <TimeText at={leftAt} form="absolute" />
              </span>
              {holds.map(({ accountId, assetId, system, login }) => (
                <To key={accountId} path={`/access/${assetId}`} className={lines.link}>
                  {system}: {login}
                </To>
              ))}
            </span>
            <span className={lines.acts}>
              <StateMark
                tone={holds.length > 0 ? 'bad' : checkedAt === null ? 'unknown' : 'good'}
                word={text(
                  holds.length > 0
                    ? 'leaver.holds'
                    : checkedAt === null
                      ? 'leaver.unproved'
                      : 'leaver.proved',
                )}
              />
              {can.review && holds.length === 0 && (
                <Button
                  variant="default"
                  data-no-print
                  onClick={() => ask(leaverEntry(text, memberId, name))}
                >
                  {text('leaver.do')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {checks.length > 0 && <Checks checks={checks} />}
    </Section>
  )
}

function Checks({ checks }: Pick<Props['access'], 'checks'>) {
  const text = useText('access')
  const language = useLanguage()
  return (
    <>
      <h3>{text('check.title')}</h3>
      <ul className={lines.list}>
        {checks.map(({ id, name, systems, removed, unlisted, oldestListOn, note, checkedAt, checkedBy }) => (
          <li key={id}>
            <span className={lines.words}>
              <span>
                {text('check.words', { name, systems, removed, day: dayWords(oldestListOn ?? '', language) })}
              </span>
              {unlisted.length > 0 && (
                <span>{text('check.unlisted', { count: unlisted.length, names: unlisted.join(', ') })}</span>
              )}
              {note !== '' && <span>{note}</span>}
              <span className={lines.dim}>
                <TimeText at={checkedAt} /> · {checkedBy}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
