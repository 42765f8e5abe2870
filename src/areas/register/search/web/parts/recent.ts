import { useState } from 'react'
import * as z from 'zod'
import { keep, kept } from '../../../../../ui/kept.ts'
import { useSession } from '../../../../../ui/session.ts'

const most = 8
const place = 'searched'
/** Of one person in one organisation: whoever comes next to this browser finds nothing of it. */
const Kept = z.object({ of: z.string(), words: z.array(z.string()) })

export interface RecentWords {
  readonly words: readonly string[]
  readonly add: (words: string) => void
  readonly forget: () => void
}

/** What this person looked for and opened something of, the newest first; it never leaves the browser. */
export function useRecent(): RecentWords {
  const { person, tenant } = useSession()
  const of = `${tenant.slug} ${person.email}`
  const [words, setWords] = useState(() => read(of))
  return {
    words,
    add: (next) =>
      keep(
        place,
        JSON.stringify({ of, words: [next, ...words.filter((one) => one !== next)].slice(0, most) }),
      ),
    forget: () => {
      forgetSearches()
      setWords([])
    },
  }
}

/** Also when somebody signs out. */
export function forgetSearches(): void {
  keep(place, undefined)
}

function read(of: string): readonly string[] {
  try {
    const found = Kept.safeParse(JSON.parse(kept(place) ?? 'null'))
    return found.success && found.data.of === of ? found.data.words : []
  } catch {
    // Something else wrote there: nothing is known.
    return []
  }
}
