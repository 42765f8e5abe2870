import { Button } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { To, useFilter } from '../../../../ui/place.tsx'
import { peopleAmong, useEvery } from '../../../../ui/register/known.ts'
import { useText } from '../../../../ui/text.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { listVendors } from '../../../register/vendors/contract/vendors.ts'
import { listCourses } from '../contract/courses.ts'
import { readPractice } from '../contract/practice.ts'
import { readSkills } from '../contract/skills.ts'
import { ReportDrills, ToolDrills } from './parts/Drills.tsx'
import { Lessons, Needs } from './parts/Needs.tsx'
import type { Choices } from './parts/practice-entries.ts'
import { Workshops } from './parts/Workshops.tsx'
import classes from './training.module.css'

/** What of this list stands in its address. */
const filters = { q: null }

/** What is open first, then what was practised, the newest first. */
export function PracticePage() {
  const text = useText('training')
  const [q, setQ] = useFilter('q')
  const [before, setBefore] = useFilter('before')
  const choices = useChoices()
  const { ask, dialog } = useEntry([readPractice, readSkills, listCourses])
  const kinds = [
    'training',
    'workshop.',
    'concern.',
    'tool_drill.',
    'report_drill.',
    'case_lesson.',
    'report.',
  ]
  const wanted = { ...(q && { q }), ...(before && { before }) }
  const answer = useAnswer(readPractice, wanted, { live: { stream: '*', kinds } })
  const practice = answer.data
  const oldest = practice && oldestOf(practice)
  return (
    <Page
      title={text('practice.title')}
      lead={
        <>
          {text('practice.lead')} <To path="/training">{text('all')}</To>
        </>
      }
    >
      <ListTools filters={filters}>
        <SearchBox label={text('practice.search')} value={q} onChange={setQ} />
      </ListTools>
      {answer.error && !practice && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {practice && (
        <div className={classes.below}>
          <Lessons practice={practice} ask={ask} />
          <Needs practice={practice} choices={choices} ask={ask} />
          <ToolDrills practice={practice} choices={choices} ask={ask} />
          <ReportDrills practice={practice} ask={ask} />
          <Workshops practice={practice} choices={choices} ask={ask} />
          {oldest !== undefined && (
            <div>
              <Button variant="default" onClick={() => setBefore(oldest)}>
                {text('more')}
              </Button>
            </div>
          )}
        </div>
      )}
      {dialog}
    </Page>
  )
}

/** Where there may be more of a sort: the day before which the next page begins. */
function oldestOf({
  workshops,
  toolDrills,
  reportDrills,
}: {
  readonly workshops: readonly { readonly heldOn: string }[]
  readonly toolDrills: readonly { readonly startedAt: string }[]
  readonly reportDrills: readonly { readonly startedAt: string }[]
}): string | undefined {
  const days = [
    workshops.map(({ heldOn }) => heldOn),
    toolDrills.map(({ startedAt }) => startedAt.slice(0, 10)),
    reportDrills.map(({ startedAt }) => startedAt.slice(0, 10)),
  ]
  const full = days.filter((one) => one.length >= 50)
  // The list that reaches back least: nothing of the others is passed over.
  return full
    .map((one) => one.reduce((least, day) => (day < least ? day : least)))
    .reduce<string | undefined>(
      (latest, day) => (latest === undefined || day > latest ? day : latest),
      undefined,
    )
}

function useChoices(): Choices {
  const options = (rows: readonly { readonly id: string; readonly name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }))
  const courses = useEvery(listCourses, { state: 'in_use' })
  const { data } = useAnswer(readSkills, {})
  return {
    people: peopleAmong(useEvery(listMembers, {})).options,
    courses: courses.map(({ id, title }) => ({ value: id, label: title })),
    skills: options(data?.skills ?? []),
    vendors: options(useEvery(listVendors, {})),
  }
}
