import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { ImprovementDetail } from '../../contract/improvements.ts'
import lines from '../../../../../ui/lists/lines.module.css'

interface Props {
  readonly improvement: ImprovementDetail
}

/** From the lesson to the version that came of it, and to those who have read it. */
export function Versions({ improvement: { versions, target } }: Props) {
  const text = useText('improvements')
  if (versions.length === 0 || target === null) return null
  return (
    <Section title={text('versions.title')}>
      <ul className={lines.list}>
        {versions.map(({ name, at, by, readers }) => (
          <li key={`${name} ${at}`}>
            <span className={lines.words}>
              <strong>
                <To path={target.path}>
                  {/^\d+$/.test(name) ? text('versions.number', { name: target.name, number: name }) : name}
                </To>
              </strong>
              <span className={lines.dim}>
                <TimeText at={at} /> {by !== '' && `· ${by}`}
              </span>
              {readers !== null && <Readers readers={readers} />}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Readers({
  readers,
}: {
  readonly readers: NonNullable<ImprovementDetail['versions'][number]['readers']>
}) {
  const text = useText('improvements')
  const read = readers.filter(({ readAt }) => readAt !== null)
  const open = readers.filter(({ readAt }) => readAt === null)
  return (
    <details>
      <summary>{text('versions.read', { count: read.length, of: readers.length })}</summary>
      {read.length > 0 && (
        <p>{text('versions.readBy', { names: read.map(({ name }) => name).join(', ') })}</p>
      )}
      {open.length > 0 && (
        <p className={lines.dim}>
          {text('versions.notYet', { names: open.map(({ name }) => name).join(', ') })}
        </p>
      )}
    </details>
  )
}

/** Everything that happened, the newest first. */
export function History({ improvement: { steps } }: Props) {
  const text = useText('improvements')
  return (
    <Section title={text('history.title')}>
      <ul className={lines.list}>
        {steps.map(({ step, words, takenAt, takenBy }) => (
          <li key={`${step} ${takenAt}`}>
            <span className={lines.words}>
              <strong>{text(`history.${step}`)}</strong>
              {words !== '' && <span>{words}</span>}
              <span className={lines.dim}>
                <TimeText at={takenAt} /> · {takenBy}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
