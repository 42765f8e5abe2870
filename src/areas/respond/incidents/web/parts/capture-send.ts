import type { SystemState } from '../../../../../base/incident-words.ts'
import { call } from '../../../../../ui/client.ts'
import { addToTimeline, recordDecision } from '../../contract/incident.ts'
import { addSystem, addTask } from '../../contract/work.ts'
import type { Capture } from './capture-line.ts'
import { useRefresh } from './refresh.ts'
import { instantOf, type TaskMore } from './task-more.ts'

interface Captured {
  readonly what: Capture
  readonly words: string
  /** One per line. */
  readonly options: string
  readonly task: TaskMore
  readonly state: SystemState
}

/** Sends what was captured to where it belongs, then reads the room again. */
export function useSend(incidentId: string): (captured: Captured) => Promise<void> {
  const refresh = useRefresh()
  return async (captured) => {
    await sent(incidentId, captured)
    // Not waited for: the line is free for the next words.
    void refresh()
  }
}

function sent(id: string, { what, words, options, task, state }: Captured): Promise<unknown> {
  switch (what) {
    case 'note':
      return call(addToTimeline, { id, kind: 'note', text: words })
    case 'decision': {
      const seen = options.split('\n').map((line) => line.trim())
      return call(recordDecision, {
        id,
        text: words,
        options: seen.filter((line) => line !== '').slice(0, 10),
      })
    }
    case 'task': {
      const dueAt = instantOf(task.due)
      return call(addTask, {
        id,
        title: words,
        ...(task.ownerId !== '' && { ownerId: task.ownerId }),
        ...(dueAt !== null && { dueAt }),
      })
    }
    case 'system':
      return call(addSystem, { id, name: words, state })
  }
}
