/** Copies to the clipboard; false when the browser does not let us. */
export async function copyText(value: string): Promise<boolean> {
  try {
    // Absent without HTTPS, as on a box in the local network before its certificate is made.
    if (globalThis.isSecureContext) {
      await navigator.clipboard.writeText(value)
      return true
    }
    return copyThroughSelection(value)
  } catch {
    return copyThroughSelection(value)
  }
}

function copyThroughSelection(value: string): boolean {
  const area = document.createElement('textarea')
  area.value = value
  area.style.position = 'fixed'
  area.style.opacity = '0'
  const before = document.activeElement
  document.body.append(area)
  area.select()
  // oxlint-disable-next-line typescript/no-deprecated -- the only way in a page without HTTPS
  const isCopied = document.execCommand('copy')
  area.remove()
  if (before instanceof HTMLElement) before.focus()
  return isCopied
}
