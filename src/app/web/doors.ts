import type { ComponentType } from 'react'

/** What a light page is given: the named parts of its address. */
export interface DoorProps {
  readonly parts: Readonly<Record<string, string>>
}

interface DoorRow {
  /** As `/invitation/{token}`. */
  readonly path: string
  readonly load: () => Promise<ComponentType<DoorProps>>
}

export interface Door extends DoorProps {
  readonly load: DoorRow['load']
}

/**
 * Pages for those who stand outside: sign-in, the first run, an invitation, the public report,
 * and for the reference that needs no sign-in. They use
 * `ui/plain` alone, never Mantine or the router, and stay under 120 kB of script (`tools/bundle-size.mjs`).
 */
const doors: readonly DoorRow[] = [
  { path: '/', load: start },
  { path: '/account', load: start },
  {
    path: '/setup',
    load: async () => (await import('../../areas/register/people/web/doors/SetupPage.tsx')).SetupPage,
  },
  {
    path: '/sign-in',
    load: async () => (await import('../../areas/register/people/web/doors/SignInPage.tsx')).SignInPage,
  },
  {
    path: '/sign-in/return',
    load: async () =>
      (await import('../../areas/register/people/web/doors/SignInReturnPage.tsx')).SignInReturnPage,
  },
  {
    path: '/second-factor',
    load: async () =>
      (await import('../../areas/register/people/web/doors/SecondFactorPage.tsx')).SecondFactorPage,
  },
  {
    path: '/invitation/{token}',
    load: async () =>
      (await import('../../areas/register/people/web/doors/InvitationPage.tsx')).InvitationPage,
  },
  {
    path: '/notice/{token}',
    load: async () => (await import('../../areas/prepare/phishing/web/landing/NoticePage.tsx')).NoticePage,
  },
  {
    path: '/plan-check',
    load: async () => (await import('../../areas/prepare/plan/web/check/PlanCheckPage.tsx')).PlanCheckPage,
  },
  {
    path: '/api-reference',
    load: async () => (await import('./reference/ReferencePage.tsx')).ReferencePage,
  },
  {
    path: '/reach/{token}',
    load: async () => (await import('../../areas/register/contacts/web/reach/ReachPage.tsx')).ReachPage,
  },
  {
    path: '/phone/{token}',
    load: async () =>
      (await import('../../areas/respond/communications/web/outside/PhoneDoor.tsx')).PhoneDoor,
  },
  {
    path: '/was-this-you/{token}',
    load: async () =>
      (await import('../../areas/respond/signals/web/asked/WasThisYouPage.tsx')).WasThisYouPage,
  },
  {
    path: '/report/{token}',
    load: async () =>
      (await import('../../areas/respond/signals/web/report/ReportFormPage.tsx')).ReportFormPage,
  },
  {
    path: '/shared/{token}',
    load: async () =>
      (await import('../../areas/respond/communications/web/outside/PartnerDoor.tsx')).PartnerDoor,
  },
  {
    path: '/proved/{token}',
    load: async () => (await import('../../areas/prepare/readiness/web/proved/ProvedDoor.tsx')).ProvedDoor,
  },
  {
    path: '/public/{token}',
    load: async () =>
      (await import('../../areas/respond/communications/web/outside/PublicDoor.tsx')).PublicDoor,
  },
  { path: '/follow/{token}', load: follow },
  { path: '/unfollow/{token}', load: follow },
]

async function follow() {
  return (await import('../../areas/respond/communications/web/outside/FollowDoor.tsx')).FollowDoor
}

async function start() {
  return (await import('../../areas/register/people/web/doors/StartPage.tsx')).StartPage
}

/** The light page at this address, if it is one. */
export function findDoor(pathname: string): Door | undefined {
  for (const { path, load } of doors) {
    const parts = partsOf(path, pathname)
    if (parts) return { load, parts }
  }
  return undefined
}

function partsOf(pattern: string, pathname: string): Record<string, string> | undefined {
  const wanted = pattern.replace(/\/$/, '').split('/')
  const given = pathname.replace(/\/$/, '').split('/')
  if (wanted.length !== given.length) return undefined
  const parts: Record<string, string> = {}
  for (const [index, want] of wanted.entries()) {
    const have = given[index] ?? ''
    const name = /^\{(\w+)\}$/.exec(want)?.[1]
    if (name === undefined && want !== have) return undefined
    if (name !== undefined) parts[name] = decoded(have)
  }
  return parts
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // A broken escape is somebody's typing; the page will find no such thing.
    return part
  }
}
