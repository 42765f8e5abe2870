import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type * as z from 'zod'
import { answerKey } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { useText, type Say } from '../../../../../ui/text.ts'
import { upload } from '../../../../../ui/transfer.ts'
import { listTimeline } from '../../../incidents/contract/incident.ts'
import { moveStep, readRun } from '../../../incidents/contract/run.ts'
import { addEvidence, listEvidence, type Acquisition } from '../../contract/evidence.ts'
import { dropUpload, listUploads, type Upload } from '../../contract/upload.ts'
import { findUpload, sendInParts, sentWholeBytes } from './send-in-parts.ts'

export interface Transfer {
  readonly key: number
  readonly name: string
  readonly sent: number
  readonly total: number
  /** The server's own number of it, where it goes in parts: what arrived stays there when this ends. */
  readonly upload: Upload | undefined
  /** Why it ended without being sealed. */
  readonly failure?: string
  readonly stop: () => void
  readonly retry: () => void
  readonly forget: () => void
}

export interface SealWish {
  readonly file: File
  readonly acquisition: z.input<typeof Acquisition>
  /** An upload to go on with: its words were said when it was begun. */
  readonly begun?: Upload | undefined
}

/** Files that are sealed together. */
interface Batch {
  /** One more has to end. */
  begin(): void
  /** One has ended, sealed under this id or not at all. */
  end(id: string | undefined): void
  /** What to note with the playbook's item, once, when all have ended and something is sealed. */
  toLink(): { item: string; sealed: readonly string[] } | undefined
  linked(): void
}

function newBatch(item: string | undefined, count: number): Batch {
  const sealed: string[] = []
  let waiting = count
  let isLinked = false
  return {
    begin: () => {
      waiting += 1
    },
    end: (id) => {
      waiting -= 1
      if (id !== undefined) sealed.push(id)
    },
    toLink: () =>
      item === undefined || isLinked || waiting > 0 || sealed.length === 0 ? undefined : { item, sealed },
    linked: () => {
      isLinked = true
    },
  }
}

export interface TransferList {
  readonly items: readonly Transfer[]
  readonly start: (wishes: readonly SealWish[], item: string | undefined) => void
}

/** What a sealed file changes. */
const reads = [listEvidence, listUploads, readRun, listTimeline]

/** How many go at once: enough to fill a line, few enough that each is seen to move. */
const lanes = 3

/** Files on their way, some at once, each with its progress and a way to pause it. */
export function useTransfers(incidentId: string): TransferList {
  const text = useText('evidence')
  const client = useQueryClient()
  const [items, setItems] = useState<readonly Transfer[]>([])
  const count = useRef(0)
  const [run] = useState(() => inLanes(lanes))

  const change = (key: number, next: Partial<Transfer>) =>
    setItems((now) => now.map((item) => (item.key === key ? { ...item, ...next } : item)))
  const forget = (key: number) => setItems((now) => now.filter((item) => item.key !== key))
  const refresh = () =>
    Promise.all(reads.map((read) => client.invalidateQueries({ queryKey: answerKey(read) })))

  /** Notes the batch with its step once, with all that arrived: a settled step takes no second word. */
  const settle = async (batch: Batch) => {
    const link = batch.toLink()
    if (link === undefined) return
    try {
      const move = { move: 'done' } as const
      await call(moveStep, { id: incidentId, step: link.item, move, evidence: [...link.sealed] })
      batch.linked()
    } catch (error) {
      showDone(text('linkFailed', { why: error instanceof CallError ? error.message : '' }))
    }
  }
  const add = (wish: SealWish, batch: Batch) => {
    const key = (count.current += 1)
    const stopping = new AbortController()
    const { name, size } = wish.file
    let begun = wish.begun
    const retry = () => {
      forget(key)
      batch.begin()
      void (async () => {
        const found =
          begun === undefined ? undefined : await findUpload(incidentId, begun.id).catch(() => begun)
        add({ ...wish, begun: found }, batch)
      })()
    }
    const leaveOut = () => {
      forget(key)
      if (begun !== undefined)
        void call(dropUpload, { id: incidentId, upload: begun.id }).then(refresh, refresh)
    }
    const stop = () => stopping.abort()
    setItems((now) => [
      ...now,
      { key, name, sent: begun?.arrived ?? 0, total: size, upload: begun, stop, retry, forget: leaveOut },
    ])
    const work = async () => {
      let id: string | undefined
      try {
        stopping.signal.throwIfAborted()
        id = await sealed(incidentId, { ...wish, begun }, stopping.signal, {
          onSent: (sent) => change(key, { sent }),
          onBegun: (now) => {
            begun = now
            change(key, { upload: now })
          },
        })
        forget(key)
        showDone(text('sealed', { name }))
      } catch (error) {
        change(key, { failure: failureOf(text, error, { name, begun, isStopped: stopping.signal.aborted }) })
      }
      batch.end(id)
      await settle(batch)
      await refresh()
    }
    run(work)
  }
  const start: TransferList['start'] = (wishes, item) => {
    const batch = newBatch(item, wishes.length)
    for (const wish of wishes) add(wish, batch)
  }
  return { items, start }
}

/** Runs work in so many lanes, each piece in the lane that has waited longest for one. */
function inLanes(count: number): (work: () => Promise<void>) => void {
  const lines: Promise<void>[] = Array.from({ length: count }, () => Promise.resolve())
  return (work) => {
    const first = lines.shift() ?? Promise.resolve()
    lines.push(first.then(work))
  }
}

function failureOf(
  text: Say,
  error: unknown,
  { name, begun, isStopped }: { name: string; begun: Upload | undefined; isStopped: boolean },
): string {
  if (isStopped) return text(begun === undefined ? 'stopped' : 'paused', { name })
  if (error instanceof CallError) {
    const why = [error.message, ...error.faults.map((fault) => fault.message)].join(' ')
    return text('failed', { name, why })
  }
  // A file that moved or changed while it was read ends in the browser's own error.
  return text('failed', { name, why: error instanceof Error ? error.message : '' })
}

async function sealed(
  incidentId: string,
  { file, acquisition, begun }: SealWish,
  signal: AbortSignal,
  heard: { onSent: (sent: number) => void; onBegun: (upload: Upload) => void },
): Promise<string> {
  if (begun !== undefined || file.size > sentWholeBytes)
    return sendInParts({ incidentId, file, acquisition, begun, signal, ...heard })
  const mediaType = file.type === '' ? {} : { mediaType: file.type }
  const wanted = { id: incidentId, acquisition, ...mediaType }
  const evidence = await upload(addEvidence, wanted, file, { signal, onProgress: heard.onSent })
  return evidence.id
}
