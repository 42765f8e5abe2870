import { useAnswer } from '../../../../ui/answers.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { readControls, type News } from '../contract/controls.ts'
import { useControlWords } from './parts/words.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** `/controls/news`: holes that attackers use, in something of ours. */
export function NewsPage() {
  const text = useText('controls')
  const language = useLanguage()
  const answer = useAnswer(readControls, {}, { live: { stream: '*', kinds: ['control.', 'knowledge.'] } })
  const data = answer.data
  const list = data?.holeList
  return (
    <Page
      title={text('measures.news.title')}
      lead={
        <>
          {text('measures.news.lead')} <To path="/controls">{text('measures.news.all')}</To>
        </>
      }
    >
      {answer.error && !data && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {data && !list && (
        <EmptyState title={text('measures.news.noList')} lead={text('measures.news.noListLead')} />
      )}
      {list && (
        <p className={lines.dim}>
          {text('measures.news.list', {
            version: list.version,
            day: dayWords(list.importedAt.slice(0, 10), language),
          })}
        </p>
      )}
      {data && list && data.news.length === 0 && <p>{text('measures.news.none')}</p>}
      <ul className={lines.list}>
        {data?.news.map((news) => (
          <Line key={news.cve} news={news} />
        ))}
      </ul>
    </Page>
  )
}

function Line({ news }: { readonly news: News }) {
  const text = useText('controls')
  const language = useLanguage()
  const { controls } = useControlWords()
  const { cve, name, touched, count, isRansomware, addedOn, lookBy } = news
  return (
    <li>
      <span className={lines.words}>
        <strong>
          {cve}: {name}
        </strong>
        {isRansomware && <StateMark tone="bad" word={text('measures.news.ransomware')} />}
        <span>
          {text('measures.news.touches', { names: touched.join(', ') })}{' '}
          {count > touched.length && text('measures.news.more', { count: count - touched.length })}
        </span>
        <span className={lines.dim}>
          {text('measures.news.added', { day: dayWords(addedOn, language) })} ·{' '}
          {text('measures.news.lookBy', { day: dayWords(lookBy, language) })}
        </span>
      </span>
      <span className={lines.acts}>
        {news.controls.map((key) => (
          <To key={key} path={`/controls?control=${key}`} className={lines.link}>
            {controls[key].title}
          </To>
        ))}
      </span>
    </li>
  )
}
