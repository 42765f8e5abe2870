import { Suspense, lazy, type ComponentProps } from 'react'

// Most who sign in have their factor: the pages they wait for do not carry its set-up.
const Loaded = lazy(async () => ({ default: (await import('./SecondFactor.tsx')).SecondFactor }))

/** The set-up of the second factor, loaded when it is its turn. */
export function SecondFactor(props: ComponentProps<typeof Loaded>) {
  return (
    <Suspense>
      <Loaded {...props} />
    </Suspense>
  )
}
