import { useAnswer } from '../../../../../ui/answers.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listBlockers, listNeeds } from '../../contract/captures.ts'
import { listTimeline } from '../../contract/incident.ts'
import { listSystems, listTasks, type Task } from '../../contract/work.ts'
import { EntryTime } from './EntryTime.tsx'
import { usePeople } from './people.ts'
import { isQuiet } from './timeline-words.ts'
import { useSentence } from './use-sentence.ts'
import classes from './wall.module.css'

const [mostTasks, mostSystems, mostMatters, mostEntries] = [6, 8, 4, 7]

/** What the wall lists, and whether any of it is older than it could be. Nothing here opens a dialog behind the wall. */
export function useWallLists(id: string) {
  const about = (...kinds: string[]) => ({ live: { stream: id, kinds }, asksForIdentity: false })
  const tasks = useAnswer(listTasks, { id }, about('task.'))
  const systems = useAnswer(listSystems, { id }, about('system.'))
  const blockers = useAnswer(listBlockers, { id }, about('blocker.'))
  const needs = useAnswer(listNeeds, { id }, about('need.'))
  const record = useAnswer(listTimeline, { id, limit: 25 }, about(''))
  const failed = [tasks, systems, blockers, needs, record].filter((one) => one.error !== null)
  return {
    tasks: tasks.data?.items,
    systems: systems.data?.items,
    blockers: blockers.data?.items,
    needs: needs.data?.items,
    record: record.data?.items,
    hasFailed: failed.length > 0,
    retry: () => void Promise.all(failed.map((one) => one.refetch())),
  }
}

interface ListsProps {
  readonly lists: ReturnType<typeof useWallLists>
}

/** Tasks in the order in which they press: overdue, being done, then by due time. */
export function WallTasks({ lists }: ListsProps) {
  const text = useText('incidents')
  const people = usePeople()
  const open = (lists.tasks ?? []).filter((task) => task.doneAt === null).toSorted(byPressure)
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
export function WallState({ lists: { systems, blockers, needs } }: ListsProps) {
  const text = useText('incidents')
  const shown = (systems ?? []).filter((system) => system.state !== 'ruled_out')
  const held = (blockers ?? []).filter((one) => one.endedAt === null).map((one) => one.text)
  const wanted = (needs ?? []).filter((need) => need.gotAt === null).map((need) => need.text)
  return (
    <>
      <section>
        <h2>{text('wall.systems')}</h2>
        {systems && shown.length === 0 && <p className={classes.dim}>{text('wall.noSystems')}</p>}
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
export function WallRecord({ lists }: ListsProps) {
  const text = useText('incidents')
  const sentenceOf = useSentence()
  const shown = (lists.record ?? []).filter(({ kind }) => !isQuiet(kind)).slice(0, mostEntries)
  return (
    <section>
      <h2>{text('timeline.title')}</h2>
      <ol>
        {shown.map((entry) => {
          const words = sentenceOf(entry)
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
