import type { ExerciseTold } from '../../../../base/exercise-told.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Announcer } from '../../../../platform/events/announce.ts'
import { tell } from '../public.ts'
import { mailAbout } from '../rules/delivery.ts'

/** A rehearsal wakes nobody: people hear of it as of any other invitation, and always that it is one. */
export function hearExercises(announce: Announcer<Context>): void {
  announce.on('exercise.told', async (context, { what, exerciseId, title, memberIds }) =>
    tell(context, {
      memberIds,
      kind: 'exercise.told',
      title: words[what](title),
      path: `/exercises/${exerciseId}`,
      mail: mailAbout('An exercise: nothing real happened'),
    }),
  )
}

const words: Readonly<Record<ExerciseTold['what'], (title: string) => string>> = {
  invited: (title) => `You are invited to an exercise: ${title}`,
  inject: (title) => `Exercise: something new waits for your answer in ${title}`,
  wash: (title) => `The exercise has ended. Three short questions before the results: ${title}`,
  stopped: (title) => `The exercise was stopped because something real happened: ${title}`,
}
