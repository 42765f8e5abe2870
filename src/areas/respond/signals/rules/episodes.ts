/** Which firing a message belongs to, when the sender does not say when its episode began. */

/** What is known of one episode of a thing. `said` times are the sender's. */
export interface Episode {
  readonly episode: string
  readonly state: 'firing' | 'resolved'
  readonly saidAt: Date | null
  readonly resolvedAt: Date | null
  readonly lastAt: Date
}

export interface Message {
  readonly state: 'firing' | 'resolved'
  readonly saidAt: Date | null
  readonly receivedAt: Date
}

/** A thing that was silent for so long and speaks again is news, even if nobody said that it had ended. */
export const quietHours = 24

/**
 * The episode that a message belongs to, undefined for a new one.
 *
 * With times, a late message finds the episode it was part of: a firing the oldest that had not ended before it,
 * an end the newest that had begun before it. Without times the order of arrival decides.
 * @param known the latest episodes of this source and fingerprint, newest first
 */
export function episodeOf(message: Message, known: readonly Episode[]): Episode | undefined {
  return message.state === 'firing' ? firingEpisode(message, known) : endedEpisode(message, known)
}

function firingEpisode(message: Message, known: readonly Episode[]): Episode | undefined {
  const { saidAt } = message
  const fits = (episode: Episode) => {
    if (episode.state === 'firing') return !isQuiet(episode, message)
    return saidAt !== null && episode.resolvedAt !== null && saidAt <= episode.resolvedAt
  }
  return saidAt === null ? known.slice(0, 1).find(fits) : known.findLast(fits)
}

function endedEpisode({ saidAt }: Message, known: readonly Episode[]): Episode | undefined {
  if (saidAt === null) return known[0]
  return known.find((episode) => episode.saidAt === null || episode.saidAt <= saidAt)
}

function isQuiet(episode: Episode, message: Message): boolean {
  return message.receivedAt.getTime() - episode.lastAt.getTime() > quietHours * 3_600_000
}

/** An episode after one more message: an end stays an end, whatever arrives late. */
export function withMessage(episode: Episode, { state, saidAt, receivedAt }: Message): Episode {
  const isOver = episode.state === 'resolved' || state === 'resolved'
  const ended = state === 'resolved' ? (saidAt ?? receivedAt) : null
  return {
    episode: episode.episode,
    state: isOver ? 'resolved' : 'firing',
    saidAt: earlier(episode.saidAt, saidAt),
    resolvedAt: earlier(episode.resolvedAt, ended),
    lastAt: receivedAt > episode.lastAt ? receivedAt : episode.lastAt,
  }
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other
  return one <= other ? one : other
}
