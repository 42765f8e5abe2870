import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { answerCache } from '../../ui/answers.ts'
import { LookProvider } from '../../ui/theme/LookProvider.tsx'
import { fillAllPanels } from './panels.ts'
import { buildRouter } from './router.tsx'
import { pages } from './routes.ts'

fillAllPanels()

/** The application of those who are signed in. */
export function Application() {
  const [cache] = useState(answerCache)
  const [router] = useState(() => buildRouter(pages))
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
