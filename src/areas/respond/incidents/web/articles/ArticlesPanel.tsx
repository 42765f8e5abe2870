import { Button } from '@mantine/core'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import type { PanelSubject } from '../../../../../ui/panels.tsx'
import { To, useGo } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { keepLearnt, listCaseArticles, unlinkArticle, type CaseArticles } from '../../contract/articles.ts'
import { ArticleRow, LinkButton } from './ArticleRow.tsx'
import { FindArticle } from './FindArticle.tsx'
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
  const unlink = useAct(unlinkArticle, { refreshes: [listCaseArticles] })
  return (
    <>
      {linked.length === 0 && suggested.length === 0 && (
        <p className={lines.dim}>
          {text('articles.none')} <To path="/articles">{text('articles.search')}</To>
        </p>
      )}
      <ul className={lines.list}>
        {linked.map((one) => (
          <ArticleRow key={one.id} article={one} words={text('articles.linkedBy', { name: one.linkedBy })}>
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
          </ArticleRow>
        ))}
        {suggested.map((one) => (
          <ArticleRow
            key={one.id}
            article={one}
            words={one.fits.map((fit) => fitWords(fit, text)).join(' · ')}
          >
            {can.link && <LinkButton id={id} article={one} />}
          </ArticleRow>
        ))}
      </ul>
      {unlink.error && <Notice tone="bad">{unlink.error.message}</Notice>}
      {can.link && <FindArticle id={id} known={[...linked, ...suggested].map((one) => one.id)} />}
      {can.keep && <Keep id={id} />}
    </>
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
