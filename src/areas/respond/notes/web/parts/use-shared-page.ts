import { useEffect, useState, useSyncExternalStore } from 'react'
import { call } from '../../../../../ui/client.ts'
import { onTouch, useLive } from '../../../../../ui/live.ts'
import { useMay, useSession } from '../../../../../ui/session.ts'
import { noteTouch, readNotePage, writeNotePage, type NoteNews } from '../../contract.ts'
import { SharedPage, type Standing, type Ways } from './shared-page.ts'
import { dropWaiting, keepWaiting, waitingOf } from './waiting-words.ts'

/** The page as it is open in this tab; undefined until what waited in this browser was looked for. */
export function useSharedPage(
  at: { readonly id: string; readonly page: string },
  first: NoteNews | undefined,
) {
  const { id, page } = at
  const { person, tenant } = useSession()
  const mayNote = useMay('incident.note')
  const [shared, setShared] = useState<SharedPage>()
  useEffect(() => {
    const made = new SharedPage(waysOf({ id, page, mayNote, person: person.email, tenant: tenant.slug }))
    let isOver = false
    const restore = async () => {
      const waiting = await waitingOf(person.email, { tenant: tenant.slug, page })
      if (isOver) return
      made.restore(waiting)
      // From here on this tab keeps them under its own name.
      if (waiting.length > 0) await made.keepWaiting()
      for (const { key } of waiting) await dropWaiting(key)
      if (!isOver) setShared(made)
    }
    void restore()
    const stop = onTouch((moved) => {
      if (moved === undefined) made.retry()
      else if (moved.kind === noteTouch && moved.about === page) made.hear(moved.mark)
    })
    const retry = () => made.retry()
    addEventListener('online', retry)
    return () => {
      isOver = true
      stop()
      removeEventListener('online', retry)
      made.stop()
      setShared(undefined)
    }
  }, [id, page, mayNote, person.email, tenant.slug])
  useEffect(() => {
    if (first !== undefined) shared?.begin(first)
  }, [shared, first])
  useLive(id, (change) => {
    if (change.missed) shared?.retry()
  })
  return shared
}

/** How the words stand, renewed as they move. */
export function useStanding(shared: SharedPage): Standing {
  return useSyncExternalStore(
    (listener) => shared.subscribe(listener),
    () => shared.standing,
  )
}

interface Place {
  readonly id: string
  readonly page: string
  readonly mayNote: boolean
  readonly person: string
  readonly tenant: string
}

function waysOf({ id, page, mayNote, person, tenant }: Place): Ways {
  const tab = crypto.randomUUID()
  return {
    // Who may not write asks by reading; who may asks by the way that leaves no mark for each letter of another.
    exchange: async (change, after) =>
      mayNote
        ? call(writeNotePage, { id, page, change, after }, { tenant })
        : (await call(readNotePage, { id, page, after }, { tenant })).news,
    keep: async (words) => keepWaiting({ key: tab, tenant, person, page, ...words }),
    drop: async () => dropWaiting(tab),
    later: (run, ms) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  }
}
