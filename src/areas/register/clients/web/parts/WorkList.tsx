import { useInfiniteQuery } from '@tanstack/react-query'
import { pagesOf } from '../../../../../ui/answers.ts'
import { Pills } from '../../../../../ui/kit/Pills.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { PagedList } from '../../../../../ui/lists/PagedList.tsx'
import { BrandMark } from '../../../../../ui/marks/BrandMark.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useFilter } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { listClientWork, waitKinds, type Wait } from '../../contract/clients.ts'
import { toneOf } from './tones.ts'
import { useEnter } from './use-enter.ts'
import classes from '../clients.module.css'

const kinds = ['', ...waitKinds] as const

/** All that waits in all clients, the most urgent first; each line is the way in. */
export function WorkList({ q }: { readonly q: string }) {
  const text = useText('clients')
  const [kept, setKind] = useFilter('kind')
  const kind = waitKinds.find((one) => one === kept)
  const list = useInfiniteQuery(
    pagesOf(listClientWork, { limit: 50, ...(q && { q }), ...(kind && { kind }) }),
  )
  const { enter, going, failure } = useEnter()
  return (
    <>
      <Pills
        label={text('kind.label')}
        value={kind ?? ''}
        options={kinds.map((value) => ({ value, label: text(`kind.${value || 'all'}`) }))}
        onChange={setKind}
      />
      {failure && <Notice tone="bad">{failure}</Notice>}
      <PagedList
        answer={list}
        emptyTitle={text('calm.title')}
        emptyLead={text(q || kind ? 'calm.filtered' : 'calm.lead')}
        olderLabel={text('more')}
      >
        {(items) => (
          <ol className={classes.work}>
            {items.map((wait) => (
              <Line
                key={wait.key}
                wait={wait}
                isGoing={going === wait.id}
                onEnter={(reason) => void enter({ id: wait.id, reason, path: wait.path })}
              />
            ))}
          </ol>
        )}
      </PagedList>
    </>
  )
}

interface LineProps {
  readonly wait: Wait
  readonly isGoing: boolean
  readonly onEnter: (reason: string) => void
}

function Line({ wait, isGoing, onEnter }: LineProps) {
  const text = useText('clients')
  const sentence = useSentence(wait)
  const { rank, kind, at, dueAt } = wait
  return (
    <li data-rank={rank}>
      <span className={classes.who}>
        <BrandMark brand={wait} /> {wait.name}
      </span>
      <button type="button" className={classes.title} disabled={isGoing} onClick={() => onEnter(sentence)}>
        {sentence}
      </button>
      <span className={classes.marks}>
        <StateMark tone={toneOf[rank]} word={text(`rank.${rank}`)} />
        <span>{text(`kind.${kind}`)}</span>
        {kind !== 'failure' && (
          <span>
            {text(dueAt === null ? 'since' : 'until')} <TimeText at={dueAt ?? at} form="relative" />
          </span>
        )}
      </span>
    </li>
  )
}

function useSentence({ said, title }: Wait): string {
  const text = useText('readiness')
  const language = useLanguage()
  if (said === null) return title
  const { kind, name, day, count, more } = said
  return text(`failure.${kind}`, { name, day: dayWords(day, language), count, more })
}
