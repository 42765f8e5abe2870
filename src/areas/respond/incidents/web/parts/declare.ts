import { useState } from 'react'
import type { SentInputOf } from '../../../../../base/endpoint.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { useGo } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { openIncident, type Incident } from '../../contract/incident.ts'
import { startRun } from '../../contract/run.ts'

/** Declares, starts the steps, goes to the room. An incident whose steps did not start is still declared. */
export function useDeclare() {
  const text = useText('incidents')
  const go = useGo()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  /** Whether it was declared. */
  const run = async (wanted: SentInputOf<typeof openIncident>): Promise<boolean> => {
    if (isBusy) return false
    setBusy(true)
    setFailure(undefined)
    let incident: Incident
    try {
      incident = await call(openIncident, wanted)
    } catch (error) {
      setFailure(sentenceOf(error))
      setBusy(false)
      return false
    }
    try {
      await call(startRun, { id: incident.id })
    } catch (error) {
      const number = text('number', { number: incident.number })
      showDone(text('declare.runFailed', { number, why: sentenceOf(error) }))
    }
    go(`/incidents/${incident.id}`)
    return true
  }
  return { run, isBusy, failure }
}

export function sentenceOf(error: unknown): string {
  if (error instanceof CallError)
    return [error.message, ...error.faults.map((fault) => fault.message)].join(' ')
  throw error
}
