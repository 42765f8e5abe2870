import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { SharedPicture } from '../../../../../ui/kit/SharedPicture.tsx'
import type { PanelSubject } from '../../../../../ui/panels.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listSimilarIncidents } from '../../contract/similar.ts'
import { keyOf, sharedOf, useSharedWords } from './shared-words.ts'
import { SimilarList } from './SimilarList.tsx'
import classes from './grading.module.css'

/** What this incident has in common with others: as a picture, and as a list that says the same with how it ended. */
export function SimilarPanel({ subject }: { readonly subject: PanelSubject }) {
  const text = useText('grading')
  const { id } = subject
  const words = useText('incidents')
  const nameOf = useSharedWords()
  const live = { stream: id, kinds: ['system.', 'signal.', 'grade.', 'incident.', 'observable.', 'factor.'] }
  const similar = useAnswer(listSimilarIncidents, { id }, { live })
  return (
    <Section title={text('similar.title')}>
      {similar.error && !similar.data && (
        <ErrorState error={similar.error} onRetry={() => void similar.refetch()} />
      )}
      {similar.isPending && <Loading lines={3} />}
      {similar.data?.items.length === 0 && <p className={classes.dim}>{text('similar.none')}</p>}
      {similar.data && similar.data.items.length > 0 && (
        <SharedPicture
          label={text('similar.picture')}
          center={text('similar.this')}
          others={similar.data.items.map((one) => ({
            label: `${words('number', { number: one.number })} ${one.title}`,
            path: `/incidents/${one.id}`,
            shares: one.shares.map(keyOf),
          }))}
          wordsOf={(key) => nameOf(sharedOf(key))}
        />
      )}
      {similar.data && <SimilarList items={similar.data.items} />}
    </Section>
  )
}
