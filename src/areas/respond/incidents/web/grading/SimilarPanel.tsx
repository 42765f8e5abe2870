import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import type { PanelSubject } from '../../../../../ui/panels.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listSimilarIncidents } from '../../contract/similar.ts'
import { SimilarList } from './SimilarList.tsx'
import classes from './grading.module.css'

/** Earlier incidents that share a system, a source, a way in or the kind. */
export function SimilarPanel({ subject }: { readonly subject: PanelSubject }) {
  const text = useText('grading')
  const { id } = subject
  const live = { stream: id, kinds: ['system.', 'signal.', 'grade.', 'incident.'] }
  const similar = useAnswer(listSimilarIncidents, { id }, { live })
  return (
    <Section title={text('similar.title')}>
      {similar.error && !similar.data && (
        <ErrorState error={similar.error} onRetry={() => void similar.refetch()} />
      )}
      {similar.isPending && <Loading lines={3} />}
      {similar.data?.items.length === 0 && <p className={classes.dim}>{text('similar.none')}</p>}
      {similar.data && <SimilarList items={similar.data.items} />}
    </Section>
  )
}
