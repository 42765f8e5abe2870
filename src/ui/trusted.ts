interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createHTML: (text: string) => string }): unknown
}

/**
 * Under `require-trusted-types-for 'script'` the browser refuses every string that would become markup or code.
 * The only strings of ours are Mantine's style sheets, which hold no `<`: those pass, all else is refused.
 * The header names this policy: `trusted-types default`.
 */
export function guardMarkup(): void {
  // Not in every browser, and not in TypeScript's DOM types yet.
  const factory = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes
  factory?.createPolicy('default', {
    createHTML(text) {
      if (text.includes('<')) throw new TypeError('Markup from a string is refused')
      return text
    },
  })
}
