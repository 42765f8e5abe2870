import { Button, TextInput } from '@mantine/core'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { peopleAmong, useEvery, type People } from '../../../../ui/register/known.ts'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { changePlan, readPlan, type Coverage } from '../contract/plan.ts'
import { byLastProof } from '../rules/coverage.ts'
import { dayWords } from '../rules/words/day-words.ts'
import { kindWords } from '../rules/words/kind-words.ts'
import { usePlanLanguage } from './parts/language.ts'
import { PersonSelect } from './parts/PersonSelect.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './plan.module.css'

/** Each kind of incident with its playbook, who looks after it, and when it was last tried; the longest ago first. */
export function ReadyForPage() {
  const text = useText('plan')
  const language = usePlanLanguage()
  const answer = useAnswer(readPlan, { language })
  const mayEdit = useMay('plan.edit')
  const people = peopleAmong(useEvery(listMembers, {}))
  const act = useAct(changePlan, { refreshes: [readPlan], onDone: () => showDone(text('saved')) })
  const rows = byLastProof(answer.data?.coverage ?? [])
  const open = rows.filter(({ ownerId, playbook }) => ownerId === null || playbook === '')
  return (
    <Page
      title={text('coverage.title')}
      lead={
        <>
          {text('coverage.lead')} <To path="/plan">{text('toPlan')}</To>
        </>
      }
      actions={
        mayEdit &&
        open.length > 0 && (
          <Button loading={act.isPending} onClick={() => act.mutate({ fillEmpty: true })}>
            {text('who.fill')}
          </Button>
        )
      }
    >
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {act.error && <Notice tone="bad">{act.error.message}</Notice>}
      {answer.data && (
        <>
          {open.length === 0 ? (
            <Notice tone="good">{text('coverage.whole')}</Notice>
          ) : (
            <Notice tone="warn">{text('coverage.open', { count: open.length })}</Notice>
          )}
          <div className={classes.rows}>
            {rows.map((row) => (
              <Row
                key={`${row.kind} ${row.exercisedOn} ${row.trainedOn}`}
                row={row}
                isOld={answer.data.gaps.some(
                  ({ kind, about }) => kind === 'exercised_long_ago' && about === row.kind,
                )}
                label={kindWords(row.kind, language)}
                people={people}
                isLocked={!mayEdit || act.isPending}
                onChange={(change) => act.mutate({ coverage: [{ kind: row.kind, ...change }] })}
              />
            ))}
          </div>
        </>
      )}
    </Page>
  )
}

function Row({
  row,
  isOld,
  label,
  people,
  isLocked,
  onChange,
}: {
  readonly row: Coverage
  /** The last rehearsal is more than a year ago. */
  readonly isOld: boolean
  readonly label: string
  readonly people: People
  readonly isLocked: boolean
  readonly onChange: (
    change: Partial<Readonly<Record<'ownerId' | 'exercisedOn' | 'trainedOn', string | null>>>,
  ) => void
}) {
  const text = useText('plan')
  const language = usePlanLanguage()
  const day = (field: 'exercisedOn' | 'trainedOn') => (
    <TextInput
      type="date"
      label={text(`coverage.${field}`)}
      aria-label={`${label}: ${text(`coverage.${field}`)}`}
      defaultValue={row[field] ?? ''}
      disabled={isLocked}
      onBlur={(event) => {
        const value = event.currentTarget.value || null
        if (value !== row[field]) onChange({ [field]: value })
      }}
    />
  )
  return (
    <div>
      <strong>
        <To path={`/playbooks/${row.kind}`} className={lines.link}>
          {label}
        </To>
      </strong>{' '}
      {row.isPicked && <StateMark tone="active" word={text('ranking.picked')} />}
      {row.provedOn === null ? (
        <StateMark tone="warn" word={text('coverage.never')} />
      ) : (
        <StateMark
          tone={isOld ? 'warn' : 'good'}
          word={text('coverage.proved', { day: dayWords(row.provedOn, language) })}
        />
      )}
      <div className={classes.row}>
        <PersonSelect
          label={text('coverage.owner')}
          about={label}
          people={people}
          value={row.ownerId}
          isLocked={isLocked}
          onChange={(ownerId) => onChange({ ownerId })}
        />
        {day('exercisedOn')}
        {day('trainedOn')}
      </div>
    </div>
  )
}
