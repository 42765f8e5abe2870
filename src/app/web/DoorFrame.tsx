import { Suspense, lazy, useState } from 'react'
import type { Door } from './doors.ts'

/** One light page, without shell, router or Mantine. */
export function DoorFrame({ door }: { readonly door: Door }) {
  const [Page] = useState(() => lazy(async () => ({ default: await door.load() })))
  return (
    <Suspense>
      <Page parts={door.parts} />
    </Suspense>
  )
}
