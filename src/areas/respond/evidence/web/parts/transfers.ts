import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type * as z from 'zod'
import { answerKey } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { useText } from '../../../../../ui/text.ts'
import { upload } from '../../../../../ui/transfer.ts'
import { listTimeline } from '../../../incidents/contract/incident.ts'
import { moveStep, readRun } from '../../../incidents/contract/run.ts'
import { addEvidence, listEvidence, type Acquisition } from '../../contract/evidence.ts'

export interface Transfer {
  readonly key: number
  readonly name: string
  readonly sent: number
  readonly total: number
  /** Why it ended without being sealed. */
  readonly failure?: string
  readonly stop: () => void
  readonly retry: () => void
  readonly forget: () => void
}

export interface SealWish {
  readonly file: File
  readonly acquisition: z.input<typeof Acquisition>
}

/** Files that were sealed together. */
interface Batch {
  /** The playbook's evidence item that they answer. */
  readonly item: string | undefined
  /** How many have not ended yet. */
  waiting: number
  /** Ids of those that arrived. */
  readonly sealed: string[]
  isLinked: boolean
}

export interface TransferList {
  readonly items: readonly Transfer[]
  readonly start: (wishes: readonly SealWish[], item: string | undefined) => void
}

/** Files on their way, one after the other, each with its progress and a way to stop it. */
export function useTransfers(incidentId: string): TransferList {
  const text = useText('evidence')
  const client = useQueryClient()
  const [items, setItems] = useState<readonly Transfer[]>([])
  const count = useRef(0)
  const line = useRef<Promise<void>>(Promise.resolve())

  const change = (key: number, next: Partial<Transfer>) =>
    setItems((now) => now.map((item) => (item.key === key ? { ...item, ...next } : item)))
  const forget = (key: number) => setItems((now) => now.filter((item) => item.key !== key))
  const refresh = () =>
    Promise.all(
      [listEvidence, readRun, listTimeline].map((read) =>
        client.invalidateQueries({ queryKey: answerKey(read) }),
      ),
    )

  /** Notes the batch with its step once, with all that arrived: a settled step takes no second word. */
  const settle = async (batch: Batch) => {
    if (batch.item === undefined || batch.isLinked || batch.waiting > 0 || batch.sealed.length === 0) return
    try {
      await call(moveStep, {
        id: incidentId,
        step: batch.item,
        move: { move: 'done' },
        evidence: batch.sealed,
      })
      batch.isLinked = true
    } catch (error) {
      showDone(text('linkFailed', { why: error instanceof CallError ? error.message : '' }))
    }
  }
  const add = (wish: SealWish, batch: Batch) => {
    const key = (count.current += 1)
    const stopping = new AbortController()
    const { name, size } = wish.file
    const retry = () => {
      forget(key)
      batch.waiting += 1
      add(wish, batch)
    }
    const item = {
      key,
      name,
      sent: 0,
      total: size,
      stop: () => stopping.abort(),
      retry,
      forget: () => forget(key),
    }
    setItems((now) => [...now, item])
    line.current = line.current.then(async () => {
      try {
        stopping.signal.throwIfAborted()
        batch.sealed.push(await sealed(incidentId, wish, stopping.signal, (sent) => change(key, { sent })))
        forget(key)
        showDone(text('sealed', { name }))
      } catch (error) {
        change(key, { failure: failureOf(error, name, stopping.signal.aborted) })
      }
      batch.waiting -= 1
      await settle(batch)
      await refresh()
    })
  }
  const failureOf = (error: unknown, name: string, isStopped: boolean): string => {
    if (isStopped) return text('stopped', { name })
    if (error instanceof CallError) {
      const why = [error.message, ...error.faults.map((fault) => fault.message)].join(' ')
      return text('failed', { name, why })
    }
    // A file that moved or changed while it was read ends in the browser's own error.
    return text('failed', { name, why: error instanceof Error ? error.message : '' })
  }
  const start: TransferList['start'] = (wishes, item) => {
    const batch: Batch = { item, waiting: wishes.length, sealed: [], isLinked: false }
    for (const wish of wishes) add(wish, batch)
  }
  return { items, start }
}

async function sealed(
  id: string,
  { file, acquisition }: SealWish,
  signal: AbortSignal,
  onSent: (sent: number) => void,
): Promise<string> {
  const mediaType = file.type === '' ? {} : { mediaType: file.type }
  const evidence = await upload(addEvidence, { id, acquisition, ...mediaType }, file, {
    signal,
    onProgress: onSent,
  })
  return evidence.id
}
