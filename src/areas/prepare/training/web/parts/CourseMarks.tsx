import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Course } from '../../contract/courses.ts'
import type { AssignmentState } from '../../contract/words.ts'

export const stateTones: Readonly<Record<AssignmentState, Tone>> = {
  open: 'active',
  overdue: 'bad',
  done: 'good',
  lapsed: 'warn',
  excused: 'quiet',
}

/** How a course stands, and how whoever looks stands to it. */
export function CourseMarks({ course }: { readonly course: Course }) {
  const text = useText('training')
  const { mine, state, isOld, hasDraft } = course
  return (
    <>
      {mine && <StateMark tone={stateTones[mine.state]} word={text(`mine.${mine.state}`)} />}
      {state !== 'in_use' && <StateMark tone="quiet" word={text(`state.${state}`)} />}
      {hasDraft && state === 'in_use' && <StateMark tone="quiet" word={text('state.hasDraft')} />}
      {isOld && state === 'in_use' && <StateMark tone="warn" word={text('state.old')} />}
    </>
  )
}
