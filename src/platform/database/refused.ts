/** The start was refused for the sake of the data; the message is a sentence for the person at the console. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused'
}
