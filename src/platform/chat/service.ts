/**
 * Promises that a channel of a chat server is made, filled, spoken in, read and archived in the same words, whichever of
 * the three servers it is. What was done already counts as done; nothing here decides who sits in a channel.
 */
import type { Egress } from '../egress.ts'
import type { Called } from './call.ts'
import { matrixService } from './matrix.ts'
import { mattermostService } from './mattermost.ts'
import { slackService } from './slack.ts'

export type ChatServerKind = 'mattermost' | 'slack' | 'matrix'

export interface ChatServer {
  readonly kind: ChatServerKind
  /** As {@link plainServerAddress} spells it. */
  readonly address: string
  readonly token: string
  /** Mattermost: the team as it stands in its addresses. */
  readonly team: string
  /** As {@link Welcome} said when it was tried. */
  readonly teamRef: string
}

/** Who the token is, and where. */
export interface Welcome {
  readonly botRef: string
  readonly teamRef: string
  /** As people call the team or server. */
  readonly team: string
}

export interface NewChannel {
  /** Small letters, digits and hyphens. */
  readonly name: string
  readonly topic: string
}

export interface Channel {
  readonly ref: string
  /** Where a person opens it; '' where the server has no such address. */
  readonly link: string
}

export interface ChatService {
  welcome(): Promise<Called<Welcome>>
  /** A channel that only those who are let in see. */
  create(channel: NewChannel): Promise<Called<Channel>>
  invite(channel: string, user: string): Promise<Called<true>>
  remove(channel: string, user: string): Promise<Called<true>>
  /** @param id the same at every try */
  post(channel: string, text: string, id: string): Promise<Called<true>>
  archive(channel: string): Promise<Called<true>>
  /** The messages of a channel page by page, each page in the bytes that came. Ends after the first that failed. */
  pages(channel: string): AsyncGenerator<Called<Buffer>>
}

/** The one spelling of the address of a chat server, without a slash at its end; undefined when it is none that we would call. */
export function plainServerAddress(text: string): string | undefined {
  if (!URL.canParse(text) || /[\s\\]/.test(text)) return undefined
  const url = new URL(text)
  const isPlain =
    ['https:', 'http:'].includes(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    url.hash === '' &&
    url.search === ''
  return isPlain ? url.href.replace(/\/+$/, '') : undefined
}

export function chatService(egress: Egress, server: ChatServer): ChatService {
  switch (server.kind) {
    case 'mattermost':
      return mattermostService(egress, server)
    case 'slack':
      return slackService(egress, server)
    case 'matrix':
      return matrixService(egress, server)
  }
}
