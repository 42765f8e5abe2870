import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import type { PanelSubject } from '../../../../../ui/panels.tsx'
import { To, useGo } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import {
  keepLearnt,
  linkArticle,
  listCaseArticles,
  unlinkArticle,
  type CaseArticles,
} from '../../contract/articles.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** What people here know about such a case: what was used, what may help, and what is kept for the next one. */
export function ArticlesPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('incidents')
  const live = { stream: '*', kinds: ['article.', 'system.', 'incident.'] }
  const answer = useAnswer(listCaseArticles, { id }, { live })
  return (
    <Section title={text('articles.title')}>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading lines={3} />}
      {answer.data && <Shown id={id} articles={answer.data} />}
    </Section>
  )
}

interface ShownProps {
  readonly id: string
  readonly articles: CaseArticles
}

function Shown({ id, articles: { linked, suggested, can } }: ShownProps) {
  const text = useText('incidents')
  const link = useAct(linkArticle, {
    refreshes: [listCaseArticles],
    onDone: () => showDone(text('articles.linked')),
  })
  const unlink = useAct(unlinkArticle, { refreshes: [listCaseArticles] })
  const error = link.error ?? unlink.error
  return (
    <>
      {linked.length === 0 && suggested.length === 0 && (
        <p className={lines.dim}>
          {text('articles.none')} <To path="/articles">{text('articles.search')}</To>
        </p>
      )}
      <ul className={lines.list}>
        {linked.map((one) => (
          <Row key={one.id} article={one} words={text('articles.linkedBy', { name: one.linkedBy })}>
            {can.link && (
              <Button
                variant="subtle"
                aria-label={text('articles.unlinkOf', { title: one.title })}
                loading={unlink.isPending && unlink.variables.article === one.id}
                onClick={() => unlink.mutate({ id, article: one.id })}
              >
                {text('articles.unlink')}
              </Button>
            )}
          </Row>
        ))}
        {suggested.map((one) => (
          <Row key={one.id} article={one} words={one.fits.map((fit) => fitWords(fit, text)).join(' · ')}>
            {can.link && (
              <Button
                variant="default"
                aria-label={text('articles.linkOf', { title: one.title })}
                loading={link.isPending && link.variables.articleId === one.id}
                onClick={() => link.mutate({ id, articleId: one.id })}
              >
                {text('articles.link')}
              </Button>
            )}
          </Row>
        ))}
      </ul>
      {error && <Notice tone="bad">{error.message}</Notice>}
      {can.keep && <Keep id={id} />}
    </>
  )
}

interface RowProps {
  readonly article: CaseArticles['linked'][number] | CaseArticles['suggested'][number]
  readonly words: string
  readonly children: ReactNode
}

function Row({ article: { id, title, isLookDue, state }, words, children }: RowProps) {
  const text = useText('incidents')
  const doubt = state !== 'in_use' ? text('articles.withdrawn') : isLookDue ? text('articles.old') : ''
  return (
    <li>
      <span className={lines.words}>
        <strong>
          <To path={`/articles/${id}`}>{title}</To>
        </strong>
        <span className={lines.dim}>{[words, doubt].filter((one) => one !== '').join(' · ')}</span>
      </span>
      <span className={lines.acts}>{children}</span>
    </li>
  )
}

/** Of a closed case: its ideas for later become a draft, which somebody reads before others see it. */
function Keep({ id }: { readonly id: string }) {
  const text = useText('incidents')
  const language = useLanguage() === 'de' ? 'de' : 'en'
  const go = useGo()
  const keep = useAct(keepLearnt, { onDone: ({ articleId }) => go(`/articles/${articleId}`) })
  return (
    <div>
      <p>{text('articles.keepLead')}</p>
      <Button variant="default" loading={keep.isPending} onClick={() => keep.mutate({ id, language })}>
        {text('articles.keep')}
      </Button>
      {keep.error && <Notice tone="bad">{keep.error.message}</Notice>}
    </div>
  )
}

function fitWords(
  { what, name }: CaseArticles['suggested'][number]['fits'][number],
  text: ReturnType<typeof useText>,
): string {
  if (what === 'kind') return text('articles.fitKind')
  return text(what === 'asset' ? 'articles.fitAsset' : 'articles.fitTag', { name })
}
