/** Addresses as somebody types or pastes them: commas, semicolons, line breaks, and names before the brackets. */
export function addressesIn(typed: string): string[] {
  return typed
    .split(/[,;\n]+/)
    .map((one) => /<([^<>]+)>/.exec(one)?.[1]?.trim() ?? one.trim())
    .flatMap((one) => one.split(/\s+/))
    .filter((one) => one !== '')
}
