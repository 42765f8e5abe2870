import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { Pills } from '../../../../ui/kit/Pills.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import { To, useFilter, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { readReviewEditions, releaseReviewEdition, type EditionView } from '../contract/editions.ts'
import { editionAudiences } from '../contract/words.ts'
import { EditionText } from './parts/EditionText.tsx'
import { WordsField } from './parts/PartFrame.tsx'
import { ReleasedEditions } from './parts/ReleasedEditions.tsx'
import classes from './reviews.module.css'

/** What of a review goes to whom, what is kept from them and why, and what went out. */
export function EditionsPage() {
  const text = useText('reviews')
  const id = usePart('review')
  const answer = useAnswer(readReviewEditions, { id }, { live: { stream: '*', kinds: ['review.'] } })
  const [chosen, choose] = useFilter('for', 'board')
  const { number = null, title = '', items = [], isHeld, can } = answer.data ?? {}
  const view = items.find(({ audience }) => audience === chosen)
  const name = number === null ? title : text('of', { number, title })
  return (
    <Page title={text('editions.title')} lead={<To path={`/reviews/${id}`}>{name || text('list.title')}</To>}>
      <p className={classes.ask}>{text('editions.lead')}</p>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {answer.data && (
        <Pills
          label={text('editions.title')}
          value={chosen}
          onChange={choose}
          options={editionAudiences.map((value) => ({ value, label: text(`audience.${value}`) }))}
        />
      )}
      {can?.release === false && (
        <Notice tone="active">{text(isHeld === true ? 'editions.mayNot' : 'editions.notHeld')}</Notice>
      )}
      {view && <Draft key={view.audience} id={id} view={view} mayRelease={can?.release === true} />}
      {view && view.released.length > 0 && (
        <ReleasedEditions id={id} view={view} mayDeliver={can?.release === true} />
      )}
    </Page>
  )
}

interface DraftProps {
  readonly id: string
  readonly view: EditionView
  readonly mayRelease: boolean
}

/** As it would go out now; whoever releases it can leave lines out and put a sentence before it. */
function Draft({ id, view, mayRelease }: DraftProps) {
  const text = useText('reviews')
  const [without, setWithout] = useState<readonly string[]>([])
  const [note, setNote] = useState('')
  const [language, setLanguage] = useState<'en' | 'de'>(useLanguage().startsWith('de') ? 'de' : 'en')
  const release = useAct(releaseReviewEdition, {
    refreshes: [readReviewEditions],
    onDone: () => {
      setNote('')
      showDone(text('editions.released'))
    },
  })
  const { audience, barred, withheld } = view
  if (barred !== '') return <Notice tone="warn">{barred}</Notice>
  return (
    <Section title={text(`audience.${audience}`)}>
      {view.lines.length === 0 && <p className={classes.ask}>{text('editions.none')}</p>}
      <EditionText
        lines={view.lines}
        note=""
        {...(mayRelease && { without, onWithout: (next: readonly string[]) => setWithout(next) })}
      />
      {withheld.length > 0 && (
        <details className={classes.known} data-no-print>
          <summary>{text('editions.withheld', { count: withheld.length })}</summary>
          <ul>
            {withheld.map(({ section, text: words, why }) => (
              <li key={`${section} ${words}`}>
                {words} ({why})
              </li>
            ))}
          </ul>
        </details>
      )}
      {mayRelease && view.lines.length > 0 && (
        <div className={classes.stack} data-no-print>
          <WordsField label={text('editions.note')} value={note} max={1000} mayWrite onChange={setNote} />
          <NativeSelect
            label={text('editions.language')}
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value === 'de' ? 'de' : 'en')}
            data={(['en', 'de'] as const).map((value) => ({ value, label: text(`editions.${value}`) }))}
          />
          {release.error && <Notice tone="bad">{release.error.message}</Notice>}
          <div className={lines.acts}>
            <Button
              loading={release.isPending}
              onClick={() =>
                release.mutate({ id, audience, note, language, seen: view.seen, without: [...without] })
              }
            >
              {text('editions.release')}
            </Button>
          </div>
        </div>
      )}
    </Section>
  )
}
