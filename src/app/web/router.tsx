import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type ErrorComponentProps,
} from '@tanstack/react-router'
import { ErrorState } from '../../ui/kit/ErrorState.tsx'
import { Loading } from '../../ui/kit/Loading.tsx'
import { InTenant } from './InTenant.tsx'
import { MissingPage } from './MissingPage.tsx'
import type { Furnishing } from './routes.ts'

/** The route tree from the table of pages: everything inside an organisation stands in the shell. */
export function buildRouter(furnishing: Furnishing) {
  const root = createRootRoute({ notFoundComponent: MissingPage })
  const tenant = createRoute({
    getParentRoute: () => root,
    path: '/t/$tenant',
    component: () => <InTenant furnishing={furnishing} />,
  })
  const inTenant = furnishing.pages.map(({ path, load }) =>
    createRoute({
      getParentRoute: () => tenant,
      path,
      component: lazyRouteComponent(async () => ({ default: await load() })),
    }),
  )
  return createRouter({
    routeTree: root.addChildren([tenant.addChildren(inTenant)]),
    defaultPendingComponent: Loading,
    defaultPendingMs: 0,
    defaultErrorComponent: FailedPage,
    defaultNotFoundComponent: MissingPage,
    defaultPreload: 'intent',
    // Another incident is another page: nothing that was typed or opened for one stands on the next.
    defaultRemountDeps: ({ params }) => params,
    scrollRestoration: true,
  })
}

function FailedPage({ error, reset }: ErrorComponentProps) {
  return <ErrorState error={error} onRetry={reset} />
}
