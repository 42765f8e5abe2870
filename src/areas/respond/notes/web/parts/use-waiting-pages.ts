import { useEffect, useState } from 'react'
import { useSession } from '../../../../../ui/session.ts'
import { waitingOf } from './waiting-words.ts'

/** Pages with words of this person that wait in this browser. */
export function useWaitingPages(): ReadonlySet<string> {
  const { person } = useSession()
  const [pages, setPages] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    let isOver = false
    void waitingOf(person.email).then((found) => {
      if (!isOver) setPages(new Set(found.map(({ page }) => page)))
    })
    return () => {
      isOver = true
    }
  }, [person.email])
  return pages
}
