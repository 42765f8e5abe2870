/** Promises that one broken entry can be told from a broken archive, without reading what opens archives. */
/** One entry cannot be unfolded, or is not what its checksum says; the others of its archive may be whole. */
export class EntryBroken extends Error {
  constructor(cause: unknown) {
    super('An entry of the archive is broken', { cause })
    this.name = 'EntryBroken'
  }
}
