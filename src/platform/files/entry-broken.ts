/**
 * Promises that one broken entry can be told from a broken archive: it cannot be unfolded or is not what its checksum
 * says, while the others may be whole. Apart from what opens archives, so that asking loads none of that.
 */
export class EntryBroken extends Error {
  constructor(cause: unknown) {
    super('An entry of the archive is broken', { cause })
    this.name = 'EntryBroken'
  }
}
