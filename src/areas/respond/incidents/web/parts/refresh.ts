import { useQueryClient } from '@tanstack/react-query'
import { answerKey } from '../../../../../ui/answers.ts'
import { getIncident, listTimeline } from '../../contract/incident.ts'
import { readRun } from '../../contract/run.ts'
import { listSystems, listTasks } from '../../contract/work.ts'

const room = [getIncident, listTimeline, readRun, listTasks, listSystems]

/** Reads the room again after an own change, without waiting for the news of it. */
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all(room.map((read) => client.invalidateQueries({ queryKey: answerKey(read) })))
  }
}
