/**
 * Who opened a link: a person, or a program that looks at links before a person can. A page that is only fetched counts
 * nothing at all, whatever the method; what counts is said by a script once somebody touched, typed or scrolled, or read
 * for some seconds. What is judged here is what programs do that run scripts as well.
 */

/** Gateways look at a mail while it is handed over; nobody reads it that fast. */
const tooSoonSeconds = 20

const programs =
  /bot\b|crawl|spider|preview|prefetch|scan|headless|phantom|selenium|puppeteer|playwright|curl|wget|python|java\/|go-http|okhttp|axios|node-fetch|libwww|monitor|probe|barracuda|proofpoint|mimecast|safelinks|microsoft office|ms-office|msoffice|outlook-|bingpreview|googleimageproxy|googleother|symantec|fortiguard|urldefense|virustotal|cloudmark|sophos|trendmicro|zscaler|slackbot|facebookexternalhit|whatsapp|telegram|discord|skypeuripreview|linkedinbot|facebot|embedly/iu

export interface Meeting {
  readonly agent: string
  /** The browser itself says that a program steers it. */
  readonly isDriven: boolean
  /** Null where it is not known yet that the mail went out: it is just being handed over. */
  readonly sentAt: Date | null
  readonly now: Date
}

export function isMachine({ agent, isDriven, sentAt, now }: Meeting): boolean {
  if (isDriven || sentAt === null) return true
  if (now.getTime() - sentAt.getTime() < tooSoonSeconds * 1000) return true
  // Every browser that people use calls itself by this old name.
  return !agent.startsWith('Mozilla/5.0 (') || programs.test(agent)
}
