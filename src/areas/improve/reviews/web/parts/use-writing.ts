import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { answerKey } from '../../../../../ui/answers.ts'
import type { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { useDraftKey } from '../../../../../ui/draft-key.ts'
import { keepDraft, keptDraft } from '../../../../../ui/drafts.ts'
import type { PartBodies } from '../../contract/parts.ts'
import { getReview, writeReviewPart, type Hint, type ReviewDetail } from '../../contract/review.ts'
import type { PartName } from '../../contract/words.ts'

/** So long after the last letter it saves. */
const pauseMillis = 1200

export interface Writing<Name extends PartName> {
  readonly body: PartBodies[Name]
  readonly change: (part: Partial<PartBodies[Name]>) => void
  readonly mayWrite: boolean
  readonly state: 'saved' | 'waiting' | 'saving' | 'failed'
  readonly error: CallError | null
  /** Words that blame, with the question that leads further. */
  readonly hints: readonly Hint[]
  readonly isBehind: boolean
  readonly theirs: PartBodies[Name]
  readonly writtenBy: string
  readonly keepMine: () => void
  readonly forget: () => void
  /** Tries again what did not go. */
  readonly saveNow: () => void
}

interface Draft<Name extends PartName> {
  readonly body: PartBodies[Name]
  /** The version that this changes. */
  readonly basedOn: number
}

/** Of one part one save is on its way at a time, also where a page was turned and turned back meanwhile. */
const onTheWay = new Map<string, Promise<void>>()
/** What this page saved last: words that were typed on the version before it are no stranger's to it. */
const savedHere = new Map<string, { readonly from: number; readonly to: number; readonly body: string }>()

/**
 * One part of a review as it is written: it saves by itself, and whoever was slower chooses what stands. What did not go
 * is kept outside of the page, and tried again when this part is opened.
 */
export function useWriting<Name extends PartName>(review: ReviewDetail, name: Name): Writing<Name> {
  const client = useQueryClient()
  const standing = review.parts[name]
  // The contract holds of each part what its name says.
  const latest = standing.body as PartBodies[Name]
  const key = useDraftKey(`review.${review.id}.${name}`)
  const [mine, setMine] = useState<Draft<Name> | undefined>(() =>
    review.can.write ? draftFrom<Name>(keptDraft(key)) : undefined,
  )
  const [state, setState] = useState<Writing<Name>['state']>(mine === undefined ? 'saved' : 'waiting')
  const [error, setError] = useState<CallError | null>(null)
  const [written, setWritten] = useState<readonly Hint[]>()
  /** What was typed last, for whoever saves it; the screen shows `mine`. */
  const draft = useRef<Draft<Name>>(mine)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const saveOnce = useCallback(async () => {
    const sent = draft.current
    if (sent === undefined) return
    setState('saving')
    try {
      const { version, hints } = await sendOnce(client, { key, id: review.id, name }, sent)
      if (hints !== undefined) setWritten(hints)
      setError(null)
      const newer = draft.current === sent ? undefined : draft.current
      draft.current = newer && { body: newer.body, basedOn: version }
      keepDraft(key, draft.current)
      setMine(draft.current)
      setState(newer === undefined ? 'saved' : 'waiting')
    } catch (failure) {
      keepDraft(key, draft.current)
      setError(failure as CallError) // what `call` throws
      setState('failed')
    }
    // What is still missing now, and what others wrote meanwhile.
    void client.invalidateQueries({ queryKey: answerKey(getReview) })
  }, [client, key, review.id, name])

  const save = useCallback(async () => {
    clearTimeout(timer.current)
    timer.current = undefined
    await inTurn(key, saveOnce)
  }, [key, saveOnce])

  useLastWords(save, timer, state !== 'saved')
  useEffect(() => {
    if (draft.current !== undefined) timer.current = setTimeout(() => void save(), pauseMillis)
  }, [save])

  const put = (next: Draft<Name>) => {
    draft.current = next
    keepDraft(key, next)
    setMine(next)
    setState('waiting')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), pauseMillis)
  }
  return {
    body: mine?.body ?? latest,
    change: (part) => {
      // Two changes before the page is drawn again build on each other.
      const before = draft.current ?? { body: latest, basedOn: standing.version }
      put({ body: { ...before.body, ...part }, basedOn: before.basedOn })
    },
    mayWrite: review.can.write,
    ...{ state, error, theirs: latest },
    hints: written ?? review.hints.filter(({ part }) => part === name),
    isBehind: state === 'failed' && mine !== undefined && standing.version > mine.basedOn,
    writtenBy: standing.changedBy ?? '',
    keepMine: () => put({ body: mine?.body ?? latest, basedOn: standing.version }),
    forget: () => {
      draft.current = undefined
      keepDraft(key, undefined)
      setMine(undefined)
      setError(null)
      setState('saved')
    },
    saveNow: () => void save(),
  }
}

async function inTurn(key: string, work: () => Promise<void>): Promise<void> {
  const own = (onTheWay.get(key) ?? Promise.resolve()).then(work)
  onTheWay.set(key, own)
  await own
  if (onTheWay.get(key) === own) onTheWay.delete(key)
}

/** Sends a draft, unless the very same words went from this page already. */
async function sendOnce<Name extends PartName>(
  client: ReturnType<typeof useQueryClient>,
  { key, id, name }: { readonly key: string; readonly id: string; readonly name: Name },
  { body, basedOn }: Draft<Name>,
): Promise<{ readonly version: number; readonly hints: readonly Hint[] | undefined }> {
  const known = savedHere.get(key)
  const words = JSON.stringify(body)
  const before = known?.from === basedOn ? known : undefined
  if (before?.body === words) return { version: before.to, hints: undefined }
  const wanted = { id, part: name, basedOn: before?.to ?? basedOn, body: { ...body } }
  const saved = await call(writeReviewPart, wanted)
  savedHere.set(key, { from: basedOn, to: saved.version, body: words })
  place(client, id, name, { body, ...saved })
  return saved
}

/** As it was kept in this tab; another shape is nobody's words. */
function draftFrom<Name extends PartName>(kept: unknown): Draft<Name> | undefined {
  if (typeof kept !== 'object' || kept === null || !('body' in kept) || !('basedOn' in kept)) return undefined
  const { body, basedOn } = kept
  if (typeof body !== 'object' || body === null || typeof basedOn !== 'number') return undefined
  return { body: body as PartBodies[Name], basedOn } // what this page kept under the name of this part
}

/** Whoever turns to the next question, or leaves, loses nothing that waited for its pause. */
function useLastWords(
  save: () => Promise<void>,
  timer: RefObject<ReturnType<typeof setTimeout> | undefined>,
  isWaiting: boolean,
): void {
  useEffect(
    () => () => {
      if (timer.current !== undefined) void save()
    },
    [save, timer],
  )
  useEffect(() => {
    if (!isWaiting) return undefined
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isWaiting])
}

/** Puts what was saved where the page reads it, so that it need not ask for all of it again. */
function place(
  client: ReturnType<typeof useQueryClient>,
  id: string,
  name: PartName,
  saved: {
    readonly body: object
    readonly version: number
    readonly changedAt: string
    readonly changedBy: string
  },
): void {
  const { body, version, changedAt, changedBy } = saved
  client.setQueriesData<ReviewDetail>({ queryKey: answerKey(getReview) }, (known) =>
    known?.id === id
      ? { ...known, parts: { ...known.parts, [name]: { body, version, changedAt, changedBy } } }
      : known,
  )
}
