import { Button } from '@mantine/core'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import type { Entry } from '../../../../ui/entry/EntryDialog.tsx'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { Markdown } from '../../../../ui/markdown/Markdown.tsx'
import { To, useGo, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useLanguage, useText, type Say } from '../../../../ui/text.ts'
import { confirmArticle, getArticle, listArticles, withdrawArticle, type ArticleDetail } from '../contract.ts'
import { ArticleMarks } from './parts/ArticleMarks.tsx'
import { Versions } from './parts/Versions.tsx'
import lines from '../../../../ui/lists/lines.module.css'

/** One article: what to do first, then whether one may trust it, and where it helped. */
export function ArticlePage() {
  const text = useText('articles')
  const id = usePart('article')
  const answer = useAnswer(getArticle, { id }, { live: { stream: '*', kinds: ['article.'] } })
  if (answer.data) return <Shown article={answer.data} />
  if (answer.error)
    return (
      <Page title={text('list.title')}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  return <Loading lines={8} />
}

function Shown({ article }: { readonly article: ArticleDetail }) {
  const text = useText('articles')
  const { title, body, usedIn } = article
  return (
    <Page
      title={title}
      lead={<To path="/articles">{text('back')}</To>}
      marks={<ArticleMarks article={article} />}
      actions={article.can.manage && <Acts article={article} />}
    >
      <Standing article={article} />
      <Markdown text={body} />
      <About article={article} />
      <Section title={text('used.title')}>
        {usedIn.length === 0 && <p className={lines.dim}>{text('used.none')}</p>}
        <ul className={lines.list}>
          {usedIn.map(({ id, number, title: of, isOpen }) => (
            <li key={id}>
              <span className={lines.words}>
                <To path={`/incidents/${id}`}>{text('used.case', { number, title: of })}</To>
                <span className={lines.dim}>{text(isOpen ? 'used.open' : 'used.closed')}</span>
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Versions article={article} />
    </Page>
  )
}

function Acts({ article }: { readonly article: ArticleDetail }) {
  const text = useText('articles')
  const go = useGo()
  const { id, state, version } = article
  const { ask, dialog } = useEntry([getArticle, listArticles])
  const confirm = useAct(confirmArticle, {
    refreshes: [getArticle, listArticles],
    onDone: () => showDone(text(state === 'in_use' ? 'confirm.done' : 'confirm.inUse')),
  })
  return (
    <>
      <Button loading={confirm.isPending} onClick={() => confirm.mutate({ id, version })}>
        {text(`confirm.${state}`)}
      </Button>
      {state !== 'withdrawn' && (
        <>
          <Button variant="default" onClick={() => go(`/articles/${id}/edit`)}>
            {text('edit.open')}
          </Button>
          <Button variant="subtle" onClick={() => ask(withdrawEntry(text, id))}>
            {text('withdraw.open')}
          </Button>
        </>
      )}
      {confirm.error && <Notice tone="bad">{confirm.error.message}</Notice>}
      {dialog}
    </>
  )
}

/** What a reader has to know before they do what it says. */
function Standing({ article: { state, isLookDue, lookedOn, owner } }: { readonly article: ArticleDetail }) {
  const text = useText('articles')
  const language = useLanguage()
  if (state !== 'in_use') return <Notice tone="warn">{text(`notice.${state}`)}</Notice>
  if (!isLookDue) return null
  const day = dayWords(lookedOn ?? '', language)
  return (
    <Notice tone="warn">{text(owner === '' ? 'notice.old' : 'notice.oldOf', { day, name: owner })}</Notice>
  )
}

function About({ article }: { readonly article: ArticleDetail }) {
  const text = useText('articles')
  const language = useLanguage()
  const { tags, kinds, assets, owner, lookedOn, changedBy, changedAt } = article
  const some = (label: string, words: readonly string[]) =>
    words.length === 0 ? [] : [[text(label), words.join(', ')] as const]
  return (
    <Facts
      facts={[
        ...some(
          'field.kinds',
          kinds.map((kind) => text(`kind.${kind}`)),
        ),
        ...some(
          'field.assets',
          assets.map(({ name }) => name),
        ),
        ...some('field.tags', tags),
        [text('field.owner'), owner || text('nobody')],
        [text('field.lookedOn'), lookedOn === null ? text('never') : dayWords(lookedOn, language)],
        [text('field.changed'), text('changedBy', { name: changedBy, day: dayWords(changedAt, language) })],
      ]}
    />
  )
}

function withdrawEntry(text: Say, id: string): Entry {
  return {
    title: text('withdraw.title'),
    lead: text('withdraw.lead'),
    fields: [{ kind: 'text', name: 'reason', label: text('withdraw.reason'), max: 300 }],
    endpoint: withdrawArticle,
    given: { id },
    submit: text('withdraw.open'),
  }
}
