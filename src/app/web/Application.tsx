import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { answerCache } from '../../ui/answers.ts'
import { LookProvider } from '../../ui/theme/LookProvider.tsx'
import { buildRouter } from './router.tsx'
import type { Furnishing } from './routes.ts'

/** The application of those who are signed in. */
export function Application({ furnishing }: { readonly furnishing: Furnishing }) {
  const [cache] = useState(answerCache)
  const [router] = useState(() => buildRouter(furnishing))
  return (
    <LookProvider>
      <QueryClientProvider client={cache}>
        <Suspense>
          <RouterProvider router={router} />
        </Suspense>
      </QueryClientProvider>
    </LookProvider>
  )
}
