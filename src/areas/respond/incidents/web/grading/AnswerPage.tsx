import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { useGo, usePart } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { answerFirstHour, readIncidentGrading } from '../../contract/first-hour.ts'
import { Questions, emptyAnswers } from './Questions.tsx'

/** The five questions for an incident that was declared without them, or anew when more is known. */
export function AnswerPage() {
  const text = useText('grading')
  const id = usePart('incident')
  const go = useGo()
  const grading = useAnswer(readIncidentGrading, { id })
  const save = useAct(answerFirstHour, {
    refreshes: [readIncidentGrading],
    onDone: () => {
      showDone(text('q.answered'))
      go(`/incidents/${id}?part=more`)
    },
  })
  return (
    <Page title={text('q.title')} lead={text('q.lead')}>
      {grading.error && !grading.data && (
        <ErrorState error={grading.error} onRetry={() => void grading.refetch()} />
      )}
      {grading.isPending && <Loading />}
      {save.error && <ErrorState error={save.error} />}
      {grading.data && (
        <Questions
          initial={grading.data.answers ?? emptyAnswers()}
          onDone={(answers) => save.mutate({ id, answers })}
          doneLabel={text('q.save')}
        />
      )}
    </Page>
  )
}
