/** A ref for what holds a step: the first field of each step has the focus, so that one can type at once. */
export function focusFirst(place: HTMLElement | null): void {
  place?.querySelector<HTMLElement>('input:not([hidden])')?.focus()
}
