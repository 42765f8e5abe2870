/** What can be found or hidden alone: a row, a card, a line, a paragraph. */
const parts = 'tbody tr, details, section > p, section > ul > li, section > ol > li'

/** Hides what does not hold all of these words, and unfolds what does. @returns how many parts are left */
export function showOnly(root: HTMLElement, typed: string): number {
  const words = plain(typed)
    .split(/\s+/)
    .filter((word) => word !== '')
  let left = 0
  for (const part of root.querySelectorAll<HTMLElement>(parts)) {
    const text = plain(part.textContent)
    const isFound = words.every((word) => text.includes(word))
    part.hidden = !isFound
    if (isFound) left += 1
    if (part instanceof HTMLDetailsElement) part.open = words.length > 0 && isFound
  }
  for (const section of root.querySelectorAll<HTMLElement>('section'))
    section.hidden =
      words.length > 0 &&
      section.querySelector(
        'tbody tr:not([hidden]), details:not([hidden]), p:not([hidden]), li:not([hidden])',
      ) === null
  for (const head of root.querySelectorAll<HTMLElement>('section > h3')) head.hidden = false
  for (const table of root.querySelectorAll<HTMLElement>('table'))
    table.hidden = words.length > 0 && table.querySelector('tbody tr:not([hidden])') === null
  return left
}

/** As somebody types in a hurry: without capitals, without accents. */
function plain(text: string | null): string {
  return (text ?? '').normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
