import { kept } from '../kept.ts'

/** `auto` follows the device. */
export type Scheme = 'light' | 'dark' | 'auto'

/** Where Mantine keeps the same choice, so that both looks agree. */
export const schemeKey = 'muster.scheme'

export function chosenScheme(): Scheme {
  const choice = kept('scheme')
  return choice === 'light' || choice === 'dark' ? choice : 'auto'
}

/** Sets the colours before anything is drawn, and follows the device while the choice is `auto`. */
export function startScheme(): void {
  const device = matchMedia('(prefers-color-scheme: dark)')
  applyScheme(device.matches)
  device.addEventListener('change', () => applyScheme(device.matches))
}

function applyScheme(isDeviceDark: boolean): void {
  const choice = chosenScheme()
  const scheme = choice === 'auto' ? (isDeviceDark ? 'dark' : 'light') : choice
  document.documentElement.dataset.mantineColorScheme = scheme
}
