import { useKey } from '../../../../../ui/keys.ts'

/** `j` and `k` walk the rows as the arrow keys do, starting with the first one. */
export function useRowKeys(nextLabel: string, previousLabel: string): void {
  useKey(['j'], nextLabel, () => move('ArrowDown'))
  useKey(['k'], previousLabel, () => move('ArrowUp'))
}

function move(key: 'ArrowDown' | 'ArrowUp'): void {
  const links = document.querySelectorAll<HTMLElement>('[role="table"] [data-index] a')
  const current = document.activeElement?.closest('[data-index]')
  if (!current) return links[0]?.focus()
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
}
