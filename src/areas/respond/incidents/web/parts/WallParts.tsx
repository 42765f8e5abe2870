import { useAnswer } from '../../../../../ui/answers.ts'
import { absoluteWords, regionalTag } from '../../../../../ui/kit/time-words.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useSession } from '../../../../../ui/session.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { listBlockers, listNeeds } from '../../contract/captures.ts'
import { listTimeline, type Incident } from '../../contract/incident.ts'
import { listSystems, listTasks, type Task } from '../../contract/work.ts'
import { EntryTime } from './EntryTime.tsx'
import { usePeople } from './people.ts'
import { isQuiet, timelineWords } from './timeline-words.ts'
import classes from './wall.module.css'

const [mostTasks, mostSystems, mostMatters, mostEntries] = [6, 8, 4, 7]

/** Tasks in the order in which they press: overdue, being done, then by due time. */
export function WallTasks({ incidentId: id }: { readonly incidentId: string }) {
  const text = useText('incidents')
  const people = usePeople()
  const list = useAnswer(listTasks, { id }, { live: { stream: id, kinds: ['task.'] } })
  const open = (list.data?.items ?? []).filter((task) => task.doneAt === null).toSorted(byPressure)
  if (open.length === 0) return null
  return (
    <section>
      <h2>{text('task.title')}</h2>
      <ul>
        {open.slice(0, mostTasks).map((task) => (
          <li key={task.id}>
            <strong>{task.title}</strong>
            <span className={classes.dim}>
              {people.nameOf(task.ownerId) ?? text('task.nobody')} · {text(`task.state.${task.state}`)}
              {task.dueAt !== null && (
                <>
                  {' · '}
                  <TimeText at={task.dueAt} form="relative" />
                </>
              )}
            </span>
            {task.overdue && <StateMark tone="bad" word={text('task.overdue')} />}
          </li>
        ))}
      </ul>
      <More count={open.length - mostTasks} />
    </section>
  )
}

function byPressure(a: Task, b: Task): number {
  const rank = (task: Task) => (task.overdue ? 0 : task.state === 'doing' ? 1 : 2)
  return rank(a) - rank(b) || (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9')
}

/** The systems, what holds work up, and what nobody knows yet. */
export function WallState({ incidentId: id }: { readonly incidentId: string }) {
  const text = useText('incidents')
  const systems = useAnswer(listSystems, { id }, { live: { stream: id, kinds: ['system.'] } })
  const blockers = useAnswer(listBlockers, { id }, { live: { stream: id, kinds: ['blocker.'] } })
  const needs = useAnswer(listNeeds, { id }, { live: { stream: id, kinds: ['need.'] } })
  const shown = (systems.data?.items ?? []).filter((system) => system.state !== 'ruled_out')
  const held = (blockers.data?.items ?? []).filter((one) => one.endedAt === null).map((one) => one.text)
  const wanted = (needs.data?.items ?? []).filter((need) => need.gotAt === null).map((need) => need.text)
  return (
    <>
      <section>
        <h2>{text('wall.systems')}</h2>
        {shown.length === 0 && <p className={classes.dim}>{text('wall.noSystems')}</p>}
        <ul>
          {shown.slice(0, mostSystems).map((system) => (
            <li key={system.id}>
              <strong>{system.name}</strong>{' '}
              <span className={classes.dim}>{text(`system.${system.state}`)}</span>
            </li>
          ))}
        </ul>
        <More count={shown.length - mostSystems} />
      </section>
      <Matters title={text('blocker.title')} items={held} />
      <Matters title={text('need.title')} items={wanted} />
    </>
  )
}

function Matters({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  if (items.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {items.slice(0, mostMatters).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <More count={items.length - mostMatters} />
    </section>
  )
}

/** What was done last. */
export function WallRecord({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const language = useLanguage()
  const { tenant } = useSession()
  const { id } = incident
  const list = useAnswer(listTimeline, { id, limit: 25 }, { live: { stream: id } })
  const moment = (at: string) =>
    absoluteWords(Date.parse(at), tenant.timeZone, regionalTag(language, navigator.languages))
  const shown = (list.data?.items ?? []).filter(({ kind }) => !isQuiet(kind)).slice(0, mostEntries)
  return (
    <section>
      <h2>{text('timeline.title')}</h2>
      <ol>
        {shown.map((entry) => {
          const words = timelineWords(entry, text, moment)
          return (
            <li key={entry.number}>
              <span className={classes.dim}>
                <EntryTime at={entry.at} /> · {entry.by}
              </span>
              <span className={classes.clamped}>
                {entry.kind === 'note.add' ? words.quote : `${words.sentence} ${words.quote ?? ''}`}
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function More({ count }: { readonly count: number }) {
  const text = useText('incidents')
  return count > 0 ? <p className={classes.dim}>{text('wall.more', { count })}</p> : null
}
