import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useGo } from '../../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { StarterArticle } from '../../content/starter.ts'
import { addArticle, listArticles } from '../../contract.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** Articles to begin with, in the language of whoever looks; each becomes a draft of the firm's own. */
export function Starters({ known }: { readonly known: readonly string[] }) {
  const text = useText('articles')
  const language = useLanguage()
  const go = useGo()
  // Loaded only for those who write.
  const { data = [] } = useQuery({
    queryKey: ['article starters', language],
    queryFn: () => startersIn(language),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const add = useAct(addArticle, { refreshes: [listArticles], onDone: ({ id }) => go(`/articles/${id}`) })
  const left = data.filter(({ title }) => !known.some((one) => one.toLowerCase() === title.toLowerCase()))
  if (left.length === 0) return null
  return (
    <Section title={text('starters.title')}>
      <p className={lines.dim}>{text('starters.lead')}</p>
      {add.error && <ErrorState error={add.error} />}
      <ul className={lines.list}>
        {left.map(({ key, title, summary, tags, kinds, body }) => (
          <li key={key}>
            <span className={lines.words}>
              <strong>{title}</strong>
              <span className={lines.dim}>{summary}</span>
            </span>
            <Button
              variant="default"
              aria-label={text('starters.takeOf', { title })}
              loading={add.isPending && add.variables.title === title}
              onClick={() => add.mutate({ title, tags: [...tags], kinds: [...kinds], body })}
            >
              {text('starters.take')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}

async function startersIn(language: string): Promise<readonly StarterArticle[]> {
  return language === 'de'
    ? (await import('../../content/de.ts')).starters
    : (await import('../../content/en.ts')).starters
}
