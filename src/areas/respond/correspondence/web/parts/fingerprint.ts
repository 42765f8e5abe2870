/** In groups of four, as people read it to each other on the telephone. */
export function fingerprintWords(fingerprint: string): string {
  return (fingerprint.toUpperCase().match(/.{1,4}/g) ?? []).join(' ')
}
