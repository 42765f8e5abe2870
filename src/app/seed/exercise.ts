import * as arranging from '../../areas/improve/exercises/actions/arrange-exercise.ts'
import * as capturing from '../../areas/improve/exercises/actions/capture.ts'
import * as reporting from '../../areas/improve/exercises/actions/read-report.ts'
import { move } from '../../areas/improve/exercises/actions/run-exercise.ts'
import type { Diary } from './diary.ts'

const minute = 1 / 1440

/** A quarter of an hour in the bakery: the plan held at the first plug, and nobody found the number of the insurer. */
export function writeExercise(diary: Diary): void {
  const began = 62.3
  let id = ''
  diary.on(75, async (act) => {
    const players = [
      { memberId: diary.idOf('Ben Novak'), role: 'lead' as const },
      { memberId: diary.idOf('Carla Mendes'), role: 'finance' as const },
    ]
    const wanted = { scenario: 'ransomware', length: 15 as const, players, plannedOn: diary.day(-62) }
    id = (await act(arranging.arrange, wanted)).id
  })
  const after = (minutes: number) => began - minutes * minute
  const next = (minutes: number, wanted: 'start' | 'deliver' | 'end' | 'close_wash') =>
    diary.on(after(minutes), (act) => act(move, { id, move: { do: wanted } }))
  next(0, 'start')
  next(0.2, 'deliver')
  diary.on(
    after(1),
    (act) =>
      act(capturing.answer, {
        ...{ id, inject: 'i1', role: 'lead', called: 'Fix-IT Patel', planStep: 'The card, step 1' },
        text: 'Pull the network cable, leave it on, photograph the screen.',
      }),
    'Ben Novak',
  )
  next(3, 'deliver')
  diary.on(
    after(4),
    (act) => act(capturing.answer, { id, inject: 'i2', role: 'lead', choice: 'a', decision: 'isolate' }),
    'Ben Novak',
  )
  next(6, 'deliver')
  diary.on(after(9), async (act) => {
    const note = 'It took nine minutes to find the number of the insurer: it lay in the locked mailbox.'
    await act(capturing.observe, {
      id,
      objective: 'o2',
      saw: { what: 'observation', kind: 'gap', severity: 'grave', note },
    })
    await act(capturing.observe, {
      id,
      objective: 'o2',
      saw: { what: 'rating', rating: 'M', note: 'The list was not on paper' },
    })
    await act(capturing.observe, { id, objective: 'o1', saw: { what: 'rating', rating: 'P' } })
  })
  next(15, 'end')
  diary.on(after(18), (act) =>
    act(capturing.wash, { id, kept: 'We stayed calm.', changed: 'The numbers on paper, in both shops.' }),
  )
  next(20, 'close_wash')
  diary.on(after(30), (act) =>
    act(reporting.takeUp, {
      id,
      objective: 'o2',
      title: 'Hang the call list on paper in both shops',
      dueOn: diary.day(-40),
    }),
  )
}
