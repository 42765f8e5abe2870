/** What the browser says about itself, apart from it so that every case can be tried. */
export interface PushAbilities {
  readonly isSecure: boolean
  readonly hasWorker: boolean
  readonly hasPush: boolean
  readonly permission: 'default' | 'granted' | 'denied' | undefined
  readonly userAgent: string
  /** How many fingers the screen feels at once: an iPad calls itself a Mac. */
  readonly touchPoints: number
  readonly isOnHomeScreen: boolean
}

export type PushObstacle = 'insecure' | 'homeScreen' | 'unsupported' | 'denied'

/** Why push cannot work in this browser, the reason that a person can do something about first; undefined: it can. */
export function pushObstacle(able: PushAbilities): PushObstacle | undefined {
  if (!able.isSecure) return 'insecure'
  if (isApple(able) && !able.isOnHomeScreen && !able.hasPush) return 'homeScreen'
  if (!able.hasWorker || !able.hasPush || able.permission === undefined) return 'unsupported'
  return able.permission === 'denied' ? 'denied' : undefined
}

/** A name for this device that its owner knows again, such as `Firefox, Android`. */
export function deviceName(able: Pick<PushAbilities, 'userAgent' | 'touchPoints'>): string {
  const browser = browsers.find(([mark]) => able.userAgent.includes(mark))?.[1]
  const system = isApple(able)
    ? able.userAgent.includes('iPhone')
      ? 'iPhone'
      : 'iPad'
    : systems.find(([mark]) => able.userAgent.includes(mark))?.[1]
  return [browser, system].filter((part) => part !== undefined).join(', ')
}

// In this order: most browsers name the ones they descend from as well.
const browsers = [
  ['Edg', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox', 'Firefox'],
  ['FxiOS', 'Firefox'],
  ['CriOS', 'Chrome'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const
const systems = [
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['CrOS', 'ChromeOS'],
  ['Mac OS', 'Mac'],
  ['Linux', 'Linux'],
] as const

function isApple({ userAgent, touchPoints }: Pick<PushAbilities, 'userAgent' | 'touchPoints'>): boolean {
  return /iPhone|iPad/.test(userAgent) || (userAgent.includes('Macintosh') && touchPoints > 1)
}
