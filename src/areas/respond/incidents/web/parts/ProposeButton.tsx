import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { useText } from '../../../../../ui/text.ts'
import { addIdea, listIdeas } from '../../contract/captures.ts'
import { listTimeline } from '../../contract/incident.ts'
import classes from './room.module.css'

/** One tap makes what somebody said a proposal for the time after; the line itself stays as it is. */
export function ProposeButton({
  incidentId: id,
  entry,
}: {
  readonly incidentId: string
  readonly entry: number
}) {
  const text = useText('incidents')
  const ideas = useAnswer(listIdeas, { id }, { live: { stream: id, kinds: ['idea.'] } })
  const act = useAct(addIdea, {
    refreshes: [listIdeas, listTimeline],
    onDone: () => showDone(text('entry.proposed')),
  })
  if (ideas.data?.items.some((idea) => idea.entry === entry) === true)
    return <span> · {text('entry.isProposed')}</span>
  return (
    <>
      <button
        type="button"
        className={classes.entryOpen}
        onClick={() => act.mutate({ id, entry })}
        aria-label={text('entry.proposeOf', { entry })}
        aria-disabled={act.isPending}
        data-no-print
      >
        {text('entry.propose')}
      </button>
      {act.error && <span role="alert"> {act.error.message}</span>}
    </>
  )
}
