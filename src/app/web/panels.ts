import { fillPanels } from '../../ui/panels.tsx'

/** Which room's panels stand on which page; the only place where rooms meet on one screen. */
export function fillAllPanels(): void {
  fillPanels('today', [])
}
