import { keep, kept } from '../kept.ts'

/** In steps that one sees; the browser's own zoom comes on top. */
export const textSizes = ['normal', 'large', 'larger'] as const
export type TextSize = (typeof textSizes)[number]

const percent = { normal: '', large: '118.75%', larger: '137.5%' } as const

export function chosenTextSize(): TextSize {
  return textSizes.find((size) => size === kept('textSize')) ?? 'normal'
}

/** Sets the size before anything is drawn: all measures of the screens follow the root. */
export function startTextSize(): void {
  document.documentElement.style.fontSize = percent[chosenTextSize()]
}

export function changeTextSize(size: TextSize): void {
  keep('textSize', size === 'normal' ? undefined : size)
  startTextSize()
}
